from __future__ import annotations

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from knowledge.readers.docx_numbering import Numbering

LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
)


def numbers(*places: tuple[str, str]) -> list[str]:
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{LEVELS}</w:abstractNum>'))
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for number, override in (("81", ""), ("82", restart)):
        root.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>')
        )
    counting = Numbering(document)
    shown = []
    for number, level in places:
        paragraph = document.add_paragraph("x")
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        )
        assert counting.is_listed(paragraph._p) == (number in ("81", "82"))
        shown.append(counting.number(paragraph._p))
    return shown


def test_a_list_starts_where_it_says_and_a_deeper_level_names_the_upper() -> None:
    assert numbers(("81", "0"), ("81", "1"), ("81", "1"), ("81", "0"), ("81", "1")) == [
        "III. ", "III.1 ", "III.2 ", "IV. ", "IV.1 ",
    ]  # fmt: skip


def test_a_deeper_level_may_come_first() -> None:
    assert numbers(("81", "1"), ("81", "0")) == ["III.1 ", "IV. "]


def test_a_second_list_may_start_again() -> None:
    assert numbers(("81", "0"), ("82", "0"), ("82", "0")) == ["III. ", "I. ", "II. "]


def test_bullets_and_unknown_lists_have_no_number() -> None:
    assert numbers(("81", "2"), ("999", "0"), ("0", "0")) == ["", "", ""]
