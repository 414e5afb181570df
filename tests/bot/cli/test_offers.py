"""``attache offers``: looked at, accepted into the index for good, refused, deleted; and what bad input gets."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta, timezone

import pytest

from bot.cli.output import prepare
from programme import Database, Offers, Outbox

TEXT = """# Non-refoulement at sea

## Rescue

Whoever is rescued at sea may not be returned to a place where he or she is in danger, wherever the ship is.
"""


@pytest.fixture
def offered(home):
    """Offer a document as the Telegram process does."""

    def make(text: str = TEXT, name: str = "Notes of a lecture.md", *, days: int = 0, key: str = "5000000001"):
        settings = prepare()
        database = Database(settings.database)
        database.create()
        settings.offers_dir.mkdir(exist_ok=True)
        digest = hashlib.sha256(text.encode()).hexdigest()
        (settings.offers_dir / f"{digest[:32]}.md").write_text(text, encoding="utf-8")
        offer, _ = Offers(database).put(
            "telegram",
            key,
            name=name,
            file=f"{digest[:32]}.md",
            checksum=digest,
            bytes=len(text),
            title="Non-refoulement at sea",
            pages=None,
            now=datetime.now(timezone.utc) - timedelta(days=days),
            language="fr",
        )
        database.close()
        return offer

    return make


def to_send() -> list[tuple[str, str]]:
    """The messages that wait: to whom, and what."""
    database = Database(prepare().database)
    due = Outbox(database).due(datetime.now(timezone.utc))
    database.close()
    return [(one.chat, one.payload["html"][0]) for one in due]


def test_nothing_is_offered(attache):
    outcome = attache("offers", "list")
    assert (outcome.status, outcome.out, outcome.errors) == (0, "", "Nothing waits for a decision.\n")
    assert json.loads(attache("offers", "list", "--all", "--json").out) == []


def test_what_waits_is_shown_and_not_who_offered_it(attache, offered):
    offered(name="Notes \x1b[31m.md")
    outcome = attache("offers", "list")
    assert "Non-refoulement at sea" in outcome.out
    assert "\x1b" not in outcome.out
    (row,) = json.loads(attache("offers", "list", "--json").out)
    assert (row["number"], row["state"], row["bytes"]) == (1, "offered", len(TEXT))
    shown = attache("offers", "show", "1").out
    assert f"file: {row['file']}" in shown
    assert "5000000001" not in outcome.out + shown + str(row)


def test_one_that_is_refused_is_deleted_and_the_person_told(attache, offered):
    offer = offered()
    outcome = attache("offers", "refuse", "1")
    assert (outcome.status, outcome.out) == (0, "")
    assert not (prepare().offers_dir / offer.file).exists()
    ((chat, words),) = to_send()
    assert (chat, "Le fichier a été supprimé" in words) == ("5000000001", True)
    again = attache("offers", "refuse", "1")
    assert (again.status, again.errors.splitlines()) == (
        1,
        ["Offer 1 was refused before. attache offers list shows what is open."],
    )
    assert attache("offers", "accept", "1").status == 1


def test_what_nobody_decides_on_is_gone(attache, offered, monkeypatch):
    offer = offered(days=8)
    monkeypatch.setenv("ATTACHE_OFFER_DAYS", "7")
    outcome = attache("offers", "accept", "1")
    assert (outcome.status, outcome.errors) == (1, "No offer has the number 1. attache offers list shows them.\n")
    assert not (prepare().offers_dir / offer.file).exists()


@pytest.mark.parametrize(
    ("arguments", "status"), [(["show", "7"], 1), (["accept", "7"], 1), (["refuse", "x"], 2), (["show", "0"], 2)]
)
def test_bad_numbers(attache, arguments, status):
    outcome = attache("offers", *arguments)
    assert outcome.status == status
    assert "7" in outcome.errors or "x" in outcome.errors or "0" in outcome.errors


def test_a_file_that_is_gone_is_said(attache, offered):
    offer = offered()
    (prepare().offers_dir / offer.file).unlink()
    outcome = attache("offers", "accept", "1")
    assert outcome.status == 1
    assert "is gone. Refuse the offer" in outcome.errors


@pytest.mark.encoder
def test_one_that_is_accepted_is_found_and_stays_after_the_next_ready(
    attache, offered, real_encoder, tmp_path, monkeypatch
):
    library = tmp_path / "library"
    library.mkdir()
    (library / "visas.md").write_text("# Visas\n\nA visa is a permission to enter a country for a time.\n")
    monkeypatch.setenv("ATTACHE_LIBRARY_PATH", str(library))
    offer = offered()
    outcome = attache("offers", "accept", "1")
    assert outcome.status == 0, outcome.errors
    settings = prepare()
    assert not (settings.offers_dir / offer.file).exists()
    (file,) = settings.accepted_dir.iterdir()
    assert (file.name, file.read_text(encoding="utf-8")) == ("Notes-of-a-lecture-1.md", TEXT)
    ((_, words),) = to_send()
    assert "fait désormais partie de la bibliothèque" in words

    def documents() -> set[str]:
        found = json.loads(attache("search", "rescue at sea: may people be returned?", "--json").out)
        return {passage["document"] for passage in found["passages"]}

    assert "Notes-of-a-lecture-1.md" in documents()
    # What ``attache ready`` does after a change of the library: incremental, and nothing accepted is lost.
    (library / "more.md").write_text("# Borders\n\nA border is a line between two countries.\n")
    from bot.cli import building, stamps
    from bot.cli.progress import steps

    assert not stamps.index(settings).current()
    with steps() as progress:
        report = building.index(settings, settings.sources, settings.index_dir, progress)
    assert {row.status for row in report.rows} == {"added", "unchanged"}
    assert "Notes-of-a-lecture-1.md" in documents()
    assert attache("offers", "accept", "1").status == 0  # once more builds the index, and is no matter
