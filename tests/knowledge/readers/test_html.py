from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.document import Document
from knowledge.errors import BrokenFile

Read = Callable[[str, bytes | str], Document]
Outline = Callable[[Document], list[tuple[str, int, str]]]

PAGE = """<!DOCTYPE html><html lang="fr-CH"><head><title>Convention | Site</title><style>p{}</style></head><body>
<header><a href="/">Site</a></header><nav><ul><li>Menu</li></ul></nav>
<main><h1>Convention <em>de 1951</em></h1><p>Préambule<br>suite<h2>Chapitre V</h2>
<h3>Article 33</h3><ol><li>Aucun État<ol type="a"><li>un</li><li>deux</li></ol></li><li value="4">Quatre</ol>
<ol start="3" type="I"><li>Trois</ol><ul><li><p>point</p></ul>
<table><tr><th>État</th><th>Date</th></tr><tr><td>Tchad</td><td><p>1981</p><p>19 août</p></td></tr></table>
<aside role="doc-footnote">1 Note</aside><script>alert(1)</script><div>Texte nu<p hidden>caché</p> et suite</div></main>
<footer>Contact</footer></body></html>"""


def test_the_words_of_a_page_without_its_site(read_here: Read, outline: Outline) -> None:
    document = read_here("a.html", PAGE)
    assert outline(document) == [
        ("heading", 1, "Convention de 1951"),
        ("paragraph", 0, "Préambule suite"),
        ("heading", 2, "Chapitre V"),
        ("heading", 3, "Article 33"),
        ("list_item", 0, "1. Aucun État"),
        ("list_item", 0, "a. un"),
        ("list_item", 0, "b. deux"),
        ("list_item", 0, "4. Quatre"),
        ("list_item", 0, "III. Trois"),
        ("list_item", 0, "point"),
        ("table_row", 0, "État | Date"),
        ("table_row", 0, "Tchad | 1981 19 août"),
        ("note", 0, "1 Note"),
        ("paragraph", 0, "Texte nu et suite"),
    ]
    assert document.title == "Convention de 1951"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Статья 33", "cp1251"), ("المادة 33", "cp1256"), ("第三十三条", "gb18030"), ("Préambule", "cp1252")],
)
def test_the_encoding_in_the_markup(text: str, encoding: str, read_here: Read) -> None:
    page = f'<meta charset="{encoding}"><title>{text}</title><p>{text} - {text}: {text}</p>'
    assert read_here("a.htm", page.encode(encoding)).title == text


def test_breaks_in_a_row_part_paragraphs(read_here: Read, outline: Outline) -> None:
    assert outline(read_here("a.html", "<body>One<br>line<br><br>Two</body>")) == [
        ("paragraph", 0, "One line"),
        ("paragraph", 0, "Two"),
    ]


def test_a_table_for_layout_is_no_table(read_here: Read, outline: Outline) -> None:
    page = "<table><tr><td><h1>Title</h1><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"
    assert outline(read_here("a.html", page)) == [("heading", 1, "Title"), ("table_row", 0, "a | b")]


def test_articles_without_markup_are_headings(read_here: Read, outline: Outline) -> None:
    page = "<h1>公约</h1><p><b>第三十三条</b></p><p>缔约国</p><p>المادة 34</p>"
    assert [level for kind, level, _ in outline(read_here("a.html", page)) if kind == "heading"] == [1, 2, 2]


def test_hostile_nesting_is_told(read_here: Read) -> None:
    with pytest.raises(BrokenFile, match="nested deeper than 2000"):
        read_here("a.html", "<div>" * 100_000 + "deep")
