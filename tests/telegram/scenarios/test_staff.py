"""Staff: linked by a code, asked by delegates, answering them; over real HTTP, in two languages."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest
from click.testing import CliRunner

from bot.cli import cli
from bot.telegram import handover_wording, privacy_wording, staff_wording, wording
from bot.telegram.staff_menus import STAFF_COMMANDS, staff_menu
from nlu.texts import LANGUAGES
from programme.errors import CodeExpired, CodeUsed, NoSuchCode, NoSuchQuestion, QuestionFinished, QuestionTaken
from settings import Settings, load
from tests.telegram.running import answers, running

pytestmark = [pytest.mark.loopback, pytest.mark.usefixtures("brisk")]

QUESTIONS = {"en": "When does the next course begin?", "ar": "متى تبدأ الدورة القادمة؟"}
BOTH = pytest.mark.parametrize("language", sorted(QUESTIONS))


def plain(text: str) -> str:
    """Without the characters that only turn the direction of text."""
    return "".join(character for character in text if character not in "\u2066\u2067\u2068\u2069\u200e\u200f")


@pytest.fixture
def attache(tmp_path, monkeypatch):
    """The command line, with the home folder of the bot."""
    for field in Settings.__fields__:
        monkeypatch.delenv(f"ATTACHE_{field.upper()}", raising=False)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    monkeypatch.setenv("ATTACHE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> str:
        load.cache_clear()
        result = CliRunner().invoke(cli, list(arguments), prog_name="attache")
        assert result.exit_code == 0, result.output
        return result.stdout

    yield call
    load.cache_clear()


@pytest.fixture
def rows(tmp_path):
    """The rows of a query."""

    def read(query: str) -> list[tuple]:
        with sqlite3.connect(tmp_path / "attache.db") as connection:
            return connection.execute(query).fetchall()

    return read


@pytest.fixture
def hire(api, attache):
    """Makes somebody staff."""

    async def hire(name: str, language: str = "en"):
        code = json.loads(attache("staff", "invite", "--name", name, "--json"))["code"]
        person = api.world.user(name, language)
        person.starts(f"staff_{code}")
        await said(api, person.chat, staff_wording.link_question(language))
        person.presses(person.chat.last, staff_wording.link_button(language))
        await said(api, person.chat, staff_wording.linked(language, waiting=0))
        return person

    return hire


async def seen(api, condition):
    """Wait until something is so; machines are busy."""
    return await api.world.until(condition, 90.0)


async def starting(api, chat, words: str):
    """The newest message of the bot in a chat that begins with ``words``."""
    return (await seen(api, lambda: [one for one in chat.sent if one.text.startswith(words)]))[-1]


async def said(api, chat, words: str, seconds: float = 90.0):
    """The newest message of the bot in a chat that reads ``words``."""

    def found():
        return [one for one in chat.sent if plain(one.text) == plain(words)]

    return (await api.world.until(found, seconds))[-1]


async def quoting(api, chat, question: str, head: str = "", seconds: float = 90.0):
    """The newest message in a chat with ``question`` in a block quote, and ``head`` at its beginning."""

    def found():
        return [
            one for one in chat.sent
            if question in one.marked("blockquote") and plain(one.text).startswith(plain(head))
        ]  # fmt: skip

    return (await api.world.until(found, seconds))[-1]


async def hand_over(api, person, question: str, language: str, chat=None, thread=None):
    """Asks the staff by ``/human``; the message under which the person agreed."""
    there, sent = chat or person.chat, plain(handover_wording.sent(language))

    def confirmed() -> int:
        return sum(plain(one.text) == sent for one in there.sent)

    before = confirmed()
    person.says(f"/human {question}", chat=chat, thread=thread)
    offer = await quoting(api, there, question, handover_wording.offer(language, days=30)[0])
    person.presses(offer, handover_wording.send_button(language))
    await seen(api, lambda: confirmed() > before)  # the confirmation of an earlier question is not this one's
    return offer


def head(language: str, number: int, asked: str) -> str:
    return f"#{number} · {staff_wording.new_question(language, asked)}"


def told(words: str, number: int) -> str:
    return f"#{number} · {words}"


@BOTH
async def test_from_the_invitation_to_the_delivered_answer(api, bot, engine, hire, rows, language):
    staff = await hire("Boris", language)
    await seen(api, lambda: (f"chat {staff.id}", language) in api.world.commands)
    assert api.world.commands[f"chat {staff.id}", language] == [one.to_dict() for one in staff_menu(language)]
    amina = api.world.user("Amina", language)
    amina.says(QUESTIONS[language])
    await answers(api, amina.chat, 1)
    assert engine.asked[-1]["metadata"]["staff"] is True
    amina.presses(amina.chat.last, "Ask staff")
    before, after = handover_wording.offer(language, days=30)
    offer = await quoting(api, amina.chat, QUESTIONS[language], before)
    assert plain(offer.text) == plain(f"{before}\n\n{QUESTIONS[language]}\n\n{after}")
    assert rows("SELECT * FROM questions") == []
    amina.presses(offer, handover_wording.send_button(language))
    await said(api, amina.chat, handover_wording.sent(language))
    notice = await quoting(api, staff.chat, QUESTIONS[language], head(language, 1, language))
    assert notice.buttons == [staff_wording.answer_button(language), staff_wording.close_button(language)]
    assert "Amina" not in notice.text
    await seen(api, lambda: offer.buttons == [])
    staff.says("On 5 May. <b>Bring</b> your letter & this.", reply_to=notice)
    answer = await quoting(api, amina.chat, QUESTIONS[language], handover_wording.answered(language))
    assert answer.text.endswith("On 5 May. <b>Bring</b> your letter & this.")
    await said(api, staff.chat, told(staff_wording.delivered(language), 1))
    done = f"#1 · {staff_wording.state(language, 'answered')}\n\n{QUESTIONS[language]}"
    await seen(api, lambda: notice.buttons == [])
    assert plain(notice.text) == plain(done)


@BOTH
async def test_nothing_is_handed_over_without_a_yes(api, bot, hire, rows, language):
    staff = await hire("Boris", language)
    amina = api.world.user("Amina", language)
    amina.says(f"/human {QUESTIONS[language]}")
    offer = await quoting(api, amina.chat, QUESTIONS[language])
    amina.presses(offer, handover_wording.keep_to_myself_button(language))
    await said(api, amina.chat, handover_wording.kept(language))
    amina.says("/human")
    await said(api, amina.chat, "Please write /human and your question.")
    amina.says("/human " + "w" * 2001)
    await said(api, amina.chat, handover_wording.too_long(language, length=2001, limit=2000))
    assert (rows("SELECT * FROM questions"), len(staff.chat.sent)) == ([], 2)


async def test_where_there_is_no_staff_the_engine_says_so(api, bot, engine):
    amina = api.world.user("Amina", "fr")
    amina.says("/human Quand commence le cours ?")
    await said(api, amina.chat, "Nobody can be reached here.")
    assert "staff" not in engine.asked[-1]["metadata"]


@BOTH
async def test_for_others_the_commands_of_staff_are_not_there(api, bot, hire, language):
    staff, amina = await hire("Boris", language), api.world.user("Amina", language)
    offered = {command for (scope, _), menu in api.world.commands.items() if "chat " not in scope for command in
               (one["command"] for one in menu)}  # fmt: skip
    assert offered & {command.name for command in STAFF_COMMANDS} == set()
    for command in ("/queue", "/answer 1 yes", "/close 1", "/leave"):
        count = len(amina.chat.sent)
        amina.says(command)
        await answers(api, amina.chat, count + 1)
        assert plain(amina.chat.last.text) == plain(wording.unknown_command(language))
    await hand_over(api, amina, QUESTIONS[language], language)
    notice = await quoting(api, staff.chat, QUESTIONS[language])
    staff.says("/leave")
    question = await said(api, staff.chat, staff_wording.leave_question(language))
    staff.presses(question, staff_wording.leave_button(language))
    await said(api, staff.chat, staff_wording.left(language))
    await seen(api, lambda: (f"chat {staff.id}", language) not in api.world.commands)
    query = staff.presses(notice, staff_wording.answer_button(language))
    await seen(api, lambda: query.answers)
    assert query.answers == [{"text": wording.old_button(language), "show_alert": True}]


async def test_a_restart_and_a_crash_lose_nothing(api, engine, chosen, attache, hire):
    async with running(chosen):
        staff = await hire("Boris")
        amina = api.world.user("Amina", "en")
        amina.says(f"/human {QUESTIONS['en']}")
        offer = await quoting(api, amina.chat, QUESTIONS["en"])
    amina.presses(offer, "Send it")  # nobody is there
    async with running(chosen):
        notice = await quoting(api, staff.chat, QUESTIONS["en"], head("en", 1, "en"))
    staff.says("Soon.", reply_to=notice)
    api.fails("lost", "sendMessage", times=3)
    async with running(chosen):
        answer = await quoting(api, amina.chat, QUESTIONS["en"], handover_wording.answered("en"))
        assert answer.text.endswith("\n\nSoon.")
        await said(api, staff.chat, told(staff_wording.delivered("en"), 1))
    found = [one for one in amina.chat.sent if one.text == answer.text]
    assert len(found) == 1


@BOTH
async def test_in_a_topic_of_a_group_the_answer_comes_back_to_the_question(api, bot, hire, language):
    staff, amina, li = await hire("Boris", language), api.world.user("Amina", language), api.world.user("Li", language)
    group = api.world.group("Delegates", amina, li, forum=True)
    topic = api.world.topic(group, "Course")
    asked = amina.says(f"/human {QUESTIONS[language]}", chat=group, thread=topic)
    offer = await quoting(api, group, QUESTIONS[language])
    query = li.presses(offer, handover_wording.send_button(language))
    await seen(api, lambda: query.answers)
    assert query.answers == [{"text": wording.not_your_button(language), "show_alert": True}]
    amina.presses(offer, handover_wording.send_button(language))
    notice = await quoting(api, staff.chat, QUESTIONS[language])
    staff.says("/answer 1 In May.")
    answer = await quoting(api, group, QUESTIONS[language], handover_wording.answered(language))
    assert (answer.thread, answer.reply_to.id) == (topic, asked.id)
    assert answer.text.endswith("In May.")
    assert (amina.chat.sent, notice.text.count("Amina")) == ([], 0)


@BOTH
async def test_two_at_once(api, bot, hire, rows, language):
    boris, li, amina = await hire("Boris", language), await hire("Li", language), api.world.user("Amina", language)
    await hand_over(api, amina, QUESTIONS[language], language)
    first = await quoting(api, boris.chat, QUESTIONS[language])
    second = await quoting(api, li.chat, QUESTIONS[language])
    boris.presses(first, staff_wording.answer_button(language))
    taken = await said(api, boris.chat, staff_wording.write_answer(language, 1))
    query = li.presses(second, staff_wording.answer_button(language))
    await seen(api, lambda: query.answers)
    assert [plain(one["text"]) for one in query.answers] == [plain(staff_wording.wrong(language, 1, QuestionTaken()))]
    li.says("Mine is quicker.", reply_to=second)
    await said(api, li.chat, staff_wording.wrong(language, 1, QuestionTaken()))
    li.says("/queue")
    begins = staff_wording.texts(language).count("One question waits for an answer:", "", 1)
    page = await starting(api, li.chat, begins)
    assert plain(staff_wording.texts(language).say("taken")) in plain(page.text)
    boris.says("In May.", reply_to=taken)
    await quoting(api, amina.chat, QUESTIONS[language], handover_wording.answered(language))
    await seen(api, lambda: second.buttons == [])
    li.says("And in June.", reply_to=second)
    await said(api, li.chat, staff_wording.wrong(language, 1, QuestionFinished()))
    assert rows("SELECT answer FROM questions") == [("In May.",)]


async def test_the_queue_in_pages_and_what_is_closed(api, bot, hire):
    staff, amina = await hire("Boris"), api.world.user("Amina", "en")
    staff.says("/queue")
    await said(api, staff.chat, staff_wording.queue_empty("en"))
    for number in range(6):
        await hand_over(api, amina, f"Question of the day {number}?", "en")
    staff.says("/queue")
    page = await starting(api, staff.chat, "6 questions")
    assert page.buttons == ["#1", "#2", "#3", "#4", "#5", "›"]
    staff.presses(page, "›")
    await seen(api, lambda: page.buttons == ["#6", "‹"])
    assert "Question of the day 5?" in page.text
    staff.presses(page, "#6")
    shown = await quoting(api, staff.chat, "Question of the day 5?", "#6")
    staff.presses(shown, "Close")
    asked = await said(api, staff.chat, staff_wording.really_close("en", 6))
    staff.presses(asked, "Close")
    await quoting(api, amina.chat, "Question of the day 5?", handover_wording.closed("en"))
    staff.says("/close 5 Not about the course")
    closed = await quoting(api, amina.chat, "Question of the day 4?", handover_wording.closed("en"))
    assert closed.text.endswith("\n\nNot about the course")
    staff.says("/queue")
    await starting(api, staff.chat, "4 questions")


@BOTH
async def test_wrong_use_gets_a_sentence(api, bot, hire, language):
    staff = await hire("Boris", language)
    for written, expected in (
        ("/answer", staff_wording.how_to_answer(language)),
        ("/answer 7", staff_wording.how_to_answer(language)),
        ("/answer yes", staff_wording.how_to_answer(language)),
        ("/answer 7 yes", staff_wording.wrong(language, 7, NoSuchQuestion())),
        ("/close", staff_wording.how_to_close(language)),
        ("/close 99999999999999999", staff_wording.wrong(language, 99999999999999999, NoSuchQuestion())),
    ):
        count = len(staff.chat.sent)
        staff.says(written)
        await answers(api, staff.chat, count + 1)
        assert plain(staff.chat.last.text) == plain(expected)


@BOTH
async def test_codes_that_link_nobody(api, bot, attache, hire, rows, language):
    await hire("Boris", language)
    used = json.loads(attache("staff", "invite", "--json"))["code"]
    other = api.world.user("Other", language)
    other.starts(f"staff_{used}")
    await said(api, other.chat, staff_wording.link_question(language))
    other.presses(other.chat.last, staff_wording.do_not_link_button(language))
    await said(api, other.chat, staff_wording.not_linked(language))
    somebody = api.world.user("Somebody", language)
    somebody.starts(f"staff_{used}")
    asked = await said(api, somebody.chat, staff_wording.link_question(language))
    somebody.presses(asked, staff_wording.link_button(language))
    await said(api, somebody.chat, staff_wording.linked(language, waiting=0))
    other.starts(f"staff_{used}")
    await said(api, other.chat, staff_wording.wrong_code(language, CodeUsed()))
    late = json.loads(attache("staff", "invite", "--json"))["code"]
    with sqlite3.connect(attache_file(rows)) as connection:
        connection.execute("UPDATE invitations SET expires_at = '2020-01-01 00:00:00' WHERE used_at IS NULL")
    other.starts(f"staff_{late}")
    await said(api, other.chat, staff_wording.wrong_code(language, CodeExpired()))
    for number in range(5):
        count = len(other.chat.sent)
        other.starts(f"staff_{number}")
        await answers(api, other.chat, count + 1)
        assert plain(other.chat.last.text) == plain(staff_wording.wrong_code(language, NoSuchCode()))
    good = json.loads(attache("staff", "invite", "--json"))["code"]
    other.starts(f"staff_{good}")
    await said(api, other.chat, staff_wording.too_many_codes(language))
    assert len(rows("SELECT * FROM staff")) == 2


def attache_file(rows) -> str:
    ((_, _, file),) = rows("PRAGMA database_list")
    return file


@BOTH
async def test_what_somebody_asked_is_shown_and_erased_also_without_consent(api, bot, hire, rows, language):
    staff, amina = await hire("Boris", language), api.world.user("Amina", language)
    await hand_over(api, amina, QUESTIONS[language], language)
    notice = await quoting(api, staff.chat, QUESTIONS[language])
    amina.says("/mydata")
    await seen(api, lambda: len([one for one in amina.chat.sent if one.document]) == 2)
    held = json.loads(amina.chat.last.document[1])
    assert [row["text"] for row in held["questions"]] == [QUESTIONS[language]]
    amina.says("/forget")
    await said(api, amina.chat, privacy_wording.erase_question(language))
    amina.presses(amina.chat.last, "forget:yes")
    await said(api, amina.chat, privacy_wording.erased(language, records=0, turns=0, waiting=0, asked=1))
    await seen(api, lambda: QUESTIONS[language] not in notice.text)
    assert plain(notice.text) == plain(told(staff_wording.erased_by_asker(language), 1))
    assert rows("SELECT * FROM questions") == []
    staff.says("Too late.", reply_to=notice)
    await said(api, staff.chat, staff_wording.wrong(language, 1, NoSuchQuestion()))


@BOTH
async def test_who_is_staff_is_shown_it_and_erased_with_the_menus(api, bot, hire, rows, language):
    staff = await hire("Boris", language)
    await seen(api, lambda: (f"chat {staff.id}", language) in api.world.commands)
    staff.says("/mydata")
    await seen(api, lambda: len([one for one in staff.chat.sent if one.document]) == 2)
    held = json.loads(staff.chat.last.document[1])
    assert [(row["name"], row["role"], row["key"]) for row in held["staff"]] == [("Boris", "staff", str(staff.id))]
    staff.says("/forget")
    await said(api, staff.chat, privacy_wording.erase_question(language))
    staff.presses(staff.chat.last, "forget:yes")
    await said(api, staff.chat, privacy_wording.erased(language, records=1, turns=0, waiting=0))
    assert rows("SELECT * FROM staff") == []
    await seen(api, lambda: not [scope for scope, _ in api.world.commands if str(staff.id) in scope])


async def test_removed_at_the_command_line(api, bot, attache, hire, rows):
    staff = await hire("Boris")
    await seen(api, lambda: (f"chat {staff.id}", "en") in api.world.commands)
    (member,) = json.loads(attache("staff", "list", "--json"))
    assert (member["name"], member["role"]) == ("Boris", "staff")
    assert re.search(r"Removed number 1 \(Boris\)", attache("staff", "remove", str(member["number"])))
    await seen(api, lambda: not rows("SELECT * FROM staff"))
    assert [language for language in ("", *LANGUAGES) if (f"chat {staff.id}", language) in api.world.commands] == []
    staff.says("/queue")
    await said(api, staff.chat, wording.unknown_command("en"))


async def test_an_answer_to_somebody_who_left_is_told_to_be_lost(api, bot, hire):
    staff, amina = await hire("Boris"), api.world.user("Amina", "en")
    await hand_over(api, amina, QUESTIONS["en"], "en")
    notice = await quoting(api, staff.chat, QUESTIONS["en"])
    amina.blocks()
    reply = staff.says("Soon. " * 700, reply_to=notice)
    await said(api, staff.chat, told(staff_wording.not_delivered("en"), 1))
    staff.edits(reply, "Sooner.")
    await said(api, staff.chat, staff_wording.not_changed("en"))


async def test_a_long_answer_comes_whole(api, bot, hire):
    staff, amina = await hire("Boris"), api.world.user("Amina", "en")
    await hand_over(api, amina, QUESTIONS["en"], "en")
    notice = await quoting(api, staff.chat, QUESTIONS["en"])
    count = len(amina.chat.sent)
    staff.says("A sentence of five words. " * 157, reply_to=notice)
    await said(api, staff.chat, told(staff_wording.delivered("en"), 1))
    first, second = amina.chat.sent[count:]
    assert first.marked("blockquote") == [QUESTIONS["en"]]
    assert second.text.count("A sentence of five words.") == 157
