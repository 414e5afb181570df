from __future__ import annotations

import io
import zipfile

import pytest

from knowledge.errors import BrokenFile, EncryptedFile, ReadTooExpensive
from knowledge.readers import archive
from knowledge.readers.archive import open_archive


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def test_an_honest_archive_opens() -> None:
    with open_archive(zipped({"a.xml": b"<a/>"}), "a.docx") as opened:
        assert opened.namelist() == ["a.xml"]


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "UNPACKED_MEGABYTES", 2)
    with pytest.raises(ReadTooExpensive, match="unpacks to 3 MB; at most 2 MB"):
        open_archive(zipped({"a.xml": bytes(3 * 2**20)}), "a.docx")


def test_so_are_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PARTS", 2)
    with pytest.raises(ReadTooExpensive, match="3 parts; at most 2"):
        open_archive(zipped({"a": b"", "b": b"", "c": b""}), "a.docx")


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(BrokenFile, match=r"entities in word/document\.xml"):
        open_archive(zipped({"word/document.xml": bomb}), "a.docx")


def test_a_password_is_told() -> None:
    data = bytearray(zipped({"a.xml": b"<a/>"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(EncryptedFile, match="password"):
        open_archive(bytes(data), "a.docx")


def test_damage_is_told() -> None:
    data = zipped({"a.xml": b"<a/>" * 100})
    with pytest.raises(BrokenFile, match="damaged"):
        open_archive(data[:-10], "a.docx")
    with pytest.raises(BrokenFile, match=r"damaged in a\.xml"):
        open_archive(data.replace(data[40:44], b"\xff\xff\xff\xff"), "a.docx")
