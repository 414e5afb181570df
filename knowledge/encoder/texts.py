"""What of a passage is embedded."""

from __future__ import annotations

from knowledge.passage import Passage

__all__ = ["embedding_text"]


def embedding_text(passage: Passage) -> tuple[str, int]:
    """Title, heading path and text, one below the other: a passage out of its article says little about what it is.

    Headings that repeat the title or each other are written once.

    Returns:
        The text, and the offset in it at which ``passage.text`` begins.
    """
    above = list(dict.fromkeys(part for part in (passage.title, *passage.section) if part))
    heading = "".join(f"{line}\n" for line in (above[:1] + [" > ".join(above[1:])]) if line)
    return heading + passage.text, len(heading)
