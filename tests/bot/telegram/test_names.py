"""Conversations have stable names that say nothing of whom they are with."""

from __future__ import annotations

import stat
from datetime import datetime, timezone

from bot.telegram.names import SUPERGROUP, Names
from programme import Person

AMINA, GROUP = 5_000_000_001, -1_000_040_000_001


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path):
    first, second = Names.of_home(tmp_path), Names.of_home(tmp_path)
    assert first.of(AMINA, AMINA) == second.of(AMINA, AMINA)
    (file,) = (tmp_path / "telegram").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_bytes()) == 32


def test_without_consent_it_takes_the_secret_to_find_a_conversation():
    names, others = Names(b"a" * 32), Names(b"b" * 32)
    assert names.of(AMINA, AMINA) != others.of(AMINA, AMINA)
    assert str(AMINA) not in names.of(AMINA, AMINA)
    assert names.of(AMINA, AMINA) != names.of(GROUP, AMINA)


def test_what_somebody_says_in_a_group_is_found_by_the_name_of_their_own_conversation():
    names = Names(b"a" * 32)
    assert names.all_of(AMINA, None) == [names.of(AMINA, AMINA)]
    assert names.of(GROUP, AMINA).startswith(f"{names.of(AMINA, AMINA)}-")
    assert names.of(GROUP, AMINA) != names.of(GROUP - 1, AMINA)
    assert str(GROUP) not in names.of(GROUP, AMINA)


def test_a_supergroup_has_a_name_of_its_own_that_is_nobodys_and_takes_the_secret():
    names, others = Names(b"a" * 32), Names(b"b" * 32)
    name = names.supergroup(GROUP)
    assert name.startswith(SUPERGROUP)
    assert not name.startswith(names.of(AMINA, AMINA))
    assert str(GROUP) not in name
    assert len({name, names.supergroup(GROUP - 1), others.supergroup(GROUP)}) == 3


def test_what_early_versions_kept_of_somebody_who_agreed_is_found():
    names, now = Names(b"a" * 32), datetime.now(timezone.utc)
    for person in (Person("0c9b3c1e", None, now, None), Person("0c9b3c1e", None, None, now)):
        assert names.all_of(AMINA, person) == [names.of(AMINA, AMINA), "telegram-0c9b3c1e"]
