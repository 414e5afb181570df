"""The formats that are read: their suffixes, media types and readers."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FORMATS", "SUFFIXES", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: as people call it.
        media_type: IANA media type.
        reader: module of this package whose ``read(data, builder)`` reads it.
        container: what its bytes must look like, a value of ``sniff.kind``.
    """

    name: str
    media_type: str
    reader: str
    container: str = "text"


_MARKDOWN = Format("Markdown", "text/markdown", "markdown")
_PLAIN = Format("plain text", "text/plain", "plain")
_HTML = Format("HTML", "text/html", "html")
_YAML = Format("YAML", "application/yaml", "entries")

#: By suffix, in lower case with the dot.
FORMATS: dict[str, Format] = {
    ".docx": Format("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "docx"),
    ".epub": Format("EPUB", "application/epub+zip", "epub", "epub"),
    ".htm": _HTML,
    ".html": _HTML,
    ".markdown": _MARKDOWN,
    ".md": _MARKDOWN,
    ".pdf": Format("PDF", "application/pdf", "pdf", "pdf"),
    ".pptx": Format(
        "PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx", "pptx"
    ),
    ".srt": Format("SubRip", "application/x-subrip", "captions"),
    ".txt": _PLAIN,
    ".vtt": Format("WebVTT", "text/vtt", "captions"),
    ".xhtml": _HTML,
    ".yaml": _YAML,
    ".yml": _YAML,
}

#: The suffixes that are read, in lower case with the dot.
SUFFIXES: frozenset[str] = frozenset(FORMATS)
