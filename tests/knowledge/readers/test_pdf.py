from __future__ import annotations

import io
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from knowledge.document import Document, Place
from knowledge.errors import BrokenFile, EmptyFile, EncryptedFile, NoTextLayer

Read = Callable[[str, bytes | str], Document]
Outline = Callable[[Document], list[tuple[str, int, str]]]

FULL = "No Contracting State shall expel or return a refugee in any manner whatsoever to it."


def printed(draw: Callable[[Any], None]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(500, 700))
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def page(canvas: Any, *lines: str, head: str = "", foot: str = "") -> None:
    """One page of 11-point lines, 14 points apart."""
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(lines):
        canvas.drawString(40, 600 - 14 * number, line)
    if head:
        canvas.drawString(40, 670, head)
    if foot:
        canvas.drawString(240, 30, foot)
    canvas.showPage()


@pytest.fixture(scope="module")
def fonts() -> None:
    """A font with Arabic and Cyrillic letters, and one of Adobe's for Chinese."""
    spec = find_spec("matplotlib")
    assert spec is not None and spec.origin is not None
    font = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"
    pdfmetrics.registerFont(TTFont("DejaVu", str(font)))
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


@pytest.mark.usefixtures("fonts")
def test_four_scripts_and_headings_by_size(read_here: Read, outline: Outline) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(40, 650, "Rescue at sea")
        canvas.setFont("DejaVu", 11)
        # Drawn from left to right, as a printer's program does with shaped Arabic.
        canvas.drawString(40, 620, "المادة 33 لا يجوز طرد لاجئ."[::-1].replace("33"[::-1], "33"))
        canvas.drawString(40, 590, "Статья 33 запрещает высылку беженцев.")
        canvas.setFont("STSong-Light", 11)
        canvas.drawString(40, 560, "任何缔约国不得驱逐难民，")
        canvas.drawString(40, 546, "除非另有")
        canvas.drawString(40, 532, "规定。")
        canvas.setFont("Helvetica-Bold", 15)
        canvas.drawString(40, 500, "Duties")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(40, 480, FULL)
        canvas.drawString(40, 466, "It stands.")
        canvas.showPage()

    document = read_here("a.pdf", printed(draw))
    assert outline(document) == [
        ("heading", 1, "Rescue at sea"),
        ("paragraph", 0, "المادة 33 لا يجوز طرد لاجئ."),
        ("paragraph", 0, "Статья 33 запрещает высылку беженцев."),
        ("paragraph", 0, "任何缔约国不得驱逐难民，除非另有规定。"),
        ("heading", 2, "Duties"),
        ("paragraph", 0, f"{FULL} It stands."),
    ]
    assert (document.title, document.pages, document.media_type) == ("Rescue at sea", 1, "application/pdf")


def test_words_that_a_line_end_splits(read_here: Read) -> None:
    def draw(canvas: Any) -> None:
        page(
            canvas,
            "The principle of non-refoulement is funda-",
            "mental, and the State upholds non-",
            "refoulement without any well-",
            "known limit between the years 1951-",
            "1967, as well-known authors say.",
        )

    assert read_here("a.pdf", printed(draw)).text == (
        "The principle of non-refoulement is fundamental, and the State upholds non-refoulement without any well-known"
        " limit between the years 1951-1967, as well-known authors say."
    )


def test_a_paragraph_goes_on_over_the_page_end(read_here: Read) -> None:
    def draw(canvas: Any) -> None:
        page(canvas, FULL, "It ends on the", head="Handbook", foot="1")
        page(canvas, "next page.", "1. Numbered.", head="Handbook", foot="2")
        page(canvas, "Last page.", head="Handbook", foot="3")

    document = read_here("a.pdf", printed(draw))
    assert document.text == f"{FULL} It ends on the next page.\n\n1. Numbered.\n\nLast page."
    at = document.text.index
    assert [document.place_at(at(word)) for word in ("ends", "next", "Last")] == [Place(page=n) for n in (1, 2, 3)]


def test_a_line_that_is_not_surely_a_running_head_stays(read_here: Read) -> None:
    def draw(canvas: Any) -> None:
        page(canvas, "One.", head="Article 1")
        page(canvas, "Two.", head="Article 2")
        page(canvas, "Three.", head="Article 3")
        page(canvas, "Four.", head="Once only")

    text = read_here("a.pdf", printed(draw)).text
    assert text == "Article 1\n\nOne.\n\nArticle 2\n\nTwo.\n\nArticle 3\n\nThree.\n\nOnce only\n\nFour."


def test_printed_labels_of_the_file(read_here: Read) -> None:
    writer = PdfWriter(
        clone_from=PdfReader(io.BytesIO(printed(lambda canvas: [page(canvas, f"Page of {word}.") for word in "abcd"])))
    )
    writer.set_page_label(0, 1, PageLabelStyle.LOWERCASE_ROMAN, start=11)
    writer.set_page_label(2, 2, PageLabelStyle.DECIMAL, start=3)
    writer.set_page_label(3, 3, PageLabelStyle.DECIMAL, prefix="A-", start=1)
    buffer = io.BytesIO()
    writer.write(buffer)
    document = read_here("a.pdf", buffer.getvalue())
    assert [mark.place for mark in document.marks] == [
        Place(page=1, page_label="xi"),
        Place(page=2, page_label="xii"),
        Place(page=3),
        Place(page=4, page_label="A-1"),
    ]


def test_printed_numbers_where_the_file_has_no_labels(read_here: Read) -> None:
    def draw(canvas: Any) -> None:
        for letter, number in zip("abcdefghi", ("", "ii", "iii", "iv", "1", "2", "", "4", "5"), strict=True):
            page(canvas, f"The text of {letter}.", foot=number)

    document = read_here("a.pdf", printed(draw))
    assert [(mark.place.page, mark.place.page_label) for mark in document.marks] == [
        (1, None), (2, "ii"), (3, "iii"), (4, "iv"), (5, "1"), (6, "2"), (7, "3"), (8, "4"), (9, "5"),
    ]  # fmt: skip
    assert "\n\niii" not in document.text


def test_levels_of_the_outline(read_here: Read, outline: Outline) -> None:
    def draw(canvas: Any) -> None:
        for number, (text, level) in enumerate((("The regime", 0), ("Its scope", 1))):
            canvas.bookmarkPage(str(number))
            canvas.addOutlineEntry(text, str(number), level)
        page(canvas, "The regime", "", FULL, "", "Its scope", "", FULL)

    assert outline(read_here("a.pdf", printed(draw))) == [
        ("heading", 1, "The regime"),
        ("paragraph", 0, FULL),
        ("heading", 2, "Its scope"),
        ("paragraph", 0, FULL),
    ]


def test_small_print_is_a_note(read_here: Read, outline: Outline) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(40, 60, "1 See UNCLOS, art. 98.")
        page(canvas, FULL, "A second line.")

    assert ("note", 0, "1 See UNCLOS, art. 98.") in outline(read_here("a.pdf", printed(draw)))


def test_a_password(read_here: Read) -> None:
    source = PdfReader(io.BytesIO(printed(lambda canvas: page(canvas, FULL))))
    for password, error in (("secret", EncryptedFile), ("", None)):
        writer = PdfWriter(clone_from=source)
        writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
        buffer = io.BytesIO()
        writer.write(buffer)
        if error is None:
            # A password that only forbids printing does not forbid reading.
            assert read_here("a.pdf", buffer.getvalue()).text == FULL
        else:
            with pytest.raises(error, match="password"):
                read_here("a.pdf", buffer.getvalue())


def test_a_scan(read_here: Read) -> None:
    def draw(canvas: Any) -> None:
        for number in range(3):
            canvas.drawImage(ImageReader(Image.new("L", (50, 70), 200)), 0, 0, 500, 700)
            page(canvas, foot=str(number + 1))

    with pytest.raises(NoTextLayer, match="a scan: 3 pages with 0 letters"):
        read_here("a.pdf", printed(draw))


def test_blank_pages(read_here: Read) -> None:
    with pytest.raises(EmptyFile, match="1 pages and no text"):
        read_here("a.pdf", printed(lambda canvas: page(canvas)))


def test_damage(read_here: Read) -> None:
    with pytest.raises(BrokenFile, match="damaged"):
        read_here("a.pdf", b"%PDF-1.7\n" + b"junk" * 100)


def test_a_page_tree_that_bites_its_tail(read_here: Read) -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 1000>>",
        b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 5>>",
    ]
    data = b"%PDF-1.4\n"
    for number, content in enumerate(objects, 1):
        data += b"%d 0 obj%sendobj\n" % (number, content)
    with pytest.raises((BrokenFile, EmptyFile), match=r"a\.pdf"):
        read_here("a.pdf", data + b"trailer<</Root 1 0 R>>\n")
