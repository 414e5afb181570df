"""A small library of real articles and a course that cites them, indexed with the hashing encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.index import Index, update
from tests.knowledge.index.hashing import HashingEncoder

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FILES", "build"]

FILES = {
    "treaties/refugee-convention.md": """# Convention relating to the Status of Refugees

## Article 31 - Refugees unlawfully in the country of refuge

1. The Contracting States shall not impose penalties, on account of their illegal entry or presence, on refugees.

2. The Contracting States shall not apply to the movements of such refugees restrictions other than those necessary.

## Article 33 - Prohibition of expulsion or return

1. No Contracting State shall expel or return a refugee in any manner whatsoever to the frontiers of territories where
his life or freedom would be threatened.

2. The benefit of the present provision may not, however, be claimed by a refugee whom there are reasonable grounds for
regarding as a danger to the security of the country in which he is.

## ANNEX, Article 33

The travel document shall be valid for one year.
""",
    "treaties/udhr.md": """# Universal Declaration of Human Rights

## Article 13

1. Everyone has the right to freedom of movement and residence within the borders of each State.

2. Everyone has the right to leave any country, including his own, and to return to his country.

## Article 33

A text that the Declaration does not have, for a test of numbers that stand in two instruments.
""",
    "course/returns.md": """# Returns in practice

## The rule

Article 33 of the 1951 Refugee Convention is the first thing to name in any negotiation about returns at the border.

## Coffee breaks

The coffee machine stands in the corridor behind the library and works with coins of all kinds.
""",
    "course/copy.md": """# Collected material

## A copy

Article 33 of the 1951 Refugee Convention is the first thing to name in any negotiation about returns at the border.
""",
    "cours/retours.md": """---
language: fr
---

# Les retours en pratique

## La règle

Aucun État ne doit renvoyer une personne vers un pays où sa vie serait menacée, quelle que soit la manière employée.
""",
}


def build(folder: Path, files: dict[str, str] = FILES) -> Index:
    """Write the files and open an index of them."""
    source = folder / "material"
    for name, text in files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    into = folder / "index"
    update([source], into, encoders=[HashingEncoder(dimensions=256)], cache_dir=folder / "vectors")
    return Index.open(into)
