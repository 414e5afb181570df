"""The encoder as PyTorch sees it while it learns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from knowledge.encoder.tuning.examples import Text

__all__ = ["Student"]


class Student:
    """Embeds questions and texts as `knowledge.encoder.Encoder` does, with gradients.

    Attributes:
        model: the transformer; its embeddings never learn.
    """

    def __init__(self, folder: Path, *, window: int = 192, attention: str = "sdpa") -> None:
        """Args:
        folder: a sentence-transformers folder that ``knowledge.encoder.build`` made.
        window: most tokens of a text that are read.
        attention: how it is computed, as transformers names it; a model whose attention knows distances can only do
            ``"eager"``.
        """
        from tokenizers import Tokenizer
        from transformers import AutoModel

        from knowledge.encoder.configuration import Configuration

        self.model: Any = AutoModel.from_pretrained(str(folder), attn_implementation=attention)
        self._configuration = Configuration.read(folder)
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(max_length=min(window, self._configuration.window))
        self._tokenizer.no_padding()

    def questions(self, texts: Sequence[str]) -> torch.Tensor:
        """Vectors ``[n, d]``, L2-normalised."""
        prompt = self._configuration.query
        encodings = [self._tokenizer.encode(prompt + text) for text in texts]
        parts, order = [], []
        for rows in _similar(encodings):
            states, mask = self._states([encodings[row] for row in rows])
            parts.append(_mean(states, mask))
            order += rows
        return torch.cat(parts)[_inverse(order)]

    def read(self, texts: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Questions and their words.

        Returns:
            Vectors ``[n, d]``, L2-normalised; token states ``[n, l, d]``; and which of these are words, not padding,
            the prompt or the model's own marks ``[n, l]``.
        """
        prompt = self._configuration.query
        encodings = [self._tokenizer.encode(prompt + text) for text in texts]
        states, mask = self._states(encodings)
        inner = torch.zeros_like(mask, dtype=torch.bool)
        for row, encoding in enumerate(encodings):
            inner[row, : len(encoding.ids)] = torch.tensor([end > len(prompt) for _, end in encoding.offsets])
        return _mean(states, mask), states, inner

    def texts(
        self, texts: Sequence[Text], words: list[torch.Tensor] | None = None
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Vectors of texts and of their sentences.

        Args:
            texts: any number.
            words: if given, the states of each text's tokens ``[tokens, d]`` are added to it, without the model's own
                marks.

        Returns:
            Vectors ``[n, d]``; of all sentences ``[m, d]``; and the number of the text of each sentence ``[m]``.
        """
        prompt = self._configuration.passage
        encodings = [self._tokenizer.encode(prompt + text.text) for text in texts]
        wholes, sentences, owners, order = [], [], [], []
        read: dict[int, torch.Tensor] = {}
        for rows in _similar(encodings):
            states, mask = self._states([encodings[row] for row in rows])
            wholes.append(_mean(states, mask))
            order += rows
            if words is not None:
                read.update(
                    {row: state[1 : len(encodings[row].ids) - 1] for row, state in zip(rows, states, strict=True)}
                )
            weights = [_weights(encodings[row].offsets, texts[row].sentences, len(prompt)) for row in rows]
            # One product for all: a slice of the states for each text would be a whole gradient for each.
            padded = torch.zeros(len(rows), max(map(len, weights)), states.shape[1])
            for at, each in enumerate(weights):
                padded[at, : len(each), : each.shape[1]] = each
                owners += [rows[at]] * len(each)
            sentences.append(torch.bmm(padded, states)[padded.any(dim=2)])
        if words is not None:
            words += [read[row] for row in range(len(texts))]
        found = functional.normalize(torch.cat(sentences), dim=-1)
        return torch.cat(wholes)[_inverse(order)], found, torch.tensor(owners)

    def _states(self, encodings: Sequence[Any]) -> tuple[torch.Tensor, torch.Tensor]:
        longest = max(len(encoding.ids) for encoding in encodings)
        ids = torch.zeros(len(encodings), longest, dtype=torch.long)
        mask = torch.zeros(len(encodings), longest, dtype=torch.long)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = torch.tensor(encoding.ids)
            mask[row, : len(encoding.ids)] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_counts_in_16_bits()):
            states = self.model(input_ids=ids, attention_mask=mask).last_hidden_state
        return states.float(), mask


def _counts_in_16_bits() -> bool:
    """Whether the processor multiplies bfloat16 by itself: where it does not, that is six times as slow as 32 bits."""
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def _similar(encodings: Sequence[Any], size: int = 16) -> list[list[int]]:
    """Rows of similar length together, so that little is computed for padding."""
    order = sorted(range(len(encodings)), key=lambda row: len(encodings[row].ids))
    return [order[start : start + size] for start in range(0, len(order), size)]


def _inverse(order: Sequence[int]) -> torch.Tensor:
    return torch.argsort(torch.tensor(order))


def _weights(offsets: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]], shift: int) -> torch.Tensor:
    """Mean over the tokens of each sentence that the window has ``[sentences, tokens]``."""
    last = torch.tensor([end - 1 if end > start else -1 for start, end in offsets])
    inside = torch.stack([(last >= start + shift) & (last < end + shift) for start, end in sentences]).float()
    inside = inside[inside.any(dim=1)]
    return inside / inside.sum(dim=1, keepdim=True)


def _mean(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    weights = mask.float() / mask.sum(dim=1, keepdim=True)
    return functional.normalize(torch.einsum("nl,nld->nd", weights, states), dim=-1)
