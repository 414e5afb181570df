"""A passage: a stretch of one document, small enough to quote, that knows where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.document import Place  # noqa: TC001 - named in a public dataclass

__all__ = ["Passage", "Sentence"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or list item) of a passage: characters ``start`` to ``end`` of the passage's text.

    Attributes:
        place: where the sentence begins; ``place.end`` is where its last cue ends.
        paragraph: numbering of the paragraph it belongs to inside its article, as lawyers write it
            after the article's number: ``"(1)"``, ``"(2)(a)"``; empty where there is none.
    """

    start: int
    end: int
    place: Place
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded, found and quoted.

    Attributes:
        id: 32 hex digits over document key, section and text (and a counter for twins): the same
            content keeps its identity when the rest of the file changes.
        document: key of its document in the index, unique there (path below the source).
        name: the document's file name.
        title: the document's title.
        collection: the folder the document came from (``"course"``), the filter people know.
        language: ISO 639-1 code.
        section: heading path from the outermost heading in.
        start: first character in the document's text.
        end: one past the last character in the document's text.
        text: exactly ``document.text[start:end]``.
        sentences: sorted, not overlapping, covering every character of ``text`` but white space.
    """

    id: str
    document: str
    name: str
    title: str
    collection: str
    language: str
    section: tuple[str, ...]
    start: int
    end: int
    text: str
    sentences: tuple[Sentence, ...]

    @property
    def section_path(self) -> str:
        """The heading path as people read it."""
        return " > ".join(self.section)
