from __future__ import annotations

import io

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from knowledge.readers.pdf_lines import Line, lines_of


def test_lines_with_their_type() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(500, 700))
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(40, 600, "Heading")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(40, 570, "a split hyphen-")
    canvas.drawString(40, 558, "ated word")
    canvas.save()
    found = lines_of(pypdfium2.PdfDocument(buffer.getvalue())[0], 3)
    assert [(line.page, line.text, line.bold, line.split) for line in found] == [
        (3, "Heading", True, False),
        (3, "a split hyphen-", False, True),
        (3, "ated word", False, False),
    ]
    assert round(found[0].size / found[1].size, 1) == 2.0
    assert [40 <= line.left < 42 for line in found] == [True, True, True]
    assert found[0].top > found[1].top > found[2].top


def test_direction() -> None:
    assert Line(1, "المادة 33", 0, 1, 1, 0, 11).right_to_left
    assert not Line(1, "Article 33", 0, 1, 1, 0, 11).right_to_left
