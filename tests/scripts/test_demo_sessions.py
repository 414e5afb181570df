"""The demonstration programme: six months, on the library's topics, marked as an illustration, added once."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from nlu.texts import LANGUAGES
from programme import Database, OfficeHours, Sessions
from programme.plan import Plan
from scripts.demo_sessions import CONTENT, fill, items, main
from settings import load

NOW = datetime(2026, 12, 2, 9, tzinfo=timezone.utc)
LIBRARY = CONTENT.parent.parent / "knowledge" / "library"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A database with the programme."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'attache.db'}")
    database.create()
    added, slots = fill(database, NOW)
    yield database, added, slots
    database.close()


@pytest.fixture(scope="module")
def found(filled):
    return Sessions(filled[0]).find(limit=1000)


def test_it_fills_six_months(filled, found):
    _, added, slots = filled
    ahead = [each for each in found if each.starts_at > NOW]
    assert len(found) + slots == added > 300
    assert max(each.starts_at for each in ahead) > NOW + timedelta(days=150)
    for week in range(22):
        start = NOW + timedelta(weeks=week)
        around_new_year = {(12, 25), (1, 1)} & {
            ((start + timedelta(days=n)).month, (start + timedelta(days=n)).day) for n in range(-2, 9)
        }
        assert around_new_year or any(start <= each.starts_at < start + timedelta(weeks=1) for each in ahead)


def test_it_has_every_kind_language_and_both_hemispheres(found):
    assert {each.plan.kind for each in found} == {"seminar", "course", "event", "office_hours"}
    assert {code for each in found for code in each.plan.languages} == set(LANGUAGES)
    assert {"Pacific/Fiji", "America/New_York", "Europe/Zurich", "Africa/Nairobi"} <= {each.plan.zone for each in found}
    assert {each.plan.cohort for each in found} - {None} == {"Geneva cohort", "Nairobi cohort"}


def test_what_it_links_to_is_in_the_library(found):
    names = {file.stem for file in LIBRARY.rglob("*") if file.suffix in (".md", ".vtt")}
    linked = {name for each in found for name in (*each.plan.materials, each.plan.recording) if name}
    assert linked <= names
    recordings = {each.plan.recording for each in found if each.plan.recording}
    assert recordings == {file.stem for file in LIBRARY.rglob("*.vtt")}
    assert all(each.ends_at < NOW for each in found if each.plan.recording)


def test_it_says_that_it_is_an_illustration(found):
    marks = ("illustration", "Illustration", "مثال", "示例", "Пример", "ilustrativo")
    for each in found:
        assert any(mark in each.plan.description for mark in marks), each.plan.title
        host = each.plan.host or ""
        assert any(mark in host for mark in ("(role", "(rôle", "(papel", "(دور)", "（角色）", "(роль)")), host
        assert each.plan.link is None or each.plan.link.startswith("https://meet.example.org/")
        assert each.plan.topic is not None and len(each.plan.topic) <= 24


def test_slots_can_be_booked(filled):
    free = OfficeHours(filled[0]).free(after=NOW, limit=500)
    assert len(free) > 200
    assert {each.plan.minutes for each in free[:100]} <= {20, 30}


def test_nothing_takes_place_around_the_new_year(found):
    assert not [each for each in found if date(2026, 12, 24) <= each.starts_at.date() <= date(2027, 1, 2)]


def test_a_second_run_adds_nothing_and_one_that_was_cut_off_is_made_whole(filled, tmp_path):
    assert fill(filled[0], NOW) == (0, 0)
    assert fill(filled[0], NOW + timedelta(weeks=3)) == (0, 0)
    database = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    database.create()
    for item in items(NOW.date())[6:9]:  # as a run leaves it that ends between two of them
        Sessions(database).add_series(Plan(**item.known), item.rule, NOW, without=item.without)
    there = len(Sessions(database).find(limit=1000))
    assert fill(database, NOW)[0] == filled[1] - there
    database.close()


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2027, 3, 14), date(2028, 2, 29), date(2026, 10, 25)])
def test_it_can_be_made_on_any_day(today):
    for item in items(today):
        plan = Plan(**item.known)
        assert plan.moments()[0].date() - today < timedelta(days=200)


def test_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ATTACHE_HOME", str(tmp_path))
    load.cache_clear()
    try:
        assert main() == 0
        assert "sessions were added" in capsys.readouterr().out
        assert main() == 0
        assert "nothing was added" in capsys.readouterr().out
        monkeypatch.setenv("ATTACHE_DATABASE_URL", "mysql://root@db/x")
        load.cache_clear()
        assert main() == 1
        assert capsys.readouterr().err.count("\n") == 1
    finally:
        load.cache_clear()
