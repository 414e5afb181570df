"""Conversations have stable names that say nothing of whom they are with."""

from __future__ import annotations

import stat
from datetime import datetime, timezone

from bot.telegram.names import Names
from programme import Person

AMINA, GROUP = 5_000_000_001, -1_000_040_000_001


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path):
    first, second = Names.of_home(tmp_path), Names.of_home(tmp_path)
    assert first.of(AMINA, AMINA, None) == second.of(AMINA, AMINA, None)
    (file,) = (tmp_path / "telegram").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_bytes()) == 32


def test_without_consent_it_takes_the_secret_to_find_a_conversation():
    names, others = Names(b"a" * 32), Names(b"b" * 32)
    assert names.of(AMINA, AMINA, None) != others.of(AMINA, AMINA, None)
    assert str(AMINA) not in names.of(AMINA, AMINA, None)
    assert names.of(AMINA, AMINA, None) != names.of(GROUP, AMINA, None)


def test_what_somebody_says_in_a_group_is_found_by_the_name_of_their_own_conversation():
    names = Names(b"a" * 32)
    assert names.all_of(AMINA, None) == [names.of(AMINA, AMINA, None)]
    assert names.of(GROUP, AMINA, None).startswith(f"{names.of(AMINA, AMINA, None)}-")
    assert names.of(GROUP, AMINA, None) != names.of(GROUP - 1, AMINA, None)
    assert str(GROUP) not in names.of(GROUP, AMINA, None)


def test_with_consent_it_is_the_persons_random_id():
    names, now = Names(b"a" * 32), datetime.now(timezone.utc)
    person = Person("0c9b3c1e", None, now, None)
    assert names.of(AMINA, AMINA, person) == "telegram-0c9b3c1e"
    assert names.of(GROUP, AMINA, person).startswith("telegram-0c9b3c1e-")
    withdrawn = Person("0c9b3c1e", None, None, now)
    assert names.all_of(AMINA, withdrawn) == [names.of(AMINA, AMINA, None), "telegram-0c9b3c1e"]
    assert names.of(AMINA, AMINA, withdrawn) == names.of(AMINA, AMINA, None)
