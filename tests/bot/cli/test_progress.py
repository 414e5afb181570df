"""Progress where nobody looks: a line a step, on standard error."""

from __future__ import annotations

import re

from bot.cli.progress import steps


def test_a_step_says_when_it_begins_and_how_it_ended(capsys):
    with steps() as progress:
        progress.begin("Index")
        progress.tell("reading", 1, 2)
        progress.end("2 documents")
    out, errors = capsys.readouterr()
    assert out == ""
    assert re.sub(r"\d+\.\d s", "N s", errors) == "Index ...\nIndex: 2 documents (N s)\n"
