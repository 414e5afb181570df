from __future__ import annotations

import pytest

from knowledge.readers.titles import usable_title


@pytest.mark.parametrize(
    "title",
    [
        None,
        "",
        "Microsoft Word - draft",
        "untitled",
        "PowerPoint Presentation",
        "Презентация PowerPoint",
        "report.docx",
    ],
)
def test_titles_of_programs(title: str | None) -> None:
    assert usable_title(title) == ""


@pytest.mark.parametrize(
    "title", ["Handbook", "Titles of nobility", "دليل", "手册", "Microsoft and migration", "Vol. 2"]
)
def test_titles_of_people(title: str) -> None:
    assert usable_title(f" {title} ") == title
