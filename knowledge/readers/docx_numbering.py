"""The numbers that Word computes for lists and headings; law cites them, so they belong to the text.

After the rules of ECMA-376, part 1, section 17.9 (numbering).
"""

from __future__ import annotations

import re
from typing import Any

from knowledge.readers.numbering import numeral

__all__ = ["Numbering"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9


class Numbering:
    """Counts along while the paragraphs of a document go by in reading order."""

    def __init__(self, document: Any) -> None:
        self._styles = {style.style_id: style for style in document.styles}
        self._abstract: dict[str, Any] = {}
        self._of_number: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()
        root = self._root(document)
        if root is None:
            return
        self._abstract = {part.get(f"{_W}abstractNumId"): part for part in root.iter(f"{_W}abstractNum")}
        for number in root.iter(f"{_W}num"):
            abstract = number.find(f"{_W}abstractNumId")
            overrides = {
                _whole(part.get(f"{_W}ilvl"), 0): _whole(start.get(f"{_W}val"), 1)
                for part in number.iter(f"{_W}lvlOverride")
                if (start := part.find(f"{_W}startOverride")) is not None
            }
            if abstract is not None:
                self._of_number[number.get(f"{_W}numId")] = (abstract.get(f"{_W}val"), overrides)

    def is_listed(self, paragraph: Any) -> bool:
        """Whether a paragraph is an item of a list, numbered or not."""
        return self._place(paragraph) is not None

    def number(self, paragraph: Any) -> str:
        """What Word shows before a paragraph, with a space behind it; empty for a bullet and outside of lists.

        Call it once for each paragraph, in reading order: it counts.
        """
        place = self._place(paragraph)
        if place is None:
            return ""
        number, level = place
        abstract_id, overrides = self._of_number[number]
        counts = self._counts.setdefault(abstract_id, [None] * _LEVELS)
        if number not in self._started:
            self._started.add(number)
            for overridden, start in overrides.items():
                if overridden < _LEVELS:
                    counts[overridden] = start - 1
        for upper in range(level):
            if counts[upper] is None:
                counts[upper] = self._start(abstract_id, upper)
        current = counts[level]
        counts[level] = self._start(abstract_id, level) if current is None else current + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return self._shown(abstract_id, level, counts)

    def _shown(self, abstract_id: str, level: int, counts: list[int | None]) -> str:
        definition = self._definition(abstract_id, level)
        if definition is None or _value(definition, "numFmt", "decimal") == "bullet":
            return ""
        pattern = _value(definition, "lvlText", "")

        def one(match: re.Match[str]) -> str:
            upper = int(match.group(1)) - 1
            other = self._definition(abstract_id, upper)
            style = _value(other, "numFmt", "decimal") if other is not None else "decimal"
            return numeral(counts[upper] or 1, style)

        shown = _PLACEHOLDER.sub(one, pattern).strip()
        return f"{shown} " if shown else ""

    def _start(self, abstract_id: str, level: int) -> int:
        definition = self._definition(abstract_id, level)
        return _whole(_value(definition, "start", "1"), 1) if definition is not None else 1

    def _definition(self, abstract_id: str, level: int) -> Any:
        abstract = self._abstract.get(abstract_id)
        if abstract is None:
            return None
        return next((part for part in abstract.iter(f"{_W}lvl") if part.get(f"{_W}ilvl") == str(level)), None)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """List and level (from 0) of a paragraph: its own, else its style's."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None
        own = properties.find(f"{_W}numPr")
        number = _value(own, "numId", "") if own is not None else ""
        level = _value(own, "ilvl", "") if own is not None else ""
        reference = properties.find(f"{_W}pStyle")
        style = self._styles.get(reference.get(f"{_W}val")) if reference is not None else None
        for _ in range(10):
            if style is None or number:
                break
            inherited = style.element.find(f"{_W}pPr/{_W}numPr")
            if inherited is not None:
                number = _value(inherited, "numId", "")
                level = level or _value(inherited, "ilvl", "")
            style = style.base_style
        if number not in self._of_number:
            return None
        return number, min(_whole(level, 0), _LEVELS - 1)

    @staticmethod
    def _root(document: Any) -> Any:
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                return relation.target_part.element
        return None


def _value(parent: Any, name: str, otherwise: str) -> str:
    child = parent.find(f"{_W}{name}")
    value = child.get(f"{_W}val") if child is not None else None
    return otherwise if value is None else str(value)


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return max(int(text), 0) if text else otherwise
    except ValueError:
        return otherwise
