"""What questions choose from in training: all texts at once, by their vectors and those of their sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn import functional

from knowledge.encoder.english import LANGUAGE
from knowledge.encoder.tuning.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from knowledge.encoder.tuning.examples import Text
    from knowledge.encoder.tuning.student import Student

__all__ = ["Choices"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the questions choose from: the texts in some languages, English alone if nothing else is said.

    Attributes:
        numbers: of the texts ``[c]``.
        wholes: their vectors ``[c, d]``.
        sentences: vectors of all their sentences ``[s, d]``.
        owners: for each sentence, the place of its text among ``numbers`` ``[s]``.
        places: for each text, the number of its place: texts of one place are no wrong answers ``[c]``.
        words: their token states; ``None`` where they were not asked for.
    """

    numbers: Any
    wholes: torch.Tensor
    sentences: torch.Tensor
    owners: torch.Tensor
    places: torch.Tensor
    words: Words | None = None

    @classmethod
    def of(
        cls,
        student: Student,
        texts: Sequence[Text],
        tell: Callable[[str, float], None],
        *,
        words: bool = False,
        languages: Collection[str] = (LANGUAGE,),
    ) -> Choices:
        """Embed them.

        Args:
            student: the encoder.
            texts: in any language.
            tell: called with a step in words and how much is done, 0 to 1.
            words: whether to keep their token states as well, which are forty times as much.
            languages: of the choices; texts in others are passed over.
        """
        states: list[torch.Tensor] = []
        numbers = [number for number, text in enumerate(texts) if text.language in languages]
        numbers.sort(key=lambda number: len(texts[number].text))
        wholes, sentences, owners = [], [], []
        with torch.inference_mode():
            for start in range(0, len(numbers), 32):
                read: list[torch.Tensor] = []
                part = student.texts([texts[number] for number in numbers[start : start + 32]], read if words else None)
                states += [each.half() for each in read]
                wholes.append(part[0])
                sentences.append(part[1])
                owners.append(part[2] + start)
                tell("embedding the texts", start / len(numbers))
        known: dict[tuple[str, str], int] = {}
        places = [known.setdefault(texts[number].place, len(known)) for number in numbers]
        # Made outside of inference mode: a tensor of it can be no part of what is learned.
        every = [torch.cat(each).clone() for each in (wholes, sentences, owners)]
        kept = Words.of(states) if words else None
        return cls(np.array(numbers), every[0], every[1], every[2], torch.tensor(places), kept)

    def loss(self, asked: torch.Tensor, answers: torch.Tensor, sharpness: float) -> torch.Tensor:
        """Cross entropy over all texts, by the vector of each and by that of its nearest sentence.

        Args:
            asked: vectors of the questions ``[b, d]``.
            answers: places of their texts among ``numbers`` ``[b]``.
            sharpness: what cosines are multiplied with.
        """
        whole = asked @ self.wholes.T
        each = asked @ self.sentences.T
        nearest = torch.full_like(whole, -1.0).scatter_reduce(
            1, self.owners.expand(len(asked), -1), each, "amax", include_self=False
        )
        also_right = self.places[None] == self.places[answers][:, None]
        also_right[torch.arange(len(answers)), answers] = False
        losses = [
            functional.cross_entropy(sharpness * scores.masked_fill(also_right, -1.0), answers)
            for scores in (whole, nearest)
        ]
        return (losses[0] + losses[1]) / 2

    def first(self, most: int) -> Choices:
        """Without the texts from number ``most`` on, which nothing is learned from."""
        kept = self.numbers < most
        place = torch.from_numpy(np.cumsum(kept) - 1)
        rows = torch.from_numpy(kept)
        of_kept = rows[self.owners]
        return Choices(
            self.numbers[kept],
            self.wholes[rows],
            self.sentences[of_kept],
            place[self.owners[of_kept]],
            self.places[rows],
            self.words.only(torch.nonzero(rows)[:, 0]) if self.words else None,
        )

    def known(self, texts: int) -> Any:
        """Vectors of all texts ``[texts, d]``; zero for those that are no choice."""
        known = np.zeros((texts, self.wholes.shape[1]), np.float32)
        known[self.numbers] = self.wholes.numpy()
        return known
