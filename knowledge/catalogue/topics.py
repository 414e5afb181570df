"""The documents of an index as topics: how each begins, its key terms, the questions that it asks and answers.

Everything is read from the index. What a module of the shipped course has under its headings, a document of one's own
has as well when its headings are called so; a heading that ends with a question mark is a question, and what stands
under it its answer; in a recording, a question is answered by whoever speaks next.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from knowledge.catalogue.excerpts import cite
from knowledge.catalogue.in_languages import is_entries, lists, spoken
from knowledge.entries.texts import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.answer.citing import Citation
    from knowledge.index import Index, IndexedDocument
    from knowledge.passage import Passage

__all__ = ["Question", "Topic", "about", "key_terms", "opening", "questions", "sections", "speakers", "topics"]

#: What may stand in a link and in a button: of a file's name, what all channels carry.
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
#: Headings of a module, folded.
_OBJECTIVES = frozenset(
    (
        "what this module teaches", "learning objectives", "objectifs d'apprentissage", "objetivos de aprendizaje",
        "цели обучения", "学习目标", "أهداف التعلم",
    )
)  # fmt: skip
_KEY_TERMS = frozenset(
    ("key terms", "termes clés", "notions clés", "términos clave", "ключевые термины", "关键术语", "المصطلحات الأساسية")
)
_ASKS = ("?", "？", "؟")
#: A shorter question in a recording is only understood there ("And at night?"), in characters.
_UNDERSTOOD = 35
#: Words by which it is put to one person ("would you begin?"), which tells the others little.
_TO_SOMEBODY = re.compile(r"\b(?:yours?|you|vous|votre|vos|usted(?:es)?|вы|вас|вам|ваш\w*)\b|[你您]", re.IGNORECASE)
#: How much of a text is shown: of its beginning in sentences, of a recording's in characters, of an answer.
_BEGINNING, _SPOKEN, _ANSWER = 2, 700, 3
#: Terms that are named of one text.
_TERMS = 8
#: Words of the longest name of a term.
_WORDS = 8
_WORD_END = re.compile(r"(?<=\w)(?!\w)")
_ARTICLE = re.compile(r"\W*(?:(?:an?|the|une?|les?|la|unos|unas|una|el|los|las)\s+|l['’])")


@dataclass(frozen=True, slots=True)
class Topic:
    """One text, in however many files it is there.

    Attributes:
        slug: names it in links and buttons: at most 40 of ``A-Za-z0-9_-``, unique in the index, the same as long as
            its file is called the same.
        title: in the language of the text.
        document: that is read.
        files: names of the other files with the same text.
    """

    slug: str
    title: str
    document: IndexedDocument
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a text asks, with the beginning of its own answer."""

    text: str
    answer: Citation


def topics(index: Index) -> tuple[Topic, ...]:
    """The topics in the order of the index. Lists of entries are none.

    Files of one name and title (a module as text, PDF and slides) are one topic, read from the first of them.
    """
    same: dict[tuple[str, str], list[IndexedDocument]] = {}
    for document in index.documents:
        if not is_entries(document):
            same.setdefault((_stem(document).casefold(), document.title.casefold()), []).append(document)
    found: dict[str, Topic] = {}
    for first, *others in same.values():
        slug = _stem(first)
        if not _SLUG.fullmatch(slug) or slug.casefold() in found:
            slug = hashlib.sha256(first.file_key.encode("utf-8", "surrogateescape")).hexdigest()[:12]
        found[slug.casefold()] = Topic(slug, first.title or first.name, first, tuple(each.name for each in others))
    return tuple(found.values())


def opening(index: Index, topic: Topic, language: str) -> Citation | None:
    """What a text says of itself: its learning objectives, else how it begins; ``language`` is that of the label."""
    rows = _under(index, topic, _OBJECTIVES) or list(topic.document.rows)
    if not rows:
        return None
    passage = index.passage(rows[0])
    if _is_recording(passage):
        return cite(passage, language, sentences=len(passage.sentences), characters=_SPOKEN)
    return cite(passage, language, sentences=_BEGINNING, characters=_SPOKEN)


def key_terms(index: Index, topic: Topic, language: str) -> tuple[Citation, ...]:
    """Where a text explains its key terms, whole; ``language`` is that of the labels."""
    passages = index.passages(_under(index, topic, _KEY_TERMS))
    return tuple(cite(each, language, sentences=len(each.sentences), characters=len(each.text)) for each in passages)


def about(index: Index, topic: Topic, language: str) -> tuple[str, ...]:
    """The terms of the termbase that a text explains among its key terms, in its order, in ``language``.

    A term is explained where a sentence begins with it: "An asylum-seeker is a person who ...".
    """
    passages = index.passages(_under(index, topic, _KEY_TERMS))
    subjects = [
        _ARTICLE.sub("", each.text[sentence.start : sentence.end].casefold(), count=1)
        for each in passages
        for sentence in each.sentences
    ]
    names: dict[str, str] = {}
    for versions in lists(index, "terms") if subjects else ():
        read, shown = versions.get(topic.document.language), spoken(versions, language)
        if read is None or read.passages != shown.passages:
            continue
        for of, said in zip(index.passages(list(read.rows)), index.passages(list(shown.rows)), strict=True):
            if said.section:
                names |= {name.casefold(): said.section[-1] for name in names_of(of) if name.casefold() not in names}
    found = [names[name] for each in subjects if (name := _begins(each, names))]
    return tuple(dict.fromkeys(found))[:_TERMS]


def questions(index: Index, topic: Topic, language: str) -> tuple[Question, ...]:
    """The questions that a text asks and answers, in its order; ``language`` is that of the labels."""
    rows = topic.document.rows
    if rows and _is_recording(index.passage(rows[0])):
        return tuple(_spoken(index.passages(list(rows)), language))
    return tuple(
        Question(path[-1], cite(index.passage(found[0]), language, sentences=_ANSWER, characters=_SPOKEN))
        for path, found in _sections(index, topic)
        if path and path[-1].endswith(_ASKS)
    )


def sections(index: Index, topic: Topic) -> tuple[str, ...]:
    """The outermost headings of a text, in its order."""
    return tuple(dict.fromkeys(path[0] for path, _ in _sections(index, topic) if path))


def speakers(index: Index, topic: Topic) -> tuple[tuple[str, ...], int]:
    """Who speaks in a recording, in order, and how many minutes it takes; nobody and 0 for all else."""
    places = [sentence.place for each in index.passages(list(topic.document.rows)) for sentence in each.sentences]
    named = dict.fromkeys(place.speaker for place in places if place.start is not None and place.speaker)
    length = max((place.end or place.start or 0.0 for place in places), default=0.0)
    return tuple(named), round(length / 60)


def _stem(document: IndexedDocument) -> str:
    return document.name.rpartition(".")[0] or document.name


def _sections(index: Index, topic: Topic) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    for document, path, rows in index.sections():
        if document == topic.document.key:
            yield path, [int(row) for row in rows]


def _under(index: Index, topic: Topic, headings: frozenset[str]) -> list[int]:
    """The rows of the first section that is called so."""
    return next(
        (rows for path, rows in _sections(index, topic) if path and path[-1].strip().casefold() in headings), []
    )


def _is_recording(passage: Passage) -> bool:
    return bool(passage.sentences) and passage.sentences[0].place.start is not None


def _spoken(passages: list[Passage], language: str) -> Iterator[Question]:
    """Questions of a recording, each answered by the next who speaks."""
    for at, passage in enumerate(passages):
        speaker = passage.sentences[-1].place.speaker if passage.sentences else None
        for sentence in passage.sentences:
            said = passage.text[sentence.start : sentence.end]
            if len(said) < _UNDERSTOOD or not said.endswith(_ASKS) or _TO_SOMEBODY.search(said):
                continue
            answer = next((each for each in passages[at + 1 :] if each.sentences[0].place.speaker != speaker), None)
            if answer is not None:
                yield Question(said, cite(answer, language, sentences=_ANSWER, characters=_SPOKEN))


def _begins(text: str, names: Mapping[str, str]) -> str | None:
    """The longest of ``names`` that a folded text begins with; ``None`` when it begins with none."""
    ends = [end.start() for end in islice(_WORD_END.finditer(text), _WORDS)]
    return next((text[:end] for end in reversed(ends) if text[:end] in names), None)
