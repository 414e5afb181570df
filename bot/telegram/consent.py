"""Consent, and what a person may ask of what is kept: to see it, to have it erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram import privacy_wording
from bot.telegram.progress import PENDING
from programme.errors import DatabaseFailed

if TYPE_CHECKING:
    from bot.telegram.acquaintance import Acquaintances, Who
    from bot.telegram.answer import Answer

__all__ = ["Consent"]


class Consent:
    """The words, buttons and acts of consent.

    Args:
        acquaintances: the people.
        days: after so many days without a message a conversation is erased, with consent or without.
        question_days: so long a question to the staff is kept after it was answered; None where there can be none.
        speech: the host that recordings go to; None when they go nowhere.
    """

    def __init__(
        self, acquaintances: Acquaintances, *, days: int, question_days: int | None = None, speech: str | None = None
    ) -> None:
        self._acquaintances, self._days, self._speech = acquaintances, days, speech
        self._question_days = question_days

    async def welcome(self, who: Who, answer: Answer) -> None:
        """The first message, with the question for consent under it where that is still open."""
        words = privacy_wording.welcome(who.language, days=self._days)
        await answer.say(words, who.language, None if who.agreed else _agreement(who.language))

    async def privacy(self, who: Who, answer: Answer) -> None:
        """The notice, and what can be changed about it."""
        words = privacy_wording.privacy(
            who.language,
            days=self._days,
            kept_days=self._days,
            question_days=self._question_days,
            speech=self._speech,
        )
        await answer.say(words, who.language, _withdrawal(who.language) if who.agreed else _agreement(who.language))

    async def of_a_place(self, who: Who, answer: Answer, session: str) -> None:
        """The question for consent of somebody who wants a place; ``session``: id of that session, or empty."""
        words = privacy_wording.place_consent(who.language)
        await answer.say(words, who.language, _agreement(who.language, session))

    async def agreed(self, who: Who, answer: Answer, *, goes_on: bool = False) -> None:
        """The button of consent; ``goes_on``: what it was asked for comes next."""
        await self._acquaintances.agree(who)
        said = privacy_wording.place_consent_given if goes_on else privacy_wording.consent_given
        await answer.say(said(who.language), who.language)

    async def refused(self, who: Who, answer: Answer) -> None:
        """The button of none, of somebody who had not agreed before either."""
        await answer.say(privacy_wording.consent_refused(who.language, days=self._days), who.language)

    async def data(self, who: Who, answer: Answer) -> None:
        """``/mydata``."""
        held = await self._acquaintances.export(who)
        if held is None:
            await answer.say(privacy_wording.nothing_kept(who.language), who.language)
            return
        await answer.document("attache.txt", readable(held).encode(), privacy_wording.data_caption(who.language))
        await answer.document("attache.json", json.dumps(held, ensure_ascii=False, indent=2).encode())

    async def ask_to_forget(self, who: Who, answer: Answer) -> None:
        """``/forget``: nothing yet."""
        said = privacy_wording
        buttons = [
            InlineKeyboardButton(said.erase_button(who.language), callback_data="forget:yes"),
            InlineKeyboardButton(said.keep_button(who.language), callback_data="forget:no"),
        ]
        await answer.say(privacy_wording.erase_question(who.language), who.language, InlineKeyboardMarkup([buttons]))

    async def forgotten(self, who: Who, answer: Answer, request: int) -> None:
        """The button that erases."""
        try:
            gone = await self._acquaintances.forget(who, request)
        except DatabaseFailed:  # the request stays in the inbox, and with it its chat
            await answer.tell_once(PENDING, privacy_wording.erasure_pending(who.language), who.language)
            raise
        if gone is None:
            await answer.say(privacy_wording.nothing_kept(who.language), who.language)
            await self._acquaintances.told(request)
            return
        words = privacy_wording.erased(
            who.language,
            records=gone.records,
            turns=gone.turns,
            waiting=gone.waiting,
            asked=gone.asked,
            sessions=gone.sessions,
        )
        await answer.say(words, who.language)
        await self._acquaintances.told(request)

    async def erasing(self, request: int) -> bool:
        """Whether this erasure has begun before."""
        return await self._acquaintances.erasing(request)

    async def kept(self, who: Who, answer: Answer) -> None:
        """The button that does not."""
        await answer.say(privacy_wording.not_erased(who.language), who.language)


def readable(held: dict[str, Any]) -> str:
    """The export for the eye: a table a paragraph, a value a line."""
    lines: list[str] = []
    for table, rows in held.items():
        lines.append(f"{table} ({len(rows)})")
        for row in rows:
            lines += [f"  {name}: {value}" for name, value in row.items()]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _agreement(language: str | None, session: str = "") -> InlineKeyboardMarkup:
    yes = f"consent:yes:{session}" if session else "consent:yes"
    return _choice(
        (privacy_wording.agree_button(language), yes), (privacy_wording.refuse_button(language), "consent:no")
    )


def _withdrawal(language: str | None) -> InlineKeyboardMarkup:
    return _choice(
        (privacy_wording.refuse_button(language), "consent:no"), (privacy_wording.erase_button(language), "forget:ask")
    )


def _choice(*buttons: tuple[str, str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(title, callback_data=data) for title, data in buttons]])
