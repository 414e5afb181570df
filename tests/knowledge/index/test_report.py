from __future__ import annotations

import json

from knowledge.index.report import Report, Row


def test_rows_as_json():
    report = Report(
        (Row("a.pdf", "added", pages=3, passages=12), Row("b.pdf", "failed", "encrypted: It wants a password."))
    )
    assert json.loads(json.dumps(report.to_list())) == [
        {"file": "a.pdf", "status": "added", "reason": "", "pages": 3, "passages": 12},
        {
            "file": "b.pdf",
            "status": "failed",
            "reason": "encrypted: It wants a password.",
            "pages": None,
            "passages": 0,
        },
    ]
    assert (report.count("added"), report.count("failed"), report.count("removed")) == (1, 1, 0)
