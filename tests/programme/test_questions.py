"""Questions to the staff: asked once, taken by one, answered once, erased when it is time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from programme.errors import BadValue, NoSuchQuestion, QuestionFinished, QuestionTaken
from programme.questions import TAKEN_FOR, answer_key, erase_questions, notice_key
from tests.programme.workers import finish, start


@pytest.fixture
def members(team, noon):
    """The numbers of two members of staff."""
    return [team.link(team.invite("staff", noon), "telegram", key, noon).id for key in ("1", "2")]


@pytest.fixture
def ask(queue, noon):
    """Asks a question; the number of its confirmation is its own."""
    count = iter(range(100, 1000))

    def ask(words="May they be sent back?", key="4711", chat="4711", **more):
        values = {"language": "en", "now": noon, "confirmation": next(count), "channel": "telegram"} | more
        return queue.ask(words, key=key, chat=chat, **values)[0]

    return ask


def test_a_question_is_written_down_once(queue, noon):
    values = {
        "channel": "telegram", "key": "4711", "chat": "-100200", "thread": 7, "message": 12, "confirmation": 13,
        "language": "fr", "now": noon,
    }  # fmt: skip
    question, new = queue.ask("Peut-on les renvoyer ?", **values)
    assert (question.id, question.text, question.state, question.asked_at, new) == (
        1, "Peut-on les renvoyer ?", "open", noon, True,
    )  # fmt: skip
    assert (question.thread, question.message, question.staff, question.finished) == (7, 12, None, False)
    assert queue.ask("Peut-on les renvoyer ?", **values) == (question, False)
    assert (queue.get(1), queue.waiting()) == (question, ([question], 1))


def test_the_oldest_come_first_in_pages(queue, ask, members, noon):
    asked = [ask(f"question {number}") for number in range(5)]
    queue.close(asked[1].id, members[0], noon)
    taken = queue.take(asked[0].id, members[0], noon)
    assert queue.waiting(limit=2) == ([taken, asked[2]], 4)
    assert queue.waiting(start=2, limit=2) == ([asked[3], asked[4]], 4)
    assert queue.waiting(start=9, limit=2) == ([], 4)


@pytest.mark.parametrize("number", [0, -1, 2, 2**63, 10**30])
def test_nothing_has_that_number(queue, ask, members, noon, number):
    ask()
    acts = [
        lambda: queue.get(number),
        lambda: queue.take(number, members[0], noon),
        lambda: queue.answer(number, members[0], "Yes.", noon),
        lambda: queue.close(number, members[0], noon),
    ]
    for act in acts:
        with pytest.raises(NoSuchQuestion) as caught:
            act()
        assert str(caught.value) == (f"No question has the number {number}: never asked, erased, or answered long ago.")


def test_what_one_has_taken_another_cannot_take_answer_or_close(queue, ask, members, noon):
    first, second = members
    question = queue.take(ask().id, first, noon)
    assert (question.state, question.staff, question.taken_at) == ("taken", first, noon)
    acts = [
        lambda: queue.take(question.id, second, noon),
        lambda: queue.answer(question.id, second, "Yes.", noon),
        lambda: queue.close(question.id, second, noon),
    ]
    for act in acts:
        with pytest.raises(QuestionTaken) as caught:
            act()
        assert str(caught.value) == (
            f"Somebody else is about to answer question {question.id}. The queue shows the others."
        )
    assert queue.answer(question.id, first, "No.", noon).answer == "No."


def test_what_was_given_back_or_left_for_long_others_may_take(queue, ask, members, noon):
    first, second = members
    question = ask()
    queue.take(question.id, first, noon)
    assert queue.give_back(question.id, first, noon) == question
    queue.take(question.id, first, noon)
    with pytest.raises(QuestionTaken):
        queue.take(question.id, second, noon + TAKEN_FOR - timedelta(seconds=1))
    assert queue.take(question.id, second, noon + TAKEN_FOR).staff == second
    with pytest.raises(QuestionTaken):
        queue.answer(question.id, first, "Too late.", noon + TAKEN_FOR)


def test_what_a_removed_member_had_taken_is_open(queue, team, ask, members, noon):
    question = ask()
    queue.take(question.id, members[0], noon)
    team.remove(members[0], noon)
    assert queue.get(question.id) == question


def test_an_answer_is_given_once(queue, ask, members, noon):
    first, second = members
    question = queue.answer(ask().id, first, "No: Article 33.", noon)
    assert (question.state, question.staff, question.answer, question.finished_at, question.finished) == (
        "answered", first, "No: Article 33.", noon, True,
    )  # fmt: skip
    later = noon + timedelta(minutes=1)
    assert queue.answer(question.id, first, "No: Article 33.", later) == question  # after a crash
    for member, words in ((second, "No: Article 33."), (first, "Something else.")):
        with pytest.raises(QuestionFinished) as caught:
            queue.answer(question.id, member, words, later)
    assert str(caught.value) == (f"Question {question.id} is answered already. The queue shows those that wait.")
    with pytest.raises(QuestionFinished):
        queue.take(question.id, first, later)
    with pytest.raises(QuestionFinished):
        queue.close(question.id, first, later)
    assert queue.waiting() == ([], 0)


def test_closed_with_a_reason_or_without(queue, ask, members, noon):
    question = queue.close(ask().id, members[0], noon, reason="Not about the course")
    assert (question.state, question.reason, question.answer) == ("closed", "Not about the course", None)
    assert queue.close(question.id, members[0], noon, reason="Not about the course") == question
    with pytest.raises(QuestionFinished):
        queue.close(question.id, members[0], noon)
    assert queue.close(ask().id, members[0], noon).reason is None


@pytest.mark.parametrize("words", ["", "a\0b", "half \ud83d"])
def test_what_cannot_be_stored_is_refused(queue, ask, members, noon, words):
    question = ask()
    with pytest.raises(BadValue):
        queue.answer(question.id, members[0], words, noon)
    with pytest.raises(BadValue):
        ask(words)
    with pytest.raises(BadValue):
        queue.take(question.id, members[0], datetime(2026, 3, 2))
    assert queue.waiting() == ([question], 1)


def test_processes_that_take_one_question_at_once_have_one_winner(queue, team, ask, members, url, noon):
    question = ask()
    more = [team.link(team.invite("staff", noon), "telegram", key, noon).id for key in ("3", "4")]
    said = finish([start(f"take {member}", url) for member in members + more])
    assert sorted(line for lines in said for line in lines) == ["held", "held", "held", "taken"]
    assert queue.get(question.id).state == "taken"


def test_what_the_staff_do_not_know_yet(queue, ask, members, noon):
    questions = [ask() for _ in range(4)]
    queue.answer(questions[2].id, members[0], "Yes.", noon)
    queue.close(questions[1].id, members[1], noon + timedelta(minutes=1))
    assert [one.id for one in queue.unreported("telegram")] == [questions[2].id, questions[1].id]
    assert queue.unreported("mail") == []
    queue.reported(questions[2].id, noon)
    assert [one.id for one in queue.unreported("telegram")] == [questions[1].id]
    assert queue.get(questions[2].id).reported_at == noon


def test_what_was_finished_long_ago_is_erased_and_what_waits_is_not(queue, ask, members, noon):
    waits, closed, answered, new = (ask() for _ in range(4))
    queue.close(closed.id, members[0], noon - timedelta(seconds=1))
    queue.answer(answered.id, members[0], "Yes.", noon - timedelta(days=3))
    queue.answer(new.id, members[0], "Yes.", noon)
    assert queue.discard_older(noon) == 2
    assert [queue.get(one.id).state for one in (waits, new)] == ["open", "answered"]
    for gone in (closed, answered):
        with pytest.raises(NoSuchQuestion):
            queue.get(gone.id)


def test_a_number_is_never_given_again(queue, ask, members, noon):
    last = ask()
    queue.close(last.id, members[0], noon)
    queue.discard_older(noon + timedelta(days=1))
    assert ask().id == last.id + 1


def test_the_questions_of_one_person_are_erased_with_their_notices(database, queue, outbox, ask, members, noon):
    mine, group, other = ask("private words"), ask("in a group", chat="-100"), ask("others'", key="815", chat="-100")
    for question in (mine, group, other):
        for member in members:
            outbox.put(notice_key(question.id, member), "telegram", str(member), {"text": question.text}, noon)
    outbox.put(answer_key(other.id), "telegram", "-100", {"text": "the answer"}, noon, recipient="815")
    with database.session() as session:
        assert erase_questions(session, [("telegram", "4711"), ("mail", "815")]) == 2
        assert erase_questions(session, []) == 0
    assert queue.waiting() == ([other], 1)
    assert [message.payload["text"] for message in outbox.due(noon)] == ["others'", "others'", "the answer"]
    assert not outbox.put(notice_key(mine.id, members[0]), "telegram", "1", {"text": "private words"}, noon)
