"""ZIP-based formats, checked before a parser unpacks them."""

from __future__ import annotations

import io
import zipfile

from knowledge.errors import BrokenFile, EncryptedFile, ReadTooExpensive

__all__ = ["PARTS", "UNPACKED_MEGABYTES", "open_archive"]

#: Most parts that an archive may have.
PARTS = 20_000

#: Most that the parts of an archive may unpack to, in megabytes.
UNPACKED_MEGABYTES = 512

_ENCRYPTED = 0x1
_MARKUP = (".htm", ".html", ".ncx", ".opf", ".rels", ".xhtml", ".xml")


def open_archive(data: bytes, name: str, *, forbidden: bytes = b"<!ENTITY") -> zipfile.ZipFile:
    """Open an archive that is safe to unpack.

    Args:
        data: the whole file.
        name: the file's name, for errors.
        forbidden: markup that no honest XML part of it has.

    Raises:
        BrokenFile: not a readable archive, or a part has the forbidden markup (an entity bomb).
        EncryptedFile: its parts want a password.
        ReadTooExpensive: it unpacks to more than the limits.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise BrokenFile(f"{name} is damaged ({error}). Copy it again from its source.") from None
    parts = archive.infolist()
    if len(parts) > PARTS:
        raise ReadTooExpensive(f"{name} has {len(parts)} parts; at most {PARTS} are read. Split it.")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise EncryptedFile(f"{name} is protected by a password. Save a copy without a password and index that.")
    megabytes = sum(part.file_size for part in parts) / 2**20
    if megabytes > UNPACKED_MEGABYTES:
        raise ReadTooExpensive(
            f"{name} unpacks to {megabytes:,.0f} MB; at most {UNPACKED_MEGABYTES} MB are read. Split it."
        )
    for part in parts:
        if part.filename.lower().endswith(_MARKUP) and forbidden in _content(archive, part, name):
            raise BrokenFile(f"{name} declares XML entities in {part.filename}, which is unsafe. Save it anew.")
    return archive


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> bytes:
    try:
        return archive.read(part)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise BrokenFile(f"{name} is damaged in {part.filename} ({error}). Copy it again from its source.") from None
