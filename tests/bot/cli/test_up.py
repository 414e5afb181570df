"""``attache up``: what stops it from starting. (At work: tests/conversations.)"""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.loopback


def test_with_nothing_built_it_says_what_to_do(program, home):
    outcome = program("up")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.errors == f"There is no trained model in {home / 'models'} yet. Run: attache ready.\n"


def test_a_second_one_is_told_about_the_first(program, engine, home):
    outcome = program("up")
    assert outcome.status == 1
    assert outcome.errors == (
        f"Attaché already runs on {home} (process 4711). "
        "Talk to it with `attache chat`, stop it, or set ATTACHE_HOME to another folder.\n"
    )
