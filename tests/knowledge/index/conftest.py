"""Small documents, an encoder without a model, and an index made of both."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from knowledge.index import Report, update
from tests.knowledge.index.hashing import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REFUGEE = """# Convention relating to the Status of Refugees

## Article 31 - Refugees unlawfully in the country of refuge

The Contracting States shall not impose penalties, on account of their illegal entry or presence, on refugees.

## Article 33 - Prohibition of expulsion or return

1. No Contracting State shall expel or return a refugee in any manner whatsoever to the frontiers of territories.

2. The benefit of the present provision may not, however, be claimed by a refugee whom there are reasonable grounds for
regarding as a danger to the security of the country in which he is.
"""

SEA = """# Rescue at sea

## The duty of the master

Every master of a ship renders assistance to any person found at sea in danger of being lost, at all speed.

## Place of safety

A rescued person is brought to a place of safety, where the rescue ends.
"""

FAMILLE = """# La vie de famille des travailleurs migrants

## Regroupement familial

Les États prennent les mesures appropriées pour faciliter la réunion des travailleurs migrants avec leur conjoint et
leurs enfants mineurs non mariés.
"""


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A source folder with three files in two collections."""
    folder = tmp_path / "course"
    (folder / "law").mkdir(parents=True)
    (folder / "law" / "refugees.md").write_text(REFUGEE, encoding="utf-8")
    (folder / "law" / "famille.md").write_text(FAMILLE, encoding="utf-8")
    (folder / "sea.md").write_text(SEA, encoding="utf-8")
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def run(into: Path, encoder: HashingEncoder, tmp_path: Path) -> Callable[..., Report]:
    """``update`` into ``into`` with the hashing encoder; any argument can be given instead."""
    return partial(update, into=into, encoders=[encoder], cache_dir=tmp_path / "vectors")
