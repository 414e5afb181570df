"""What Attaché says, in six languages: gettext catalogues under ``nlu/locale``, read with Babel.

The English text in the code is the message id; where a translation is missing, the English is said
and the gap logged once. Nothing has to be compiled beforehand: the ``.po`` files that translators
edit are the ones that are read. How to bring them up to date stands in ``nlu/babel.cfg``.
"""

from __future__ import annotations

import gettext
import io
import logging
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LANGUAGES", "LOCALE", "Texts", "isolate", "mark", "texts"]

logger = logging.getLogger(__name__)

#: The six languages, in alphabetical order of their codes.
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")

#: The folder of the catalogues.
LOCALE = Path(__file__).resolve().parent / "locale"

#: Quotation marks as each language prints them; French puts a no-break space inside.
_QUOTATION_MARKS = {
    "ar": ("«", "»"),
    "en": ("“", "”"),
    "es": ("«", "»"),
    "fr": ("«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»"),
    "ru": ("«", "»"),
    "zh": ("“", "”"),
}
_RIGHT_TO_LEFT = frozenset({"ar"})
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def mark(message: str) -> str:
    """Mark a text in a table for extraction; it is translated where it is said."""
    return message


def isolate(text: str) -> str:
    """``text`` in Unicode isolates (UAX #9), so that its direction does not disturb what stands around it."""
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


class Texts:
    """The texts of one language.

    Attributes:
        language: ISO 639-1 code, one of ``LANGUAGES``.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._missing: set[str] = set()
        self._catalogue = _Catalogue.read(LOCALE / language / "LC_MESSAGES" / "attache.po")
        self._catalogue.add_fallback(_English(self._missing_translation))

    def say(self, message: str, /, **values: object) -> str:
        """``message`` in this language, with ``values`` in its ``{places}``.

        Values that run the other way (a Latin label in Arabic) are put into Unicode isolates.
        """
        return self._fill(self._catalogue.gettext(message), values)

    def count(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The form that ``n`` takes in this language; ``{n}`` is the number."""
        return self._fill(self._catalogue.ngettext(singular, plural, n), {"n": n, **values})

    def quote(self, words: str) -> str:
        """``words`` between the quotation marks of this language; the words themselves stay as they are."""
        left, right = _QUOTATION_MARKS[self.language]
        return self._isolated(f"{left}{words}{right}", of=words)

    def foreign(self, text: str) -> str:
        """A label or a title as it stands in a line of this language."""
        return self._isolated(text, of=text)

    def _fill(self, message: str, values: dict[str, object]) -> str:
        shown = {name: self.foreign(value) if isinstance(value, str) else value for name, value in values.items()}
        return message.format(**shown) if shown else message

    def _isolated(self, text: str, *, of: str) -> str:
        direction = _direction(of)
        if (
            direction is None
            or direction == (self.language in _RIGHT_TO_LEFT)
            or text.startswith(_FIRST_STRONG_ISOLATE)
        ):
            return text
        return isolate(text)

    def _missing_translation(self, message: str) -> None:
        if message not in self._missing:
            self._missing.add(message)
            logger.warning("No %s translation of %r: said in English. Add it to %s.", self.language, message, LOCALE)


@lru_cache(maxsize=len(LANGUAGES))
def _of(language: str) -> Texts:
    return Texts(language)


def texts(language: str | None) -> Texts:
    """The texts of ``language`` (``"fr"``, ``"zh-Hans"``); English for a language that is not one of the six."""
    code = (language or "").replace("_", "-").partition("-")[0].lower()
    return _of(code if code in LANGUAGES else "en")


class _Catalogue(gettext.GNUTranslations):
    """One ``.po`` file, compiled in memory."""

    @classmethod
    def read(cls, path: Path) -> _Catalogue:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        compiled = io.BytesIO()
        with path.open("rb") as lines:
            write_mo(compiled, read_po(lines))
        compiled.seek(0)
        return cls(compiled)


class _English(gettext.NullTranslations):
    """What is said where a catalogue has nothing: the message id, after a word to whoever keeps the catalogues."""

    def __init__(self, missing: Callable[[str], None]) -> None:
        super().__init__()
        self._tell = missing

    def gettext(self, message: str) -> str:
        self._tell(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self._tell(msgid1)
        return msgid1 if n == 1 else msgid2


def _direction(text: str) -> bool | None:
    """Whether the first letter with a direction runs from right to left; ``None`` when no letter has one."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return None
