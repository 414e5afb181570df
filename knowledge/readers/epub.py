"""EPUB: the chapters in the order of the spine.

The package format is three small XML files around the chapters (EPUB 3.3, W3C Recommendation), read here with lxml.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from knowledge.errors import BrokenFile, EncryptedFile
from knowledge.readers.archive import open_archive
from knowledge.readers.builder import Builder, clean
from knowledge.readers.decoding import decode
from knowledge.readers.html import Page
from knowledge.readers.textual import language_code

if TYPE_CHECKING:
    from zipfile import ZipFile

    from lxml.etree import _Element as Element  # type: ignore[import-untyped]

__all__ = ["read"]

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_CIPHER = "{http://www.w3.org/2001/04/xmlenc#}CipherReference"
_CHAPTERS = ("application/xhtml+xml", "text/html", "application/html")


def read(data: bytes, builder: Builder) -> None:
    """Add a book to the builder: its chapters in reading order, without its table of contents."""
    archive = open_archive(data, builder.name)
    _refuse_locked(archive, builder.name)
    root = _xml(archive, "META-INF/container.xml", builder.name)
    rootfile = next(root.iter(f"{_CONTAINER}rootfile"), None)
    path = rootfile.get("full-path") if rootfile is not None else None
    if not path:
        raise BrokenFile(f"{builder.name} does not say where its package is. Convert it anew.")
    package = _xml(archive, path, builder.name)
    builder.title = _first(package, f"{_DUBLIN_CORE}title")
    builder.hint = language_code(_first(package, f"{_DUBLIN_CORE}language"))
    for chapter in _spine(package):
        part = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(chapter)))
        content = _content(archive, part, builder.name)
        if content.strip():
            Page(decode(content, builder.name), builder.name).add(builder)


def _spine(package: Element) -> list[str]:
    """Where the chapters are, in reading order."""
    manifest = {item.get("id"): item for item in package.iter(f"{_PACKAGE}item")}
    chapters: list[str] = []
    for reference in package.iter(f"{_PACKAGE}itemref"):
        item = manifest.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _CHAPTERS:
            continue
        href = item.get("href")
        if href and "nav" not in (item.get("properties") or "").split() and href not in chapters:
            chapters.append(href)
    return chapters


def _refuse_locked(archive: ZipFile, name: str) -> None:
    """Booksellers encrypt the chapters, others only the fonts, which nobody reads."""
    if "META-INF/encryption.xml" not in archive.namelist():
        return
    locked = [reference.get("URI") or "" for reference in _xml(archive, "META-INF/encryption.xml", name).iter(_CIPHER)]
    if any(uri.lower().endswith((".xhtml", ".html", ".htm", ".xml", ".opf")) for uri in locked):
        raise EncryptedFile(f"{name} is protected against copying. Ask its publisher for a file without protection.")


def _first(package: Element, tag: str) -> str:
    element = next(package.iter(tag), None)
    return "" if element is None else clean("".join(element.itertext()))


def _xml(archive: ZipFile, part: str, name: str) -> Element:
    from lxml import etree  # type: ignore[import-untyped]

    try:
        return etree.fromstring(_content(archive, part, name), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise BrokenFile(f"{name} has damaged markup in {part}. Convert it anew.") from None


def _content(archive: ZipFile, part: str, name: str) -> bytes:
    try:
        return archive.read(part)
    except KeyError:
        raise BrokenFile(f"{name} lacks its part {part}. Convert it anew.") from None
