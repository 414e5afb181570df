from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.document import Document

Read = Callable[[str, bytes | str], Document]
Outline = Callable[[Document], list[tuple[str, int, str]]]


def test_lines_become_paragraphs_and_articles_headings(read_here: Read, outline: Outline) -> None:
    document = read_here(
        "convention.txt",
        "Convention relating to the Status of Refugees\n\nCHAPTER V\n\nArticle 33\n"
        "Prohibition of expulsion or return\n\n1. No Contracting State shall expel or return a refugee in any manner\n"
        "whatsoever to the frontiers of territories.\n2. The benefit of the present provision may not be claimed.\n\n"
        "Article 34\n\nThe Contracting States shall facilitate the assimilation\nof refugees.\n",
    )
    assert outline(document) == [
        ("heading", 1, "Convention relating to the Status of Refugees"),
        ("heading", 2, "CHAPTER V"),
        ("heading", 3, "Article 33 Prohibition of expulsion or return"),
        ("list_item", 0, "1. No Contracting State shall expel or return a refugee in any manner whatsoever to the"
         " frontiers of territories."),
        ("list_item", 0, "2. The benefit of the present provision may not be claimed."),
        ("heading", 3, "Article 34"),
        ("paragraph", 0, "The Contracting States shall facilitate the assimilation of refugees."),
    ]  # fmt: skip
    assert document.title == "Convention relating to the Status of Refugees"


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("المادة 33", "لا يجوز لأية دولة متعاقدة أن تطرد لاجئاً."),
        ("Article 33", "No Contracting State shall expel a refugee."),
        ("Artículo 33", "Ningún Estado Contratante podrá expulsar a un refugiado."),
        ("Article premier", "Aucun des États contractants n’expulsera un réfugié."),
        ("Статья 33", "Договаривающиеся государства не будут высылать беженцев."),
        ("第三十三条", "任何缔约国不得驱逐难民。"),
    ],
)
def test_an_article_in_each_language(heading: str, body: str, read_here: Read, outline: Outline) -> None:
    assert outline(read_here("a.txt", f"{heading}\n{body}\n")) == [("heading", 1, heading), ("paragraph", 0, body)]


def test_a_paragraph_a_line_and_lines_of_chinese(read_here: Read, outline: Outline) -> None:
    long = "The Contracting States shall accord to refugees treatment at least as favourable as that of nationals. " * 2
    assert outline(read_here("a.txt", f"{long}\n{long}\n")) == [("paragraph", 0, long.strip())] * 2
    assert outline(read_here("b.txt", "任何缔约国不得以任何方式将难民驱逐或送\n回其领土边界，除非\n另有规定。")) == [
        ("paragraph", 0, "任何缔约国不得以任何方式将难民驱逐或送回其领土边界，除非另有规定。")
    ]


def test_underlined_headings_rules_and_bullets(read_here: Read, outline: Outline) -> None:
    document = read_here(
        "a.txt", "Handbook\n========\n\nAims\n----\n\n* one\n* two\n\n* * *\n\nMARITIME RESCUE\n\nText.\n"
    )
    assert outline(document) == [
        ("heading", 1, "Handbook"),
        ("heading", 2, "Aims"),
        ("list_item", 0, "one"),
        ("list_item", 0, "two"),
        ("heading", 2, "MARITIME RESCUE"),
        ("paragraph", 0, "Text."),
    ]


def test_a_sentence_about_an_article_stays_a_sentence(read_here: Read, outline: Outline) -> None:
    text = "It applies to every refugee in the territory, subject to\nArticle 33.\n"
    assert outline(read_here("a.txt", text)) == [
        ("paragraph", 0, "It applies to every refugee in the territory, subject to Article 33.")
    ]
