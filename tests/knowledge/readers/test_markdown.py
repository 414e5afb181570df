from __future__ import annotations

from collections.abc import Callable

from knowledge.document import Document

Read = Callable[[str, bytes | str], Document]
Outline = Callable[[Document], list[tuple[str, int, str]]]


def test_headings_paragraphs_and_their_literal_numbers(read_here: Read, outline: Outline) -> None:
    document = read_here(
        "convention.md",
        "# Convention (1951)\n\n## CHAPTER V\n\n## Article 33\n\n1. No Contracting\nState\n\n3. The benefit:\n\n"
        "(a) one;\n\n7) seven\n\n- bullet\n\n.1 warships\n\n1951\\. A year\n",
    )
    assert outline(document) == [
        ("heading", 1, "Convention (1951)"),
        ("heading", 2, "CHAPTER V"),
        ("heading", 3, "Article 33"),
        ("list_item", 0, "1. No Contracting State"),
        ("list_item", 0, "3. The benefit:"),
        ("paragraph", 0, "(a) one;"),
        ("list_item", 0, "7) seven"),
        ("list_item", 0, "bullet"),
        ("paragraph", 0, ".1 warships"),
        ("paragraph", 0, "1951. A year"),
    ]
    assert document.title == "Convention (1951)"
    assert (document.media_type, document.pages, document.marks) == ("text/markdown", None, ())


def test_front_matter_names_the_document_and_is_no_text(read_here: Read) -> None:
    document = read_here(
        "a.md", "---\ntitle: Спасение на море\nlanguage: ru-RU\nurl: https://example.org\n---\n# Другое\n"
    )
    assert (document.title, document.language, document.text) == ("Спасение на море", "ru", "Другое")


def test_a_text_between_rules_is_no_front_matter(read_here: Read) -> None:
    assert read_here("a.md", "---\nJust words: here: there\n---\n\nMore").text == "Just words: here: there\n\nMore"
    assert read_here("a.md", "---\n- a\n---\nMore").text == "a\n\nMore"


def test_numbers_that_are_a_whole_item_or_nest_stay(read_here: Read, outline: Outline) -> None:
    assert outline(read_here("a.md", "1.\n\n2. 3. deep\n\n   second paragraph\n")) == [
        ("list_item", 0, "1."),
        ("list_item", 0, "2. 3. deep"),
        ("list_item", 0, "second paragraph"),
    ]


def test_tables_quotes_code_and_markup(read_here: Read, outline: Outline) -> None:
    document = read_here(
        "a.md",
        "| State | Party |\n|---|---|\n| Chad | **yes** |\n\n> quoted `code`\n\n    indented prose\n\n"
        "```\nfenced\n```\n\n<p>raw <b>words</b></p>\n\nA [link](http://x) &amp; <br> ![chart](c.png) <!-- gone -->\n",
    )
    assert outline(document) == [
        ("table_row", 0, "State | Party"),
        ("table_row", 0, "Chad | yes"),
        ("paragraph", 0, "quoted code"),
        ("paragraph", 0, "indented prose"),
        ("paragraph", 0, "fenced"),
        ("paragraph", 0, "raw words"),
        ("paragraph", 0, "A link & chart"),
    ]


def test_articles_without_markup_are_headings(read_here: Read, outline: Outline) -> None:
    document = read_here("a.md", "# 公约\n\n第三十三条\n\n任何缔约国\n不得驱逐难民。\n\n**المادة 34**\n\nنص")
    assert outline(document) == [
        ("heading", 1, "公约"),
        ("heading", 2, "第三十三条"),
        ("paragraph", 0, "任何缔约国不得驱逐难民。"),
        ("heading", 2, "المادة 34"),
        ("paragraph", 0, "نص"),
    ]
