"""Tells what a file really is before anything parses it."""

from __future__ import annotations

from pathlib import PurePath

from knowledge.errors import BrokenFile, EmptyFile, EncryptedFile, UnknownFormat, WrongFormat
from knowledge.readers.formats import FORMATS, Format

__all__ = ["identify_format", "kind"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SUFFIX_OF = {"docx": ".docx", "epub": ".epub", "pdf": ".pdf", "pptx": ".pptx"}
_CALLED = {
    "docx": "a Word document",
    "epub": "an EPUB book",
    "ole": "a document of an old Microsoft Office",
    "pdf": "a PDF",
    "pptx": "a PowerPoint presentation",
    "rtf": "a Rich Text document",
    "text": "plain text",
    "xlsx": "an Excel workbook",
    "zip": "a ZIP archive",
}


def identify_format(name: str, data: bytes) -> Format:
    """The format to read a file as, from its name, once its bytes agree with it.

    Args:
        name: the file's name.
        data: the whole file.

    Raises:
        UnknownFormat: no reader for this suffix.
        EmptyFile: no bytes.
        EncryptedFile: an Office file behind a password.
        WrongFormat: the bytes are those of another format.
        BrokenFile: a ZIP-based format that is cut off.
    """
    suffix = PurePath(name).suffix.lower()
    wanted = FORMATS.get(suffix)
    if wanted is None:
        known = ", ".join(sorted(FORMATS))
        raise UnknownFormat(f"{name} has the suffix {suffix or '(none)'}; Attaché reads {known}. Convert or rename it.")
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyFile(f"{name} is empty: {len(data)} bytes and nothing in them. Copy it again from its source.")
    found = kind(data)
    if found == wanted.container:
        return wanted
    if found == "encrypted":
        raise EncryptedFile(f"{name} is protected by a password. Save a copy without a password and index that.")
    if found == "zip" and wanted.container in ("docx", "epub", "pptx") and not _is_whole_zip(data):
        raise BrokenFile(f"{name} is cut off: its list of parts is missing. Copy it again from its source.")
    called = _CALLED.get(found, f"a file of type {found}")
    step = (
        f"Rename it to {PurePath(name).stem}{_SUFFIX_OF[found]}." if found in _SUFFIX_OF else "Save it as text or PDF."
    )
    raise WrongFormat(f"{name} is not {wanted.name} but {called}. {step}")


def kind(data: bytes) -> str:
    """What the bytes are: ``"pdf"``, ``"docx"``, ``"pptx"``, ``"xlsx"``, ``"epub"``, ``"zip"``, ``"ole"``,
    ``"encrypted"`` (an Office file behind a password), ``"rtf"``, a media type such as ``"image/png"``, or ``"text"``.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        return "encrypted" if _ENCRYPTED_STREAM in data else "ole"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data)
    # Before any signature: some are two letters long, which a text may begin with too.
    if _looks_like_text(data):
        return "text"
    import filetype

    guess = filetype.guess(data[:8192])
    return "application/octet-stream" if guess is None else str(guess.mime)


def _looks_like_text(data: bytes) -> bool:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    nulls = head.count(0)
    # UTF-16 without a mark has a null in every second byte of Latin text and none where it is Chinese.
    return nulls == 0 or (0.3 < nulls / len(head) < 0.55 and not (any(head[0::2]) and any(head[1::2])))


def _kind_of_zip(data: bytes) -> str:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "META-INF/container.xml" in names:
                return "epub"
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        return "zip"
    if "[Content_Types].xml" in names:
        for folder, found in (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx")):
            if any(name.startswith(folder) for name in names):
                return found
    return "zip"


def _is_whole_zip(data: bytes) -> bool:
    import io
    import zipfile

    return zipfile.is_zipfile(io.BytesIO(data))
