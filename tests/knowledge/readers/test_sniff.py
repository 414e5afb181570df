from __future__ import annotations

import io
import zipfile

import pytest

from knowledge.errors import BrokenFile, EmptyFile, EncryptedFile, ReadError, UnknownFormat, WrongFormat
from knowledge.readers.formats import FORMATS, SUFFIXES
from knowledge.readers.sniff import identify_format, kind

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(zipfile.ZipInfo(name), "x")  # of 1980: no clock in the names of the tests
    return buffer.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
EPUB = archive("mimetype", "META-INF/container.xml")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.4\n", "pdf"),
        (DOCX, "docx"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (EPUB, "epub"),
        (archive("notes.txt"), "zip"),
        (OLE, "ole"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"{\\rtf1 text}", "rtf"),
        (PNG, "image/png"),
        (b"BM the two letters of a bitmap", "text"),
        ("第三十三条".encode(), "text"),
        ("Статья".encode("utf-16"), "text"),
        (bytes(range(256)) * 8, "application/octet-stream"),
    ],
)
def test_kind(data: bytes, expected: str) -> None:
    assert kind(data) == expected


@pytest.mark.parametrize(
    ("name", "data", "error", "word"),
    [
        ("a.docx", b"%PDF-1.7\n", WrongFormat, "misnamed"),
        ("a.pdf", PNG, WrongFormat, "misnamed"),
        ("a.md", archive("notes.txt"), WrongFormat, "misnamed"),
        ("a.txt", bytes(range(256)) * 8, WrongFormat, "misnamed"),
        ("a.pdf", b"plain words", WrongFormat, "misnamed"),
        ("a.docx", OLE, WrongFormat, "misnamed"),
        ("a.epub", DOCX, WrongFormat, "misnamed"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFile, "encrypted"),
        ("a.docx", DOCX[:40], BrokenFile, "broken"),
        ("a.pdf", b"", EmptyFile, "empty"),
        ("a.txt", bytes(100), EmptyFile, "empty"),
        ("a.odt", b"x", UnknownFormat, "unknown format"),
        ("README", b"x", UnknownFormat, "unknown format"),
    ],
)
def test_each_mistake_has_its_own_word(name: str, data: bytes, error: type[ReadError], word: str) -> None:
    with pytest.raises(error) as caught:
        identify_format(name, data)
    assert caught.value.word == word
    assert str(caught.value).startswith(name)


def test_the_next_step_names_the_right_suffix() -> None:
    with pytest.raises(WrongFormat, match=r"not Word but a PDF\. Rename it to minutes\.pdf\."):
        identify_format("minutes.docx", b"%PDF-1.7\n")


def test_suffixes_are_read_in_any_case() -> None:
    assert identify_format("A.PDF", b"%PDF-1.7") is FORMATS[".pdf"]
    assert sorted(SUFFIXES) == sorted(FORMATS)
