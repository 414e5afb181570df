"""HTML and XHTML: the words of a page in reading order, without what belongs to the site around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.document import SegmentKind
from knowledge.errors import BrokenFile
from knowledge.readers.builder import CELLS, Builder, clean
from knowledge.readers.decoding import decode
from knowledge.readers.headings import is_heading
from knowledge.readers.numbering import numeral
from knowledge.readers.textual import language_code

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # type: ignore[import-untyped]

__all__ = ["DEPTH", "Page", "read"]

#: Deepest nesting of elements that is read.
DEPTH = 2000

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,30})|<\?xml[^>]{0,100}encoding=[\"']([\w\-]+)"
)

_SKIPPED = frozenset(
    """
    audio button canvas dialog form head iframe math menu nav noscript object rp rt script select style svg template
    textarea title video
    """.split()  # noqa: SIM905 - a list of names reads better as one
)
_SITE_ROLES = frozenset(("banner", "complementary", "contentinfo", "navigation", "search"))
_NOTE_ROLES = frozenset(("doc-endnote", "doc-footnote", "doc-endnotes", "footnote", "endnote", "rearnote", "footnotes"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark output q rb ruby s samp small
    span strike strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905
)
_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def read(data: bytes, builder: Builder) -> None:
    """Add a web page to the builder; its title is its only ``h1``, else its ``title``."""
    declared = _CHARSET.search(data[:4096])
    name = (declared.group(1) or declared.group(2)).decode("ascii") if declared else None
    page = Page(decode(data, builder.name, declared=name), builder.name)
    builder.hint = page.language
    builder.title = page.title
    page.add(builder)


class Page:
    """One parsed page.

    Attributes:
        language: of the ``lang`` attribute; empty where there is none.
        title: what the page calls itself; empty where it does not.
    """

    def __init__(self, text: str, name: str) -> None:
        from lxml import etree, html  # type: ignore[import-untyped]

        parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        try:
            root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
        except (etree.LxmlError, ValueError, AssertionError):
            raise BrokenFile(f"{name} has no element that can be read as HTML. Open it, save it anew.") from None
        self._root: Element = root
        self._name = name
        self.language = language_code(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"))
        heads = list(root.iter("h1"))
        named = clean("".join(heads[0].itertext())) if len(heads) == 1 else ""
        self.title = named or clean(" ".join("".join(element.itertext()) for element in root.iter("title")))

    def add(self, builder: Builder, *, level: int = 0) -> None:
        """Add the page's words; headings go ``level`` deeper than the page has them."""
        _Walk(builder, self._name, level).walk(self._content())

    def _content(self) -> Element:
        """``main`` where there is one, the only ``article`` where there is one, else everything."""
        for tag in ("main", "article"):
            found = list(self._root.iter(tag))
            if len(found) == 1 and len(clean("".join(found[0].itertext()))) > 0:
                return found[0]
        return self._root


class _Walk:
    """Goes through the elements without recursion and gathers words up to the end of each block."""

    def __init__(self, builder: Builder, name: str, level: int) -> None:
        self._builder = builder
        self._name = name
        self._level = level
        self._words: list[str] = []
        self._marker = ""
        self._heading = 0
        self._notes = self._items = self._cells = 0
        self._row: list[str] | None = None
        self._last_level = level + 1

    def walk(self, root: Element) -> None:
        from lxml import etree

        walker = etree.iterwalk(root, events=("start", "end"))
        depth = 0
        for event, element in walker:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                depth += 1
                if depth > DEPTH:
                    raise BrokenFile(f"{self._name} is nested deeper than {DEPTH} elements. Save it anew.")
                if _is_skipped(element, tag, root):
                    walker.skip_subtree()
                    continue
                self._open(element, tag)
                self._words.append(element.text or "")
            else:
                depth -= 1
                if not _is_skipped(element, tag, root):
                    self._close(element, tag)
                if element is not root:
                    self._words.append(element.tail or "")
        self._flush()

    def _open(self, element: Element, tag: str) -> None:
        if tag in _INLINE:
            if tag == "img":
                self._words.append(" " + (element.get("alt") or "") + " ")
            return
        if tag == "br":
            self._words.append("\n")
            return
        if self._cells:
            # Blocks inside a cell are words of its row.
            self._words.append(" ")
            self._cells += tag in ("td", "th")
            return
        self._flush()
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in ("li", "dd"):
            self._items += 1
            self._marker = _number(element) if tag == "li" else ""
        elif tag == "tr" and not any(True for _ in element.iter("table")):
            self._row = []
        elif tag in ("td", "th") and self._row is not None:
            self._cells = 1
        self._notes += _is_note(element)

    def _close(self, element: Element, tag: str) -> None:
        if tag in _INLINE or tag == "br":
            return
        if self._cells:
            self._words.append(" ")
            self._cells -= tag in ("td", "th")
            if not self._cells and self._row is not None:
                self._row.append(clean("".join(self._words)))
                self._words = []
            return
        self._flush()
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in ("li", "dd"):
            self._items -= 1
            if self._marker:
                self._builder.add(SegmentKind.LIST_ITEM, self._marker)
                self._marker = ""
        elif tag == "tr" and self._row is not None:
            self._builder.add(SegmentKind.TABLE_ROW, CELLS.join(self._row) if any(self._row) else "")
            self._row = None
        self._notes -= _is_note(element)

    def _flush(self) -> None:
        """The words so far are a segment."""
        words = "".join(self._words)
        self._words = []
        if not clean(words):
            return
        if self._notes:
            self._builder.add(SegmentKind.NOTE, self._marker + words)
        elif self._heading:
            self._last_level = self._level + self._heading
            self._builder.add(SegmentKind.HEADING, words, level=self._last_level)
        elif self._items:
            self._builder.add(SegmentKind.LIST_ITEM, self._marker + words)
        elif is_heading(clean(words)):
            self._builder.add(SegmentKind.HEADING, words, level=self._last_level + 1)
        else:
            # Two breaks in a row are how old pages part their paragraphs.
            for part in re.split(r"\n[ \t]*\n(?=\s*\S)", words) if "\n" in words else [words]:
                self._builder.add(SegmentKind.PARAGRAPH, part)
        self._marker = ""


def _is_skipped(element: Element, tag: str, root: Element) -> bool:
    if tag in _SKIPPED or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return element is not root
    if element.get("role") in _SITE_ROLES:
        return element is not root
    parent = element.getparent()
    at_top = parent is not None and parent.tag == "body"
    if tag == "footer":
        return at_top
    return tag == "header" and at_top and next(element.iter("h1"), None) is None


def _is_note(element: Element) -> bool:
    kinds = f"{element.get('role', '')} {element.get(_EPUB_TYPE, '')} {element.get('epub:type', '')}".split()
    return not _NOTE_ROLES.isdisjoint(kinds)


def _number(item: Element) -> str:
    """The number that a browser shows before an item of an ordered list; law cites it."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "list-style" in (parent.get("style") or ""):
        return ""
    items = [child for child in parent if child.tag == "li"]
    step = -1 if parent.get("reversed") is not None else 1
    number = _whole(parent.get("start"), len(items) if step < 0 else 1)
    for other in items:
        number = _whole(other.get("value"), number)
        if other is item:
            break
        number += step
    return numeral(number, _TYPES.get(item.get("type") or parent.get("type") or "1", "decimal")) + ". "


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text else otherwise
    except ValueError:
        return otherwise
