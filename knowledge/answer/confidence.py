"""How sure an answer is: whether the question has one, by a logistic model of what the search saw, calibrated on
questions with answers and without; and whether the first passage is it (`knowledge.answer.standing`).

Beside what the search saw, the first hears what is asked: some things are answered by law and those who teach it, and
others (a sum of money, who won, what to do about one's own papers) are not, whatever words they have in common with it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.answer.demands import lacking, unheard
from knowledge.answer.signs import amount, foreign_country, own_case, present, status
from knowledge.answer.standing import SIGNS, Standing, above_others
from knowledge.entries.kinds import FAQ, kind_of
from knowledge.errors import KnowledgeError
from knowledge.search.fusion import WEIGHTS
from knowledge.search.terms import Terms
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.passage import Passage
    from knowledge.search import SearchResult

__all__ = ["CALIBRATION", "FEATURES", "Calibration", "coverage", "features"]

#: The constants in use; ``python -m knowledge.answer.calibrate`` makes them.
CALIBRATION = Path(__file__).with_name("calibration.json")

#: What the model sees, in this order. None depends on how large the index is.
FEATURES = (
    "closeness",  # cosine of the question and the best passage
    "sentence",  # cosine of the question and the best sentence of the three best passages
    "above",  # how far the best passage stands above the third
    "second",  # the best of the three best passages by the second encoder, less what is usual; 0 where it is not heard
    "second_above",  # how far the best passage stands above the mean of the first ten by the second encoder
    "coverage",  # share of the question's words, or of their translations, in the best passage
    "concepts",  # whether it names any concept of migration law
    "foreign",  # 1 where question and best passage differ in language
    "article",  # 1 where the very article that the question names was found
    "unsaid",  # of a question that names an instrument or article of which a passage is: share of its words not there
    "aside",  # the same where passages only speak of what is named
    "absent",  # 1 where the very article of an instrument that it names was not found
    "missing",  # 1 where it names one that the best passage has nothing to do with
    "other",  # 1 where it names an instrument whose text is there, and the best passage is of another
    "country",  # 1 where it names a country that the three best passages do not
    "wished",  # 1 where the best passage is an entry that the question asks for
    "own_case",  # 1 where somebody speaks of him- or herself, wishes for no entry and finds no frequent question
    "present",  # 1 where it asks for what is true today, a price, who has ratified, and finds no frequent question
    "amount",  # 1 where it asks for a number
    "lacking",  # 1 where it asks for a number, a time, a share ... and the three best passages have none
    "unheard",  # 1 where it states a figure ("72 hours") or a year that the three best passages do not have
    "words",  # logarithm of the number of its words
    *(f"in_{language}" for language in ("ar", "es", "fr", "ru", "zh")),
)


def features(result: SearchResult) -> list[float]:
    """The values of `FEATURES` for a search that found something.

    Raises:
        ValueError: it found nothing.
    """
    if not result.hits:
        raise ValueError("A search without hits has no features; its answer is not_found.")
    best, passages = result.hits[0], [hit.passage for hit in result.hits[:3]]
    tokens = tokenise(result.understood, result.language)
    third = result.hits[min(2, len(result.hits) - 1)]
    wished = best.asked > 0
    # Frequent questions are those that people ask about themselves and today: "I need a few more days".
    of_service = kind_of(best.passage) == FAQ
    lift = max((hit.lifted for hit in result.hits[:3]), default=0.0)
    unsaid, of_it = _unsaid(result, tokens) if lift > 0 else 0.0, lift >= WEIGHTS.instrument
    return [
        max(hit.dense for hit in result.hits[:3]),
        max(hit.sentence for hit in result.hits[:3]),
        best.sentence - third.sentence,
        *_second(result),
        max(coverage(tokens, result.language, hit.passage) for hit in result.hits[:3]),
        float(bool(Terms.load().concepts(tokens, result.language))),
        float(best.passage.language != result.language),
        float(any(reference.article for reference in result.references) and lift >= _ARTICLE),
        unsaid if of_it else 0.0,
        0.0 if of_it else unsaid,
        float(any(each.article and each.instrument for each in result.references) and lift < _ARTICLE),
        float(bool(result.references) and lift == 0),
        float(_named_text(result) and best.lifted < WEIGHTS.instrument),
        float(foreign_country(result.understood, result.language, passages)),
        float(wished),
        float(own_case(result.question) and not wished and not of_service),
        float((present(result.question) or status(result.question)) and not of_service),
        float(amount(result.question)),
        float(lacking(result.understood, passages)),
        float(unheard(result.subject, passages)),
        float(np.log1p(len(set(tokens)))),
        *(float(result.language == language) for language in ("ar", "es", "fr", "ru", "zh")),
    ]


#: What the second encoder says of the best passages, of English questions halfway between those with an answer and
#: without.
_USUAL = 0.5


def _second(result: SearchResult) -> tuple[float, float]:
    """How near the best passages are by the second encoder, and how far the first stands above the others.

    In the middle where it is not heard, so that the rest decides as it does beside one.
    """
    nearest = max(hit.second for hit in result.hits[:3])
    return nearest - _USUAL if nearest else 0.0, above_others([hit.second for hit in result.hits])


def _named_text(result: SearchResult) -> bool:
    return any(each.instrument and each.instrument not in result.absent for each in result.references)


#: Lift from which on a passage is, or cites, the article that was named.
_ARTICLE = 2.5


def _unsaid(result: SearchResult, tokens: Sequence[str]) -> float:
    """Share of what is asked of an instrument that the best passages do not say.

    What it is called stands in all of its text, and says nothing of what is asked about it.
    """
    asked = tokenise(result.subject, result.language) if result.subject.strip() else tokens
    return 1 - max(coverage(asked, result.language, hit.passage) for hit in result.hits[:3])


def coverage(tokens: Sequence[str], language: str, passage: Passage) -> float:
    """Share, 0 to 1, of the question's words that the passage or its headings have; one translated by the table of
    concepts counts whole, one of another script that stands there as it is (ICRMW) as well.
    """
    wanted = set(tokens)
    if not wanted:
        return 0.0
    there = set(tokenise(" ".join((passage.title, *passage.section, passage.text)), passage.language))
    found = wanted & there
    terms = Terms.load()
    for token in wanted - found:
        if any(there & words for words in terms.expand([token], language, passage.language)):
            found.add(token)
    return len(found) / len(wanted)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights and thresholds of the model.

    Attributes:
        encoder: checksum of the encoder whose cosines it was calibrated on.
        intercept: added to the weighted features.
        weights: by feature.
        answered: confidence from which an answer is called one.
        closest: confidence from which passages are shown as the closest.
        meaning: what each dimension of the question's vector counts ``[d]``; empty where it is not heard.
        first: whether the first passage is right, of a question with an answer; ``None`` where that is not asked.
    """

    encoder: str
    intercept: float
    weights: Mapping[str, float]
    answered: float
    closest: float
    meaning: tuple[float, ...] = ()
    first: Standing | None = None

    @classmethod
    def load(cls, path: Path = CALIBRATION) -> Calibration:
        """The constants in ``path``, read once a process.

        Raises:
            KnowledgeError: the file is missing or of another version.
        """
        return _load(path)

    def confidence(
        self,
        values: Sequence[float],
        vector: NDArray[np.float32] | None = None,
        signs: Sequence[float] | None = None,
    ) -> float:
        """Probability, 0 to 1, that the question has an answer and the first passage found is it.

        Args:
            values: of `FEATURES`.
            vector: of the question, by the encoder that this was calibrated on; one of other dimensions is not heard.
            signs: values of ``standing.SIGNS``; without, it is the probability that there is an answer.
        """
        total = self.intercept + sum(self.weights[name] * value for name, value in zip(FEATURES, values, strict=True))
        if vector is not None and len(vector) == len(self.meaning):
            total += float(vector @ np.array(self.meaning, np.float32))
        answerable = float(1 / (1 + np.exp(-total)))
        return answerable * self.first.probability(signs) if self.first and signs is not None else answerable

    def state(self, confidence: float) -> str:
        """``"answered"``, ``"closest"`` or ``"not_found"``."""
        if confidence >= self.answered:
            return "answered"
        return "closest" if confidence >= self.closest else "not_found"


@lru_cache(maxsize=4)
def _load(path: Path) -> Calibration:
    try:
        data: dict[str, Any] = json.loads(path.read_bytes())
        weights = {name: float(data["weights"][name]) for name in FEATURES}
        first = data["first"]
        return Calibration(
            data["encoder"],
            float(data["intercept"]),
            weights,
            float(data["answered"]),
            float(data["closest"]),
            tuple(map(float, data["meaning"])),
            Standing(float(first["intercept"]), {name: float(first["weights"][name]) for name in SIGNS}),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(
            f"{path} cannot be used ({type(error).__name__}: {error}): make it again with "
            "`python -m knowledge.answer.calibrate`."
        ) from error
