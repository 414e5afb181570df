from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from knowledge.document import Document
from knowledge.errors import BrokenFile, EmptyFile

Read = Callable[[str, bytes | str], Document]
Outline = Callable[[Document], list[tuple[str, int, str]]]


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def numbered(document: Any, text: str, style: str, number: str, level: str = "0") -> Any:
    paragraph = document.add_paragraph(text, style=style)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )
    return paragraph


def add_list(document: Any, number: str, *levels: tuple[str, str, str]) -> None:
    """Define a list by the format, text and first number of each of its levels."""
    root = document.part.numbering_part.element
    shapes = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text, start) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="9{number}">{shapes}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="9{number}"/></w:num>'))


def test_headings_paragraphs_lists_and_tables(read_here: Read, outline: Outline) -> None:
    document = docx.Document()
    document.add_paragraph("Отчёт о спасании", style="Title")
    document.add_heading("الفصل الأول", 1)
    document.add_heading("第二节", 2)
    document.add_paragraph("A paragraph with ").add_run("bold").bold = True
    document.add_paragraph("point", style="List Bullet")
    document.add_paragraph("Article 33")
    document.add_paragraph("(a) one;")
    table = document.add_table(2, 2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("State", "Party", "Chad", "yes"), strict=True):
        cell.text = text
    result = read_here("a.docx", saved(document))
    assert outline(result) == [
        ("heading", 1, "Отчёт о спасании"),
        ("heading", 1, "الفصل الأول"),
        ("heading", 2, "第二节"),
        ("paragraph", 0, "A paragraph with bold"),
        ("list_item", 0, "point"),
        ("heading", 3, "Article 33"),
        ("list_item", 0, "(a) one;"),
        ("table_row", 0, "State | Party"),
        ("table_row", 0, "Chad | yes"),
    ]
    assert (result.title, result.pages, result.marks) == ("Отчёт о спасании", None, ())


def test_numbers_that_word_computes(read_here: Read, outline: Outline) -> None:
    document = docx.Document()
    add_list(document, "71", ("decimal", "%1.", "1"), ("lowerLetter", "(%2)", "1"), ("lowerRoman", "%1.%3", "1"))
    add_list(document, "72", ("decimal", "Article %1", "33"))
    numbered(document, "", "Heading 1", "72")
    numbered(document, "one", "Normal", "71")
    numbered(document, "first", "Normal", "71", "1")
    numbered(document, "second", "Normal", "71", "1")
    document.add_paragraph("Between")
    numbered(document, "two", "Normal", "71")
    numbered(document, "first again", "Normal", "71", "1")
    numbered(document, "deep", "Normal", "71", "2")
    numbered(document, "Next", "Heading 1", "72")
    assert outline(read_here("a.docx", saved(document))) == [
        ("heading", 1, "Article 33"),
        ("list_item", 0, "1. one"),
        ("list_item", 0, "(a) first"),
        ("list_item", 0, "(b) second"),
        ("paragraph", 0, "Between"),
        ("list_item", 0, "2. two"),
        ("list_item", 0, "(a) first again"),
        ("list_item", 0, "2.i deep"),
        ("heading", 1, "Article 34 Next"),
    ]


def test_pages_where_word_noted_them(read_here: Read) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("End of one, ")
    run = paragraph.add_run()
    run._r.append(OxmlElement("w:lastRenderedPageBreak"))
    run.add_text("start of two")
    document.add_paragraph("Still two")
    result = read_here("a.docx", saved(document))
    assert result.text == "End of one, start of two\n\nStill two"
    assert (result.pages, [(mark.offset, mark.place.page) for mark in result.marks]) == (2, [(0, 1), (12, 2)])


def test_insertions_stay_deletions_go_and_boxes_follow(read_here: Read, outline: Outline) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("A")
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    for tag, text in (("ins", " kept"), ("del", " gone"), ("hyperlink", " link")):
        paragraph._p.append(parse_xml(f"<w:{tag} {nsdecls('w')}>{run.format(text)}</w:{tag}>"))
    box = f"<w:txbxContent {nsdecls('w')}><w:p>{run.format('in a box')}</w:p></w:txbxContent>"
    paragraph.add_run()._r.append(parse_xml(box))
    document.element.body.insert(
        0, parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{run.format('control')}</w:p></w:sdtContent></w:sdt>")
    )
    assert outline(read_here("a.docx", saved(document))) == [
        ("paragraph", 0, "control"),
        ("paragraph", 0, "A kept link"),
        ("paragraph", 0, "in a box"),
    ]


def test_footnotes_follow_their_paragraph(read_here: Read, outline: Outline) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    paragraph = document.add_paragraph("Rescue")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    paragraph.add_run()._r.append(reference)
    document.add_paragraph("After")
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote><w:footnote w:id='2'>"
        "<w:p><w:r><w:t>UNCLOS, art. 98.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert outline(read_here("a.docx", saved(document))) == [
        ("paragraph", 0, "Rescue"),
        ("note", 0, "UNCLOS, art. 98."),
        ("paragraph", 0, "After"),
    ]


def test_the_title_of_the_properties_unless_a_program_wrote_it(read_here: Read) -> None:
    document = docx.Document()
    document.add_heading("Heading", 1)
    document.core_properties.title = "Microsoft Word - draft.doc"
    assert read_here("a.docx", saved(document)).title == "Heading"
    document.core_properties.title = "Handbook"
    assert read_here("a.docx", saved(document)).title == "Handbook"


def test_an_empty_document(read_here: Read) -> None:
    with pytest.raises(EmptyFile, match=r"a\.docx"):
        read_here("a.docx", saved(docx.Document()))


def test_an_archive_without_its_parts(read_here: Read) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", "<a/>")
    with pytest.raises(BrokenFile, match=r"a\.docx"):
        read_here("a.docx", buffer.getvalue())
