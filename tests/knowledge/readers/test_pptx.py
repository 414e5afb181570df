from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from knowledge.document import Document
from knowledge.errors import EmptyFile, NoTextLayer

Read = Callable[[str, bytes | str], Document]
Outline = Callable[[Document], list[tuple[str, int, str]]]

TITLE_ONLY, TITLE_AND_BODY, BLANK = 5, 1, 6


def saved(presentation: Any) -> bytes:
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def add_slide(presentation: Any, layout: int, title: str = "", body: str = "") -> Any:
    slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    if title:
        slide.shapes.title.text = title
    if body:
        slide.placeholders[1].text = body
    return slide


def add_text(slide: Any, text: str) -> None:
    slide.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1)).text_frame.text = text


def test_slides_titles_bodies_tables_groups_and_notes(read_here: Read, outline: Outline) -> None:
    presentation = Presentation()
    slide = add_slide(presentation, TITLE_AND_BODY, "海上救援", "第九十八条\nспасание")
    slide.notes_slide.notes_text_frame.text = "ملاحظة\nSecond note"
    slide = add_slide(presentation, TITLE_ONLY, "Who\vdecides")
    table = slide.shapes.add_table(1, 2, Inches(1), Inches(1), Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Flag", "State"
    group = slide.shapes.add_group_shape()
    add_text(group, "in a group")
    document = read_here("a.pptx", saved(presentation))
    assert outline(document) == [
        ("heading", 1, "海上救援"),
        ("list_item", 0, "第九十八条"),
        ("list_item", 0, "спасание"),
        ("note", 0, "ملاحظة"),
        ("note", 0, "Second note"),
        ("heading", 1, "Who decides"),
        ("table_row", 0, "Flag | State"),
        ("paragraph", 0, "in a group"),
    ]
    assert (document.title, document.pages) == ("海上救援", 2)
    assert [document.place_at(part.start).page for part in document.segments] == [1, 1, 1, 1, 1, 2, 2, 2]


def test_a_slide_without_a_title_is_headed_by_its_first_line_or_its_number(read_here: Read, outline: Outline) -> None:
    presentation = Presentation()
    add_text(add_slide(presentation, BLANK), "Short line")
    add_slide(presentation, BLANK)
    add_text(add_slide(presentation, BLANK), "long " * 40)
    assert outline(read_here("a.pptx", saved(presentation))) == [
        ("heading", 1, "Short line"),
        ("heading", 1, "3"),
        ("paragraph", 0, ("long " * 40).strip()),
    ]


def test_slides_that_are_pictures(read_here: Read) -> None:
    presentation = Presentation()
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    add_slide(presentation, BLANK).shapes.add_picture(picture, 0, 0)
    with pytest.raises(NoTextLayer, match="1 slides and no text"):
        read_here("a.pptx", saved(presentation))


def test_no_slides_at_all(read_here: Read) -> None:
    with pytest.raises(EmptyFile, match=r"a\.pptx"):
        read_here("a.pptx", saved(Presentation()))
