from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from ebooklib import epub

from knowledge.document import Document
from knowledge.errors import BrokenFile, EncryptedFile

Read = Callable[[str, bytes | str], Document]
Outline = Callable[[Document], list[tuple[str, int, str]]]


def book() -> bytes:
    volume = epub.EpubBook()
    volume.set_identifier("x")
    volume.set_title("دليل الهجرة")
    volume.set_language("ar")
    chapters = []
    for name, body in (
        ("two", "<h1>Глава 2</h1><p>Статья 33</p><p>Беженцы &#8212; да.</p>"),
        ("one", "<h1>第一章</h1><p>难民<em>公约</em></p><aside epub:type='footnote'><p>注</p></aside>"),
    ):
        chapter = epub.EpubHtml(title=name, file_name=f"text/{name}.xhtml")
        chapter.content = f"<html><body>{body}</body></html>"
        volume.add_item(chapter)
        chapters.append(chapter)
    volume.toc = chapters
    volume.add_item(epub.EpubNcx())
    volume.add_item(epub.EpubNav())
    volume.spine = ["nav", chapters[1], chapters[0]]
    buffer = io.BytesIO()
    epub.write_epub(buffer, volume)
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    change(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def test_chapters_in_the_order_of_the_spine(read_here: Read, outline: Outline) -> None:
    document = read_here("a.epub", book())
    assert outline(document) == [
        ("heading", 1, "第一章"),
        ("paragraph", 0, "难民公约"),
        ("note", 0, "注"),
        ("heading", 1, "Глава 2"),
        ("heading", 2, "Статья 33"),
        ("paragraph", 0, "Беженцы — да."),
    ]
    assert (document.title, document.media_type, document.pages) == ("دليل الهجرة", "application/epub+zip", None)


def encryption(uri: str) -> bytes:
    return (
        "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container' xmlns:e='http://www.w3.org/2001/04/xmlenc#'>"
        f"<e:EncryptedData><e:CipherData><e:CipherReference URI='{uri}'/></e:CipherData></e:EncryptedData></encryption>"
    ).encode()


def test_locked_chapters_are_told_and_locked_fonts_are_not(read_here: Read) -> None:
    def lock(uri: str) -> bytes:
        return changed(book(), lambda parts: parts.update({"META-INF/encryption.xml": encryption(uri)}))

    with pytest.raises(EncryptedFile, match="protected against copying"):
        read_here("a.epub", lock("EPUB/text/one.xhtml"))
    assert read_here("a.epub", lock("EPUB/fonts/a.otf")).text == read_here("a.epub", book()).text


def test_missing_and_damaged_parts(read_here: Read) -> None:
    with pytest.raises(BrokenFile, match=r"lacks its part EPUB/text/one\.xhtml"):
        read_here("a.epub", changed(book(), lambda parts: parts.pop("EPUB/text/one.xhtml")))
    with pytest.raises(BrokenFile, match="damaged markup in META-INF"):
        read_here("a.epub", changed(book(), lambda parts: parts.update({"META-INF/container.xml": b"<a>"})))
    with pytest.raises(BrokenFile, match="where its package is"):
        read_here("a.epub", changed(book(), lambda parts: parts.update({"META-INF/container.xml": b"<a/>"})))
