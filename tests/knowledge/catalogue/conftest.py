"""An index of a course, a recording and lists of entries, made without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.index import Index, update
from tests.knowledge.entries.samples import FAQ, RESOURCES, TERMS, write
from tests.knowledge.index.hashing import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RETURNS = """# Returns in practice

## Learning objectives

After this you can name the rule. You can also say whom it protects. A third sentence is not shown.

## Key terms

Non-refoulement is the prohibition of a return to danger.

A boat is what carries people over the sea. The word non-refoulement within a sentence is no explanation.

## Questions

### Who is protected?

Every refugee is. Recognition only declares it. It does not create it. A fourth sentence is left out here.

### And where?

At the border as well.
"""
RESCUE = """WEBVTT - Talk on rescue

1
00:00:04.000 --> 00:00:09.000
<v Moderator>Good morning. When a boat is in trouble, who has to go there? And why? Would you be so kind and begin?

2
00:00:10.000 --> 00:02:40.000
<v Expert>Whoever is near enough and able. The duty begins with the master.
"""
FRENCH = """---
language: fr
---

# Les retours en pratique

## La règle

Aucun État ne doit renvoyer une personne vers un pays où sa vie serait menacée.

## Le contrôle

Un juge examine chaque décision de renvoi avant son exécution.
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = write(tmp_path / "library", faq=FAQ, resources=RESOURCES, terms=TERMS)
    for name, text in {
        "course/returns.md": RETURNS,
        "course/returns.txt": RETURNS.replace("#", "").strip(),
        "cours/les retours.md": FRENCH,
        "talks/rescue.vtt": RESCUE,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def index(library: Path, tmp_path: Path) -> Iterator[Index]:
    update([library], tmp_path / "index", encoders=[HashingEncoder()], cache_dir=tmp_path / "vectors")
    with Index.open(tmp_path / "index") as opened:
        yield opened
