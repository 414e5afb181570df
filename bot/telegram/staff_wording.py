"""What is said to staff, in six languages. Plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.wording import language_names
from nlu.texts import texts
from programme.errors import CodeExpired, CodeUsed, QuestionFinished, QuestionTaken

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from programme import Question

__all__ = [
    "answer_button",
    "answer_hint",
    "answer_taken",
    "close_button",
    "closed",
    "delivered",
    "do_not_link_button",
    "erased_by_asker",
    "give_back_button",
    "given_back",
    "how_to_answer",
    "how_to_close",
    "keep_open_button",
    "leave_button",
    "leave_question",
    "left",
    "link_button",
    "link_question",
    "linked",
    "new_question",
    "not_changed",
    "not_delivered",
    "not_linked",
    "queue",
    "queue_empty",
    "really_close",
    "reply_here",
    "state",
    "stay_button",
    "stayed",
    "stays_open",
    "too_many_codes",
    "write_answer",
    "wrong",
    "wrong_code",
]

#: So much of a question is shown in the queue, in characters.
_SHOWN = 120


def new_question(language: str | None, asked: str) -> str:
    """In the first line of a notice; ``asked`` is the language of the question."""
    # Translators: {language} is the name of a language, in that language.
    return texts(language).say("A new question ({language})", language=language_names()[asked])


def reply_here(language: str | None) -> str:
    """Under the question."""
    return texts(language).say("Reply to this message with your answer.")


def state(language: str | None, state: str) -> str:
    """In the first line of a notice, once the question is ``answered`` or ``closed``."""
    said = texts(language)
    # Translators: what became of a question.
    return said.say("Answered") if state == "answered" else said.say("Closed")


def erased_by_asker(language: str | None) -> str:
    """Instead of a question that was erased."""
    # Translators: of a question.
    return texts(language).say("Whoever asked this has erased it.")


def answer_button(language: str | None) -> str:
    """Take a question to answer it."""
    # Translators: a button; short, about 20 characters.
    return texts(language).say("Answer")


def close_button(language: str | None) -> str:
    """Close a question."""
    # Translators: a button; short, about 20 characters.
    return texts(language).say("Close")


def give_back_button(language: str | None) -> str:
    """Let others answer a question that was taken."""
    # Translators: a button; short, about 20 characters.
    return texts(language).say("Give back")


def keep_open_button(language: str | None) -> str:
    """Do not close it."""
    # Translators: a button; short, about 20 characters.
    return texts(language).say("Keep it open")


def write_answer(language: str | None, number: int) -> str:
    """After ``answer_button``; the answer is a reply to this."""
    words = texts(language).say(
        "Please reply to this message with your answer. For an hour nobody else can answer this question."
    )
    return f"#{number} · {words}"


def answer_hint(language: str | None) -> str:
    """In the empty field for the answer, at most 64 characters."""
    # Translators: in the empty field for it; at most 64 characters.
    return texts(language).say("Your answer")


def given_back(language: str | None, number: int) -> str:
    """After ``give_back_button``, at most 200 characters."""
    return texts(language).say("Question {number} is open for all again.", number=number)


def stays_open(language: str | None, number: int) -> str:
    """After ``keep_open_button``, at most 200 characters."""
    return texts(language).say("Question {number} stays open.", number=number)


def really_close(language: str | None, number: int) -> str:
    """After ``close_button``."""
    words = texts(language).say(
        "Shall this question be closed without an answer? Whoever asked is told. /close, the number and a few words "
        "give a reason."
    )
    return f"#{number} · {words}"


def queue(language: str | None, questions: Sequence[Question], *, count: int, held: Container[int]) -> str:
    """A page of the queue.

    Args:
        language: of the words around the questions.
        questions: those on the page, one or more.
        count: how many there are in all.
        held: numbers of those that somebody else is answering.
    """
    said = texts(language)
    names = language_names()
    blocks = [said.count("One question waits for an answer:", "{n} questions wait for an answer:", count)]
    for question in questions:
        # Translators: of a question that a colleague is answering; after a dot.
        signs = [f"#{question.id}", said.foreign(names[question.language])] + [said.say("taken")] * (
            question.id in held
        )
        words = " ".join(question.text.split())
        shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
        blocks.append(f"{' · '.join(signs)}\n{shown}")
    return "\n\n".join(blocks)


def queue_empty(language: str | None) -> str:
    """There is nothing in it."""
    return texts(language).say("No question waits for an answer.")


def how_to_answer(language: str | None) -> str:
    """``/answer`` without a number or without words."""
    return texts(language).say(
        "To answer, reply to the message that shows a question, or write /answer, its number and your words. /queue "
        "shows the questions."
    )


def how_to_close(language: str | None) -> str:
    """``/close`` without a number."""
    return texts(language).say(
        "To close a question, write /close, its number and, if you like, a reason for whoever asked. /queue shows the "
        "questions."
    )


def answer_taken(language: str | None, number: int) -> str:
    """After an answer."""
    words = texts(language).say("Thank you. I pass your answer on, and tell you when it has arrived.")
    return f"#{number} · {words}"


def closed(language: str | None, number: int) -> str:
    """After a question was closed."""
    return f"#{number} · {texts(language).say('Closed. Whoever asked is told.')}"


def delivered(language: str | None) -> str:
    """An answer has arrived."""
    return texts(language).say("Delivered to whoever asked.")


def not_delivered(language: str | None) -> str:
    """It never will."""
    return texts(language).say("This could not be delivered: whoever asked can no longer be reached here.")


def not_changed(language: str | None) -> str:
    """An answer was edited."""
    return texts(language).say(
        "What you edit here does not reach whoever asked: an answer goes out as it was written first."
    )


def wrong(language: str | None, number: int, error: Exception) -> str:
    """Why nothing can be done about a question, at most 200 characters."""
    said = texts(language)
    if isinstance(error, QuestionTaken):
        return said.say("A colleague is answering question {number} just now. /queue shows the others.", number=number)
    if isinstance(error, QuestionFinished):
        return said.say(
            "Question {number} has been answered or closed already. /queue shows those that wait.", number=number
        )
    return said.say(
        "There is no question {number}: it was never asked, or was erased. /queue shows those that wait.", number=number
    )


def link_question(language: str | None) -> str:
    """After a good code; ``link_button`` and ``do_not_link_button`` go under it."""
    return texts(language).say(
        "With this code you become staff of the programme here: questions of delegates come to this chat, and you "
        "answer them. If you agree, I keep your Telegram ID, your language, your role, the name on the invitation and "
        "the date, until you leave with /leave or are removed. Shall I link this account?"
    )


def link_button(language: str | None) -> str:
    """Become staff."""
    # Translators: a button; short, about 20 characters.
    return texts(language).say("Link this account")


def do_not_link_button(language: str | None) -> str:
    """Do not."""
    # Translators: a button; short, about 20 characters.
    return texts(language).say("No")


def linked(language: str | None, *, waiting: int) -> str:
    """After ``link_button``; ``waiting`` questions are in the queue."""
    said = texts(language)
    words = said.say(
        "This account is linked. Questions come to this chat; to answer one, reply to it. /queue shows those that "
        "wait, /leave ends it. A document that you send here can be offered to the library."
    )
    if not waiting:
        return words
    count = said.count("One question waits for an answer:", "{n} questions wait for an answer:", waiting)
    return f"{words}\n\n{count}\n{said.foreign('/queue')}"


def not_linked(language: str | None) -> str:
    """After ``do_not_link_button``."""
    return texts(language).say("Nothing has been linked, and nothing is kept of it.")


def leave_question(language: str | None) -> str:
    """After ``/leave``; ``leave_button`` and ``stay_button`` go under it."""
    return texts(language).say(
        "Do you want to leave the staff? Questions that you have taken are open for the others then."
    )


def leave_button(language: str | None) -> str:
    """Leave."""
    # Translators: a button; short, about 20 characters.
    return texts(language).say("Leave")


def stay_button(language: str | None) -> str:
    """Do not."""
    # Translators: a button; short, about 20 characters.
    return texts(language).say("Stay")


def left(language: str | None) -> str:
    """After ``leave_button``."""
    return texts(language).say("You are no longer staff here, and what I kept about that is erased.")


def stayed(language: str | None) -> str:
    """After ``stay_button``."""
    return texts(language).say("You are still staff.")


def wrong_code(language: str | None, error: Exception) -> str:
    """Why a code links nobody."""
    said = texts(language)
    if isinstance(error, CodeUsed):
        return said.say("This code has been used already; each one works once. Please ask for another one.")
    if isinstance(error, CodeExpired):
        return said.say("The time of this code is over. Please ask for another one.")
    return said.say("I do not know this code. Please check it, or ask for another one.")


def too_many_codes(language: str | None) -> str:
    """After several wrong codes."""
    return texts(language).say("Those were too many wrong codes. Please try again in an hour.")
