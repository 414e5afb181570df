"""What of a question and of a passage is embedded, and the key a passage's vectors are kept under."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.passage import Passage

__all__ = ["SEPARATOR", "embedding_text", "vector_key"]

#: Between an earlier question and what a follow-up adds, where both are embedded as one.
SEPARATOR = " — "


def embedding_text(passage: Passage) -> tuple[str, int]:
    """Title, heading path and text, one below the other: a paragraph out of its article says little about what it is.

    A heading that repeats the title or another heading is written once.

    Returns:
        The text, and the offset in it at which ``passage.text`` begins.
    """
    title, *headings = dict.fromkeys((passage.title, *passage.section))
    lines = [title, " > ".join(heading for heading in headings if heading)]
    above = "".join(f"{line}\n" for line in lines if line)
    return above + passage.text, len(above)


def vector_key(passage: Passage) -> str:
    """64 hex digits over what decides a passage's vectors beside the model: its embedding text and its sentences."""
    text, offset = embedding_text(passage)
    spans = [(offset + sentence.start, offset + sentence.end) for sentence in passage.sentences]
    return hashlib.sha256(json.dumps([text, spans]).encode()).hexdigest()
