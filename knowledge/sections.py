"""Headings and what stands under them, with the containers of a treaty that a flat file no longer shows.

Many files give "CHAPTER II" and "Article 12" the same heading level. The words themselves say which contains which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.document import SegmentKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.document import Document, Segment

__all__ = ["Section", "sections"]


@dataclass(frozen=True, slots=True)
class Section:
    """The segments between one heading and the next.

    Attributes:
        path: headings from the outermost in, without the document's own title; the last is the nearest one. Empty
            before the first heading.
        segments: what stands under the nearest heading; never empty.
        provision: whether it is an article, regulation, rule, principle or objective, so that the numbers inside are
            those of its paragraphs.
        number: of a provision whose paragraphs are cited with points, as those of the International Maritime
            Organization: ``"19"`` of "Regulation 19", ``"2.1"`` of "Annex, 2.1"; empty for others.
    """

    path: tuple[str, ...]
    segments: tuple[Segment, ...]
    provision: bool = False
    number: str = ""


# From the outermost in, each as English, French, Spanish, Russian, Arabic and Chinese write it.
_ORDINAL = r"(?:(?:premi|deuxi|troisi|quatri|cinqui|sixi|septi|huiti)\w*|\w+(?:era|unda|rta|nta|xta|ima|ava)|\w+ая)"
_CHINESE = "第[一二三四五六七八九十百零〇\\d]{1,5}"
_KINDS = {
    "annex": (
        r"annexe?s?|appendix|appendice|schedule|anexo|ap[ée]ndice|приложение|(?:ال)?مرفق|(?:ال)?ملحق|附件|附录|附錄"
    ),
    "book": r"book|livre|libro|книга",
    "part": rf"part|partie|parte|{_ORDINAL}\s(?:partie|parte|часть)|часть|الجزء|{_CHINESE}(?:部分|编|編)",
    "title": r"title|titre|t[íi]tulo|الباب",
    "chapter": rf"chapter|chapitre|cap[íi]tulo|глава|الفصل|{_CHINESE}章",
    "section": rf"section|secci[óo]n|раздел|الفرع|القسم|{_CHINESE}[节節]",
    "roman": r"[IVXLC]+(?=\.?\s*[-–—:.]\s*\w)",
    "article": (
        r"article|art[íi]culo|art\.|regulation|rule|principle|objective|paragraph|r[èe]gle|principe|objectif|regla|"
        r"principio|objetivo|статья|правило|принцип|цель|(?:ال)?مادة|(?:ال)?قاعدة|(?:ال)?مبدأ|(?:ال)?هدف|"
        rf"{_CHINESE}[条條]|(?:原则|原則|目标|目標|规则|規則)(?=\s?[一二三四五六七八九十\d])"
    ),
}
# A heading without a body in front of articles groups them ("CHAPTER II", "Juridical status", "Article 12").
_DEPTH = {kind: depth for depth, kind in enumerate([*list(_KINDS)[:-1], "group", "article", "other"])}
_NUMBER = r"(?:\s+(?:[IVXLC]+|\d+|[A-Z]|[一二三四五六七八九十]+|\w+)\b|\W|$)"
_HEADS = re.compile("|".join(f"(?P<{kind}>(?:{words}){_NUMBER})" for kind, words in _KINDS.items()), re.IGNORECASE)
#: A word that opens a heading of a course, too; it needs a number behind it to be a provision.
_NUMBERED = re.compile(r"\D+?[\s.]*(?:[IVXLC]+|\d+)\b", re.IGNORECASE)
_CHINESE_PROVISION = re.compile(_CHINESE + "|(?:原则|原則|目标|目標|规则|規則)")
#: "ANNEX I, Article 1", "Annex, 2.1 - Arrangements", "Final Act, IV": the part before the comma is the container.
_PREFIXED = re.compile(r"(?P<prefix>[^,\d–—-]{1,30}(?:\s\d+)?),\s+(?P<rest>\S.*)", re.DOTALL)
_POINTED = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)(?=[\s.:–—-]|$)")
_REGULATION = re.compile(r"(?:regulation|r[èe]gle|regla|правило|(?:ال)?قاعدة)\s+(\d+)", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """A heading that is not closed yet."""

    text: str
    level: int
    kind: str
    number: str = ""
    provision: bool = False
    bare: bool = True  # nothing stands under it yet


def sections(document: Document) -> Iterator[Section]:
    """Every stretch of body text with its heading path, in order. Headings without a body only add to paths.

    Levels come first. Among headings of one level, one that names a container (annex, part, chapter, section) holds
    the articles behind it, and a heading without a body that is directly followed by one of another kind holds that.
    """
    stack: list[_Open] = []
    body: list[Segment] = []
    first = True
    for segment in document.segments:
        if segment.kind is not SegmentKind.HEADING:
            if document.text[segment.start : segment.end].strip():
                body.append(segment)
                for heading in stack[-1:]:
                    heading.bare = False
            continue
        if body:
            yield _section(stack, body)
            body = []
        text = document.text[segment.start : segment.end].strip()
        if text and not (first and text.casefold() == document.title.strip().casefold()):
            _place(stack, text, segment.level)
        elif text:  # the document's title
            stack.clear()
        first = False
    if body:
        yield _section(stack, body)


def _section(stack: list[_Open], body: list[Segment]) -> Section:
    last = stack[-1] if stack else _Open("", 0, "other")
    return Section(tuple(heading.text for heading in stack), tuple(body), last.provision, last.number)


def _place(stack: list[_Open], text: str, level: int) -> None:
    """Close what the new heading does not stand under, and open it."""
    kind, number = _kind(text)
    while stack and stack[-1].level > level:
        stack.pop()
    same = next((at for at, heading in enumerate(stack) if heading.level == level), len(stack))
    keep = _keep(stack, same, text, kind)
    above = stack[keep - 1] if keep > same else None
    subtitle = above is not None and kind == "other" and above.provision and above.bare
    if subtitle and above is not None:  # "Article 12", then "Personal status" as a heading of its own
        number = above.number
    del stack[keep:]
    stack.append(_Open(text, level, kind, number, kind == "article" or subtitle))


def _keep(stack: list[_Open], same: int, text: str, kind: str) -> int:
    """How many open headings stay open; those from ``same`` on have the level of the new one."""
    prefixed = _PREFIXED.match(text)
    floor = same
    if prefixed:
        prefix = prefixed["prefix"].casefold()
        for at in range(same, len(stack)):
            opened = stack[at].text.casefold()
            if re.match(re.escape(prefix) + r"(?!\w)", opened) and not _PREFIXED.match(opened):
                floor = at + 1
    for at in range(floor, len(stack)):
        if stack[at].kind == kind:
            return at
    if kind == "annex":
        return floor
    top = stack[-1] if len(stack) > floor else None
    if top and top.bare:
        if top.kind == "other":
            top.kind = "group"
        return len(stack)
    if kind == "other":
        return floor
    keep = len(stack)
    while keep > floor and _DEPTH[stack[keep - 1].kind] >= _DEPTH[kind]:
        keep -= 1
    return keep


def _kind(text: str) -> tuple[str, str]:
    """What a heading is, and the number that its paragraphs continue with points."""
    prefixed = _PREFIXED.match(text)
    if prefixed and _HEADS.match(prefixed["prefix"]):
        rest = prefixed["rest"]
        pointed = _POINTED.match(rest)
        if pointed:
            return "article", pointed[1]
        kind, number = _kind(rest)
        if kind != "other":
            return kind, number
    head = _HEADS.match(text)
    kind = (head.lastgroup if head else None) or "other"
    if kind in {"annex", "roman", "other"}:
        return kind, ""
    if not _NUMBERED.match(text) and not _CHINESE_PROVISION.match(text) and not re.match(_ORDINAL, text, re.IGNORECASE):
        return "other", ""  # "Objectives of this module", "Part-time work", "Rule of law"
    regulation = _REGULATION.match(text)
    return kind, regulation[1] if regulation else ""
