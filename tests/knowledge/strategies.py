"""Hypothesis strategies for documents of any shape that a reader may give."""

from __future__ import annotations

from hypothesis import strategies as st

from knowledge.document import Document, Mark, Place, Segment, SegmentKind

__all__ = ["bodies", "build", "documents"]

_WORDS = str.split(
    "refugee State shall not expel return art. para. No. 97 33 1. (a) (b) (i) A. U.N. etc. the of ; : , — “quoted” "
    "Conclusion. Why? 国家不得驱逐难民。 难民 ；第三十三条 المادة اللاجئ؟ لا؛ беженец ст. г. Статья ¿Quién? l’article "
    "👍 ? ! ."
)
_HEADINGS = [
    "CHAPTER I",
    "PART II - Rights",
    "Article 1",
    "Article 2 - Scope",
    "Regulation 19",
    "Annex, 2.1 - Services",
    "Annex",
    "Introduction",
    "第三条",
    "",
]
_SPEAKERS = [None, "Moderator", "Expert"]


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """The text of a segment: white space collapsed, sometimes long."""
    words = draw(st.lists(st.sampled_from(_WORDS), max_size=12))
    return " ".join(words * draw(st.sampled_from([1, 1, 1, 3, 20, 60])))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents with and without headings, speakers, pages and times; with empty and with very long segments."""
    blocks: list[tuple[SegmentKind, int, str]] = []
    for _ in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(SegmentKind))
        if kind is SegmentKind.HEADING:
            blocks.append((kind, draw(st.integers(1, 3)), draw(st.sampled_from(_HEADINGS))))
        else:
            blocks.append((kind, 0, draw(bodies())))
    document = build(blocks, title=draw(st.sampled_from(["Introduction", "A treaty"])))
    size = len(document.text)
    offsets = sorted(draw(st.sets(st.integers(0, max(size - 1, 0)), max_size=8)))
    marks = tuple(
        Mark(offset, Place(page=at + 1, start=float(at), end=at + 1.0, speaker=draw(st.sampled_from(_SPEAKERS))))
        for at, offset in enumerate(offsets)
    )
    language = draw(st.sampled_from(["ar", "en", "es", "fr", "ru", "zh", "und"]))
    return Document(document.name, document.title, language, "text/plain", document.text, document.segments, marks)


def build(
    blocks: list[tuple[SegmentKind, int, str]],
    *,
    title: str = "A treaty",
    language: str = "en",
    speakers: list[str | None] | None = None,
) -> Document:
    """A document of the given blocks (kind, level, text); ``speakers`` has one name for each block."""
    segments: list[Segment] = []
    marks: list[Mark] = []
    at = 0
    for number, (kind, level, text) in enumerate(blocks):
        segments.append(Segment(at, at + len(text), kind, level))
        if speakers:
            marks.append(Mark(at, Place(speaker=speakers[number], start=10.0 * number, end=10.0 * number + 10)))
        at += len(text) + 2
    text = "\n\n".join(text for _, _, text in blocks)
    return Document("treaty.txt", title, language, "text/plain", text, tuple(segments), tuple(marks))
