"""The instruments of international migration law: names, dates, and how people refer to them."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.provisions import fold, parse_number
from knowledge.recogniser import Mention, Recogniser, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

__all__ = ["TABLE", "Instrument", "Instruments", "Reference"]

#: The table that ships with the library, which answers questions from it as well; its head says what each field means.
TABLE = Path(__file__).with_name("library") / "instruments.yml"

#: Characters of a title that are looked at.
_LONGEST_TITLE = 300
_NUMBER = re.compile(r"(?:[ivx]{1,5}/)?\d{1,3}(?!\d)")
_BRACKETS = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")
#: What may follow an instrument's name in the title of a document that is the instrument.
_REMAINDER = re.compile(
    r"\W*(?:(?:of|de|du|от|за)?\W*(?:\d{1,2}\s\w+\s)?\d{4}\s?(?:года|年)?|as amended|consolidated|full text|text"
    r"|n[o°]\W*\d+|(?:annex|part|chapter|section|title|partie|chapitre|parte|capitulo)\b.*|the \d+ objectives.*|\W)*",
    re.IGNORECASE,
)

#: A year just before or just behind the name of an instrument, with at most a small word between them.
_YEAR_BEFORE = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:\s*年)?\s*(?:的|года?)?\s*$")
_YEAR_AFTER = re.compile(r"^[\s,(-]*(?:(?:of|de|du|от|لعام|لسنة|عام|سنة)\s+)?(?P<year>(?:19|20)\d\d)(?![\d-]|\s*年)")


@dataclass(frozen=True, slots=True, eq=False)
class Instrument:
    """A treaty, declaration or other instrument.

    Attributes:
        id: stable identifier.
        title: official title in English.
        adopted: the date it bears.
        in_force: when it first entered into force; ``None`` for what does not bind, or is not certain.
        binding: whether it binds its parties as a treaty does.
        provision: kind of its numbered provisions, a key of `provisions.UNITS`.
        names: short name by language.
        aliases: other ways people write it, by language.
        title_patterns: of titles of documents that are the instrument, on folded text.
        articles: how many of its own numbered provisions there are, from 1 to the last; ``None`` where that is not so
            or not known.
    """

    id: str
    title: str
    adopted: date
    in_force: date | None
    binding: bool
    provision: str
    names: Mapping[str, str]
    aliases: Mapping[str, Sequence[str]]
    title_patterns: tuple[re.Pattern[str], ...]
    articles: int | None = None

    @property
    def spellings(self) -> Iterator[str]:
        """Every way to write it."""
        yield self.title
        for language, name in self.names.items():
            yield name
            yield from self.aliases[language]


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the law that a text names.

    Attributes:
        instrument: its id; ``None`` for an article of what is not said.
        article: number as written, in Western digits (``"33"``, ``"IV"``); ``None`` for the instrument as a whole.
        paragraph: as lawyers write it behind the article's number (``"(1)"``, ``"A(2)"``), or ``None``.
        start: first character in the text.
        end: one past the last character.
        kind: of the provision, a key of `provisions.UNITS`.
    """

    instrument: str | None
    article: str | None
    paragraph: str | None
    start: int
    end: int
    kind: str = "article"


class Instruments:
    """The table. Safe to share between threads."""

    def __init__(self, instruments: Sequence[Instrument], cased: Sequence[str] = ()) -> None:
        """Args:
        instruments: with distinct ids.
        cased: spellings whose capitals are also words; in small letters they count only beside a provision.
        """
        self._by_id = {instrument.id: instrument for instrument in instruments}
        self._cased = {spelling.lower(): spelling for spelling in cased}
        self._of_title: dict[str, Instrument | None] = {}
        self._lock = threading.Lock()
        self._recogniser: Recogniser | None = None

    @classmethod
    def load(cls, path: Path = TABLE) -> Instruments:
        """The table in ``path``, read once a process.

        Raises:
            FileNotFoundError: there is no such file.
            KeyError: an instrument lacks a field.
        """
        return _load(path)

    @classmethod
    def of(cls, data: Any) -> Instruments:
        """The table in what was read from such a file.

        Raises:
            KeyError: an instrument lacks a field.
            TypeError: it is no table.
        """
        return cls([_instrument(entry) for entry in data["instruments"]], data.get("words", ()))

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __getitem__(self, identity: str) -> Instrument:
        return self._by_id[identity]

    def short_name(self, identity: str, language: str) -> str:
        """How the instrument is called in a note; in English where ``language`` is not one of the six.

        Raises:
            KeyError: there is no such instrument.
        """
        names = self._by_id[identity].names
        return names.get(language, names["en"])

    def of_title(self, title: str) -> Instrument | None:
        """The instrument that a document of this title is; ``None`` for one that is about it, and any other."""
        if title not in self._of_title:
            official = self._official.get(tuple(word for word, _, _ in words(title)))
            self._of_title[title] = self._by_id[official] if official else self._find_title(title[:_LONGEST_TITLE])
        return self._of_title[title]

    def _find_title(self, title: str) -> Instrument | None:
        folded = " ".join(fold(title).split()).casefold().strip()
        for instrument in self:
            if any(pattern.fullmatch(folded) for pattern in instrument.title_patterns):
                return instrument
        bare = _BRACKETS.sub(" ", title).replace(" - ", " ").strip()
        found = words(bare)
        for length in range(len(found), 0, -1):
            identity = self._titles.get(tuple(word for word, _, _ in found[:length]))
            if identity and _REMAINDER.fullmatch(fold(bare[found[length - 1][2] :])):
                return self._by_id[identity]
        return None

    def recognise(self, text: str) -> list[Reference]:
        """Every reference in ``text``, in reading order.

        A provision belongs to the instrument that it is linked to ("article 33 of the 1951 Convention", "ICRMW art.
        25"), else to the only one that the text names. An instrument without a provision is a reference of its own.
        """
        if not text.strip():
            return []
        found = words(text)
        tokens = [word for word, _, _ in found]
        mentions = self._certain(self._with_bare_numbers(self._find(text), found), text)
        named = {mention.instrument for mention in mentions if mention.instrument}
        only = next(iter(named)) if len(named) == 1 else None
        used: set[int] = set()
        references: list[Reference] = []
        for at, mention in enumerate(mentions):
            if mention.instrument:
                continue
            owner = _owner(mentions, at, tokens)
            if owner is not None:
                used.add(owner)
            elif only:
                used.update(number for number, each in enumerate(mentions) if each.instrument == only)
            identity = mentions[owner].instrument if owner is not None else only
            references += [
                Reference(identity, number, paragraph or None, mention.start, mention.end, kind)
                for kind, number, paragraph in mention.provisions
            ]
        references += [
            Reference(mention.instrument, None, None, mention.start, mention.end)
            for at, mention in enumerate(mentions)
            if mention.instrument and at not in used
        ]
        return sorted(references, key=lambda reference: reference.start)

    def subject(self, text: str) -> str:
        """``text`` without the instruments and provisions that it names: what it asks of them; may be empty."""
        mentions = self._mentions(text)
        ends = [0, *(mention.end for mention in mentions)]
        starts = [*(mention.start for mention in mentions), len(text)]
        return " ".join(part for end, start in zip(ends, starts, strict=True) if (part := text[end:start].strip()))

    def named(self, text: str) -> list[tuple[str, int, int]]:
        """The instruments that ``text`` names, in reading order: id, first character, and one past the last."""
        return [(each.instrument, each.start, each.end) for each in self._mentions(text) if each.instrument]

    def _mentions(self, text: str) -> list[Mention]:
        return self._certain(self._with_bare_numbers(self._find(text), words(text)), text)

    def _find(self, text: str) -> list[Mention]:
        with self._lock:
            if self._recogniser is None:
                self._recogniser = Recogniser(self._spellings)
        return self._recogniser.find(text)

    def _with_bare_numbers(self, mentions: list[Mention], found: Sequence[tuple[str, int, int]]) -> list[Mention]:
        """With "UDHR 14", "CAT 3", "SOLAS V/33": a number that closes the text, or the part before the next mention."""
        starts = {mention.first for mention in mentions} | {len(found)}
        result = []
        for mention in mentions:
            result.append(mention)
            at = mention.last
            if mention.instrument is None or at in starts or at + 1 not in starts or not _NUMBER.match(found[at][0]):
                continue
            parsed = parse_number(found[at][0].rpartition("/")[2])
            if parsed:
                provision = (self._by_id[mention.instrument].provision, *parsed)
                result.append(Mention(None, (provision,), found[at][1], found[at][2], at, at + 1))
        return result

    def _certain(self, mentions: list[Mention], text: str) -> list[Mention]:
        """Without words that are not meant as acronyms ("my cat", "viajan solas"), and without what has the year of
        another instrument beside it: "1977 migrant workers convention" is not that of 1990.
        """
        kept = []
        for at, mention in enumerate(mentions):
            written = text[mention.start : mention.end]
            capitals = [word for word in self._cased.get(fold(written).lower(), "").split() if word.isupper()]
            if mention.instrument and not set(capitals) <= set(written.split()):
                neighbours = [each for each in mentions[max(0, at - 1) : at + 2] if each is not mention]
                if not any(each.provisions and _distance(each, mention) <= 1 for each in neighbours):
                    continue
            if mention.instrument and self._of_another_year(mention, text):
                continue
            kept.append(mention)
        return kept

    def _of_another_year(self, mention: Mention, text: str) -> bool:
        beside = (_YEAR_BEFORE.search(text[: mention.start]), _YEAR_AFTER.match(text[mention.end :]))
        years = {int(match["year"]) for match in beside if match}
        return bool(years & self._years) and self._by_id[str(mention.instrument)].adopted.year not in years

    @cached_property
    def _years(self) -> frozenset[int]:
        return frozenset(instrument.adopted.year for instrument in self)

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {spelling: instrument.id for instrument in self for spelling in instrument.spellings}

    @cached_property
    def _official(self) -> dict[tuple[str, ...], str]:
        return {tuple(word for word, _, _ in words(instrument.title)): instrument.id for instrument in self}

    @cached_property
    def _titles(self) -> dict[tuple[str, ...], str]:
        return {tuple(word for word, _, _ in words(spelling)): each for spelling, each in self._spellings.items()}


def _owner(mentions: Sequence[Mention], at: int, tokens: Sequence[str]) -> int | None:
    """The instrument that the provision in ``mentions[at]`` is linked to."""
    mention = mentions[at]
    after = at + 1
    if after < len(mentions) and mentions[after].instrument:
        between = tokens[mention.last : mentions[after].first]
        if between and Recogniser.linked(between):
            return after
    if at and mentions[at - 1].instrument and Recogniser.linked(tokens[mentions[at - 1].last : mention.first]):
        return at - 1
    if after < len(mentions) and mentions[after].instrument and mention.last == mentions[after].first:
        return after
    return None


def _distance(one: Mention, other: Mention) -> int:
    return max(one.first, other.first) - min(one.last, other.last)


@lru_cache(maxsize=4)
def _load(path: Path) -> Instruments:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Instruments.of(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506 - both are safe


def _instrument(entry: dict[str, Any]) -> Instrument:
    return Instrument(
        id=entry["id"],
        title=entry["title"],
        adopted=entry["adopted"],
        in_force=entry["in_force"],
        binding=entry["binding"],
        provision=entry.get("provision", "article"),
        names=entry["names"],
        aliases=entry["aliases"],
        title_patterns=tuple(re.compile(pattern) for pattern in entry.get("title_patterns", ())),
        articles=entry["articles"],
    )
