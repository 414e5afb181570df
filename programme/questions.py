"""Questions that delegates hand over to the staff: asked once, taken by one, answered once, erased when it is time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import NoSuchQuestion, QuestionFinished, QuestionTaken
from programme.models import outbox
from programme.models.staff import questions, staff
from programme.values import LARGEST, text, utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["TAKEN_FOR", "Question", "Questions", "answer_key", "erase_questions", "notice_key"]

#: So long a question is one member's who has taken it; then others may take it as well.
TAKEN_FOR = timedelta(hours=1)
_AT_ONCE = 500  # values in one statement: SQLite takes 999 parameters at the least
_UNFINISHED = questions.c.state.in_(("open", "taken"))


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the staff.

    Attributes:
        id: counts up; never used again.
        key: what the channel calls the person who asked.
        chat: where the answer goes.
        thread: the topic in it; None outside of one.
        message: what is answered there; None in private.
        language: that of the question, ISO 639-1.
        state: ``open``, ``taken``, ``answered`` or ``closed``.
        asked_at: UTC, as all times here.
        staff: the number of who has taken, answered or closed it; None for nobody, or one who was erased.
        answer: the words of the staff.
        reason: why it was closed; None where none was given.
        reported_at: when the staff were told what became of the answer.
    """

    id: int
    channel: str
    key: str
    chat: str
    thread: int | None
    message: int | None
    confirmation: int
    language: str
    text: str
    state: str
    asked_at: datetime
    staff: int | None
    taken_at: datetime | None
    finished_at: datetime | None
    answer: str | None
    reason: str | None
    reported_at: datetime | None

    @property
    def finished(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self.state in ("answered", "closed")

    def is_held(self, member: int, now: datetime) -> bool:
        """Whether somebody else than this member of staff is about to answer it."""
        held = self.state == "taken" and self.staff not in (None, member)
        return held and self.taken_at is not None and now - self.taken_at < TAKEN_FOR


class Questions:
    """The queue. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(
        self,
        words: str,
        *,
        channel: str,
        key: str,
        chat: str,
        confirmation: int,
        language: str,
        now: datetime,
        thread: int | None = None,
        message: int | None = None,
    ) -> tuple[Question, bool]:
        """Write a question down, after the person has confirmed that it may be.

        Args:
            words: the question.
            channel: ``"telegram"``.
            key: what the channel calls the person.
            chat: where the answer is to go.
            confirmation: number of the message under which the person confirmed; confirmed twice, it is one question.
            language: that of the question, ISO 639-1.
            now: when.
            thread: the topic, where the chat has some.
            message: what the answer is a reply to.

        Returns:
            The question, and whether it is new.

        Raises:
            BadValue: an empty text, a time without a zone.
        """
        values = {
            "channel": text(channel, "channel"),
            "key": text(key, "key"),
            "chat": text(chat, "chat"),
            "confirmation": confirmation,
            "language": text(language, "language"),
            "text": text(words, "question"),
            "thread": thread,
            "message": message,
            "asked_at": utc(now),
        }
        once = sa.and_(
            questions.c.channel == channel, questions.c.chat == chat, questions.c.confirmation == confirmation
        )
        with self._database.session() as session:
            new = self._database.insert_new(session, questions, state="open", **values)
            return Question(**session.execute(sa.select(questions).where(once)).one()._mapping), new

    def get(self, id: int) -> Question:
        """One question.

        Raises:
            NoSuchQuestion: none has this number.
        """
        with self._database.session(write=False) as session:
            return _one(session, id)

    def numbers(self, channel: str, key: str) -> list[int]:
        """The numbers of all that a person has asked."""
        theirs = sa.and_(questions.c.channel == channel, questions.c.key == key)
        with self._database.session(write=False) as session:
            return [row.id for row in session.execute(sa.select(questions.c.id).where(theirs).order_by(questions.c.id))]

    def waiting(self, *, start: int = 0, limit: int = 10) -> tuple[list[Question], int]:
        """Questions without an answer, oldest first: ``limit`` of them from ``start``, and how many in all."""
        with self._database.session(write=False) as session:
            count = session.execute(sa.select(sa.func.count()).select_from(questions).where(_UNFINISHED)).scalar()
            query = sa.select(questions).where(_UNFINISHED).order_by(questions.c.id).offset(start).limit(limit)
            return [Question(**row._mapping) for row in session.execute(query)], int(count)

    def take(self, id: int, member: int, now: datetime) -> Question:
        """A member of staff is about to answer: for ``TAKEN_FOR`` nobody else may.

        Raises:
            NoSuchQuestion: none has this number.
            QuestionFinished: it is answered or closed.
            QuestionTaken: somebody else is about to answer it.
            BadValue: a time without a zone.
        """
        return self._change(id, member, utc(now), state="taken", taken_at=utc(now))

    def give_back(self, id: int, member: int, now: datetime) -> Question:
        """The member of staff who had taken it will not answer it: it is open for all.

        Raises:
            As ``take``.
        """
        return self._change(id, member, utc(now), state="open", taken_at=None, staff=None)

    def answer(self, id: int, member: int, words: str, now: datetime) -> Question:
        """A member of staff answers. The same answer once more is no matter.

        Raises:
            As ``take``; BadValue also for an empty answer.
        """
        said, moment = text(words, "answer"), utc(now)
        return self._change(id, member, moment, state="answered", answer=said, finished_at=moment)

    def close(self, id: int, member: int, now: datetime, *, reason: str | None = None) -> Question:
        """A member of staff closes a question without an answer. The same once more is no matter.

        Raises:
            As ``take``.
        """
        why, moment = text(reason, "reason") if reason else None, utc(now)
        return self._change(id, member, moment, state="closed", reason=why, finished_at=moment)

    def unreported(self, channel: str) -> list[Question]:
        """Answered and closed questions of which the staff do not know yet whether that has reached the person."""
        due = sa.and_(questions.c.channel == channel, ~_UNFINISHED, questions.c.reported_at.is_(None))
        with self._database.session(write=False) as session:
            query = sa.select(questions).where(due).order_by(questions.c.finished_at, questions.c.id)
            return [Question(**row._mapping) for row in session.execute(query)]

    def reported(self, id: int, now: datetime) -> None:
        """The staff know.

        Raises:
            BadValue: a time without a zone.
        """
        moment = utc(now)
        with self._database.session() as session:
            session.execute(sa.update(questions).where(questions.c.id == id).values(reported_at=moment))

    def discard_older(self, before: datetime) -> int:
        """Erase questions that were answered or closed before a moment; those that wait stay, whatever their age.

        Returns:
            How many.

        Raises:
            BadValue: a time without a zone.
        """
        which = sa.and_(~_UNFINISHED, questions.c.finished_at < utc(before, "before"))
        with self._database.session() as session:
            erased = int(session.execute(sa.delete(questions).where(which)).rowcount)
        if erased:
            self._database.scrub()
        return erased

    def _change(self, id: int, member: int, now: datetime, **values: Any) -> Question:
        with self._database.session() as session:
            question = _one(session, id, lock=True)
            if question.finished:
                wanted = {name: values.get(name) for name in ("state", "answer", "reason")}
                had = {name: getattr(question, name) for name in wanted}
                if question.staff == member and had == wanted:  # taken up again after a crash
                    return question
                raise QuestionFinished(f"Question {id} is {question.state} already. The queue shows those that wait.")
            if question.is_held(member, now):
                raise QuestionTaken(f"Somebody else is about to answer question {id}. The queue shows the others.")
            session.execute(sa.update(questions).where(questions.c.id == id).values(**{"staff": member, **values}))
            return _one(session, id)


def notice_key(question: int, member: int) -> str:
    """By which the outbox knows the notice of a question to a member of staff."""
    return f"question:{question}:{member}"


def answer_key(question: int) -> str:
    """By which the outbox knows the answer to a question."""
    return f"answer:{question}"


def erase_questions(session: Any, keys: list[tuple[str, str]]) -> int:
    """Erase what the people behind these keys (channel, key) have asked, with notices of it that wait to be sent.

    Returns:
        How many questions.
    """
    theirs = sa.or_(sa.false(), *(sa.and_(questions.c.channel == one, questions.c.key == key) for one, key in keys))
    ids = [row.id for row in session.execute(sa.select(questions.c.id).where(theirs))]
    if not ids:
        return 0
    members = [row.id for row in session.execute(sa.select(staff.c.id))]
    digests = [
        hashlib.sha256(notice_key(question, member).encode()).hexdigest() for question in ids for member in members
    ]
    emptied = {"state": "dead", "payload": "{}", "chat": "", "recipient": "", "reason": "forgotten"}
    for start in range(0, len(digests), _AT_ONCE):
        waits = sa.and_(outbox.c.key_digest.in_(digests[start : start + _AT_ONCE]), outbox.c.state == "open")
        session.execute(sa.update(outbox).where(waits).values(**emptied, leased_until=None))
    session.execute(sa.delete(questions).where(theirs))
    return len(ids)


def _one(session: Any, id: int, *, lock: bool = False) -> Question:
    row = None
    if 0 < id <= LARGEST:
        query = sa.select(questions).where(questions.c.id == id)
        row = session.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise NoSuchQuestion(f"No question has the number {id}: never asked, erased, or answered long ago.")
    return Question(**row._mapping)
