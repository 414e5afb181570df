"""``attache doctor`` as a command: what it prints, and its exit status."""

from __future__ import annotations

import json

import pytest

from bot.doctor import Finding, Level

pytestmark = pytest.mark.loopback


@pytest.fixture
def finds(monkeypatch):
    """Have the examination find what a test says."""

    def found(*findings: Finding) -> None:
        monkeypatch.setattr("bot.doctor.examine", lambda settings: iter(findings))

    return found


FINE = Finding("python", Level.OK, "3.10.13")
POOR = Finding("disk", Level.WARN, "0.2 GB free", "free 1 GB or more")
BAD = Finding("index", Level.FAIL, "There is no index yet.", "attache ready")


@pytest.mark.parametrize(("findings", "status"), [((FINE,), 0), ((FINE, POOR), 0), ((FINE, POOR, BAD), 1)])
def test_only_failures_fail(attache, finds, findings, status):
    finds(*findings)
    assert attache("doctor").status == status


def test_for_people_each_finding_says_what_to_do(attache, finds):
    finds(FINE, BAD)
    assert attache("doctor").out.splitlines() == [
        "ok   python  3.10.13",
        "fail index  There is no index yet.",
        "     → attache ready",
    ]


def test_json(attache, finds):
    finds(FINE, BAD)
    assert json.loads(attache("doctor", "--json").out) == [
        {"what": "python", "level": "ok", "found": "3.10.13", "todo": ""},
        {"what": "index", "level": "fail", "found": "There is no index yet.", "todo": "attache ready"},
    ]


def test_on_a_new_machine_it_names_what_is_missing_and_what_builds_it(program, home):
    outcome = program("doctor", "--json")
    findings = {finding["what"]: finding for finding in json.loads(outcome.out)}
    assert outcome.status == 1
    assert {what for what, finding in findings.items() if finding["level"] == "fail"} == {
        "encoder",
        "index",
        "dialogue model",
    }
    assert findings["encoder"]["found"] == f"none in {home / 'encoders' / 'multilingual-e5-small'}"
    assert {findings[what]["todo"] for what in ("encoder", "index")} == {"attache ready"}
    assert "Traceback" not in outcome.errors
