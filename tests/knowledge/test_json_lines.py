from __future__ import annotations

import pytest

from knowledge.errors import KnowledgeError
from knowledge.json_lines import objects


def test_objects_in_their_order(tmp_path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "more": 2}\n\n{"id": "é"}\n', encoding="utf-8")
    assert list(objects(path, "id")) == [{"id": "1", "more": 2}, {"id": "é"}]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2 is no JSON"),
        ("[1]", "line 2 is no JSON object"),
        ('{"id": 5}', "line 2 has no id"),
        ("{}", "no id"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line: str, said: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"id": "1"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said):
        list(objects(path, "id"))
