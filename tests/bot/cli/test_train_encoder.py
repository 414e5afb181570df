"""``attache train-encoder``: what cannot be asked of it is said before anything is read or learned."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "options",
    [
        ("--english", "--bridge"),
        ("--english", "--strength", "0.5"),
        ("--bridge", "--parallel", "."),
        ("--english", "--teacher", "."),
        ("--bridge", "--from", "."),
    ],
)
def test_what_goes_with_the_first_encoder_alone(attache, options):
    outcome = attache("train-encoder", *options)
    assert outcome.status == 1
    assert "With --english or --bridge, one of them, there is no" in outcome.errors


def test_a_bridge_leads_to_a_second_encoder(attache, monkeypatch):
    monkeypatch.setenv("ATTACHE_SECOND_ENCODER", "none")
    outcome = attache("train-encoder", "--bridge")
    assert outcome.status == 1
    assert "ATTACHE_SECOND_ENCODER is none" in outcome.errors
