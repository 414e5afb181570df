"""People: remembered after consent only, shown everything, forgotten everywhere."""

from __future__ import annotations

import json
import uuid
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from programme.errors import BadValue, NoConsent, NoSuchPerson
from programme.models import metadata
from programme.people import Person
from tests.programme.workers import finish, start

#: Tables of numbers and digests, and of what the programme offers, in which nobody is named.
OF_NOBODY = {
    "announcements",
    "erasures",
    "invitations",
    "poll_options",
    "polls",
    "seats",
    "series",
    "sessions",
    "telegram_messages",
    "telegram_newest",
    "telegram_sent",
}


def everything(database):
    """All that stands in any table, of those in which anything stands."""
    with database.session(write=False) as session:
        found = {
            table.name: [tuple(row) for row in session.execute(sa.select(table))] for table in metadata.sorted_tables
        }
    return {table: rows for table, rows in found.items() if rows}


def test_nothing_is_stored_before_consent(database, people):
    with pytest.raises(NoConsent) as caught:
        people.remember("telegram", "4711", language="fr")
    assert str(caught.value) == (
        "The person has not agreed to be remembered, so nothing was stored. Ask for consent first."
    )
    assert everything(database) == {}
    assert people.of("telegram", "4711") is None


def test_a_person_is_a_random_id_behind_a_key(people, noon):
    person = people.remember("telegram", "4711", language="fr", consent=noon)
    assert (str(uuid.UUID(person.id)), uuid.UUID(person.id).version) == (person.id, 4)
    assert person == Person(person.id, "fr", noon, None)
    assert people.of("telegram", "4711") == person
    assert (people.of("mail", "4711"), people.of("telegram", "4712")) == (None, None)


def test_remembered_again_it_is_the_same_person_and_keeps_what_is_left_out(people, noon):
    first = people.remember("telegram", "4711", language="fr", consent=noon)
    assert people.remember("telegram", "4711") == first
    assert people.remember("telegram", "4711", language="ar") == Person(first.id, "ar", noon, None)
    later = noon + timedelta(days=1)
    assert people.remember("telegram", "4711", consent=later) == Person(first.id, "ar", later, None)


def test_a_language_is_fixed_and_unfixed(people, noon):
    person = people.remember("telegram", "4711", consent=noon)
    assert people.set_language(person.id, "zh").language == "zh"
    assert people.of("telegram", "4711").language == "zh"
    assert people.set_language(person.id, None).language is None


def test_withdrawn_nothing_new_is_stored_until_the_person_agrees_again(people, noon):
    person = people.remember("telegram", "4711", language="fr", consent=noon)
    later = noon + timedelta(days=1)
    assert people.withdraw(person.id, later) == Person(person.id, "fr", None, later)
    with pytest.raises(NoConsent):
        people.set_language(person.id, "ru")
    with pytest.raises(NoConsent):
        people.remember("telegram", "4711", language="ru")
    assert people.of("telegram", "4711") == Person(person.id, "fr", None, later)
    assert people.consent(person.id, later) == Person(person.id, "fr", later, None)


def test_processes_that_remember_one_key_at_once_get_one_person(people, url):
    said = finish([start("remember", url) for _ in range(4)])
    assert {line for lines in said for line in lines} == {people.of("telegram", "77").id}


@pytest.fixture
def held(people, inbox, outbox, team, queue, noon):
    """A person with something in every table, and another whose things must stay."""
    person = people.remember("telegram", "4711", language="es", consent=noon)
    people.remember("telegram", "815", consent=noon)
    inbox.put("telegram", 1, "4711", "private words", noon)
    inbox.put("telegram", 2, "group", "words in a group", noon, sender="4711")
    inbox.put("telegram", 3, "group", "others' words", noon, sender="815")
    inbox.put("mail", 4, "4711", "the same key elsewhere is somebody else", noon)
    outbox.put("a:4711", "telegram", "4711", {"text": "a nudge"}, noon)
    outbox.put("b:4711", "telegram", "group", {"text": "mention"}, noon, recipient="4711")
    outbox.put("c", "telegram", "group", {"text": "for another"}, noon, recipient="815")
    for number, key in enumerate(("4711", "815")):
        team.link(team.invite("staff", noon, name="private name"), "telegram", key, noon)
        asked = {"channel": "telegram", "key": key, "chat": "group", "confirmation": number, "language": "es"}
        queue.ask(f"private question of {key}", **asked, now=noon)
    return person


def test_everything_held_is_exported_ready_for_json(people, held, noon):
    found = people.export(held.id)
    assert json.loads(json.dumps(found)) == found
    at = "2026-03-02T12:00:00+00:00"
    assert found["people"] == [
        {"id": held.id, "language": "es", "zone": None, "spoken": None, "consented_at": at, "withdrawn_at": None}
    ]
    assert found["channels"] == [{"channel": "telegram", "key": "4711", "person": held.id}]
    assert [(row["payload"], row["received_at"]) for row in found["inbox"]] == [
        ("private words", at),
        ("words in a group", at),
    ]
    assert [(row["payload"], row["not_before"]) for row in found["outbox"]] == [
        ({"text": "a nudge"}, at),
        ({"text": "mention"}, at),
    ]
    assert [(row["text"], row["state"], row["asked_at"]) for row in found["questions"]] == [
        ("private question of 4711", "open", at)
    ]
    assert [(row["name"], row["role"], row["linked_at"]) for row in found["staff"]] == [("private name", "staff", at)]


def test_every_table_is_exported_and_accounted_for(people, held):
    tables = sorted(set(metadata.tables) - OF_NOBODY)
    assert sorted(people.export(held.id)) == tables
    assert sorted(people.forget(held.id).rows) == tables


def test_a_forgotten_person_is_in_no_table(database, people, held):
    receipt = people.forget(held.id)
    counts = {
        "channels": 1,
        "feeds": 0,
        "inbox": 2,
        "interests": 0,
        "offers": 0,
        "outbox": 2,
        "people": 1,
        "poll_guests": 0,
        "poll_votes": 0,
        "questions": 1,
        "registrations": 0,
        "reminders": 0,
        "staff": 1,
        "surveys": 0,
    }
    assert (receipt.rows, receipt.total) == (counts, 8)
    cells = [str(cell) for rows in everything(database).values() for row in rows for cell in row]
    found = [cell for cell in cells for word in (held.id, "words in a", "private", "nudge", "mention") if word in cell]
    assert sorted(found) == ["private name", "private question of 815"]
    assert cells.count("4711") == 2  # chat and sender of another channel
    assert people.of("telegram", "4711") is None


def test_what_others_have_stays(inbox, outbox, people, team, queue, held, noon):
    people.forget(held.id)
    assert people.of("telegram", "815").consented_at == noon
    assert [inbox.claim(channel, now=noon).update_id for channel in ("telegram", "mail")] == [3, 4]
    assert [message.payload for message in outbox.due(noon)] == [{"text": "for another"}]
    assert [member.key for member in team.members()] == ["815"]
    assert [question.key for question in queue.waiting()[0]] == ["815"]


def test_what_somebody_who_is_not_remembered_asked_is_shown_and_erased(database, people, outbox, team, queue, noon):
    assert (people.export_key("telegram", "77"), people.forget_key("telegram", "77").total) == ({}, 0)
    asked = {"channel": "telegram", "key": "77", "chat": "77", "confirmation": 5, "language": "fr"}
    queue.ask("private question", **asked, now=noon)
    outbox.put("answer", "telegram", "77", {"text": "private answer"}, noon)
    found = people.export_key("telegram", "77")
    assert (sorted(found), found["questions"][0]["text"]) == (["outbox", "questions"], "private question")
    assert people.forget_key("mail", "77").total == 0
    assert people.forget_key("telegram", "77").rows == {"offers": 0, "questions": 1, "outbox": 1, "staff": 0}
    assert "private" not in str(everything(database))
    assert people.export_key("telegram", "77") == {}


def test_forgotten_updates_and_messages_are_still_duplicates(inbox, outbox, people, held, noon):
    people.forget(held.id)
    assert not inbox.put("telegram", 1, "4711", "private words", noon)
    assert not outbox.put("a:4711", "telegram", "4711", {}, noon)


def test_the_request_to_forget_outlives_a_crash_until_it_is_done(database, inbox, people, held, noon):
    request = inbox.claim("telegram", now=noon)
    assert people.forget(held.id, request=request.id).rows["inbox"] == 1
    assert inbox.recover("telegram") == 1
    again = inbox.claim("telegram", now=noon)
    assert again.update_id == request.update_id
    with pytest.raises(NoSuchPerson):
        people.forget(held.id, request=again.id)
    assert inbox.done(again, noon)
    assert [row for row in everything(database)["inbox"] if "4711" in row] == [
        row for row in everything(database)["inbox"] if "mail" in row
    ]


def test_forgotten_words_are_not_left_in_the_files_of_sqlite(database, inbox, people, held, noon):
    if database.file is None:
        pytest.skip("PostgreSQL's files are its own.")
    files = database.file.parent
    bystander = database.engine.connect()  # or the last to close would tidy up
    bystander.execute(sa.text("SELECT 1"))
    bystander.commit()
    inbox.put("telegram", 5, "4711", "private words, many " * 1000, noon)

    def found(word):
        return sorted(path.name for path in files.glob("attache.db*") if word.encode() in path.read_bytes())

    assert found(held.id) and found("private words")
    people.forget(held.id)
    assert (found(held.id), found("private words"), found("nudge")) == ([], [], [])
    assert found("others' words") == ["attache.db"]
    bystander.close()


@pytest.mark.parametrize("act", ["forget", "export", "set_language", "consent", "withdraw"])
def test_whoever_is_not_known_is_said_not_to_be(people, noon, act):
    values = {"set_language": ["fr"], "consent": [noon], "withdraw": [noon]}.get(act, [])
    with pytest.raises(NoSuchPerson) as caught:
        getattr(people, act)("nobody", *values)
    assert str(caught.value) == ("Nobody has the id 'nobody': never remembered, or forgotten. Ask for consent first.")


def test_a_time_without_a_zone_is_refused(database, people):
    with pytest.raises(BadValue):
        people.remember("telegram", "4711", consent=datetime(2026, 3, 2))
    assert everything(database) == {}


def test_the_language_of_the_last_answer_is_remembered_with_consent_only(people, held, noon):
    people.answered_in(held.id, "fr")
    assert people.get(held.id).spoken == "fr"
    people.withdraw(held.id, noon)
    people.answered_in(held.id, "ru")
    people.answered_in("nobody", "ru")
    assert people.get(held.id).spoken == "fr"
