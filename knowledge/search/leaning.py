"""Whether a question leans on the one before, as its words and its vector say together.

The rules of `follow_up` know how such questions begin; a vector knows how little one means ("多久开会一次" - how often
does it meet, and nothing says what). A logistic model over both finds nearly all of them, and takes fewer whole
questions for one than the rules alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import KnowledgeError
from knowledge.language import LANGUAGES
from knowledge.search.follow_up import content_words, is_follow_up

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LEANING", "Leaning", "signs"]

Vector = NDArray[np.float32]

#: The constants in use; ``python -m knowledge.search.fit_leaning`` makes them.
LEANING = Path(__file__).with_name("leaning.json")

_MOST_WORDS = 12


def signs(question: str, language: str) -> list[float]:
    """What the words of a question say: whether the rules take it for a follow-up, how much it says, how long it is,
    and its language with how much it says there (a Chinese question says more in less).
    """
    words = float(min(content_words(question, language), _MOST_WORDS))
    spoken = [float(language == each) for each in LANGUAGES]
    return [
        float(is_follow_up(question, ("...",), language)),
        words,
        float(np.log1p(len(question))),
        *spoken,
        *(words * each for each in spoken),
    ]


@dataclass(frozen=True, slots=True)
class Leaning:
    """The model.

    Attributes:
        encoder: checksum of the encoder whose vectors it was made with.
        intercept: added to the weighted signs and vector.
        signs: weights of `signs`.
        vector: weights ``[d]`` of a question's vector.
    """

    encoder: str
    intercept: float
    signs: Vector
    vector: Vector

    @classmethod
    def load(cls, path: Path = LEANING) -> Leaning:
        """The constants in ``path``, read once a process.

        Raises:
            KnowledgeError: the file is missing or not such a file.
        """
        return _load(path)

    def leans(self, question: str, history: Sequence[str], language: str, vector: Vector, encoder: str) -> bool:
        """Whether the question means nothing without the one before; never when there is none.

        Args:
            question: the latest.
            history: earlier questions.
            language: of ``question``.
            vector: of ``question`` ``[d]``.
            encoder: checksum of the encoder that made it; for another than the model's, the rules decide alone.
        """
        if encoder != self.encoder or vector.shape != self.vector.shape:
            return is_follow_up(question, history, language)
        if not any(earlier.strip() for earlier in history) or not question.strip():
            return False
        total = self.intercept + self.signs @ np.array(signs(question, language)) + self.vector @ vector
        return bool(total > 0)


@lru_cache(maxsize=2)
def _load(path: Path) -> Leaning:
    try:
        data: dict[str, Any] = json.loads(path.read_bytes())
        weights = (np.array(data[name], np.float32) for name in ("signs", "vector"))
        return Leaning(data["encoder"], float(data["intercept"]), *weights)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(
            f"{path} cannot be used ({type(error).__name__}: {error}): make it again with "
            "`python -m knowledge.search.fit_leaning`."
        ) from error
