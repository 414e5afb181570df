"""What there is: sessions by time, topic, language and kind, a page at a time; what has taken place."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from actions.listing_topics import page_of
from actions.sessions.ambiguous import asks_which_day, day_pressed
from actions.sessions.asked import Answer, press
from actions.sessions.describing import line, shortened
from actions.sessions.details import details
from actions.sessions.finding import Found, find, window_of, wish_of
from actions.sessions.joining import hint
from actions.sessions.missed import attended, recording_buttons
from actions.sessions.persons import person_of, zone_of_person
from actions.sessions.times import Times

if TYPE_CHECKING:
    from actions.sessions.asked import Asked
    from actions.sessions.database import Programme
    from actions.sessions.finding import Window
    from bot.replies import Button
    from nlu.dates import When

__all__ = ["PAGE", "listed", "listing"]

#: Sessions on one page.
PAGE = 5


def listing(asked: Asked, programme: Programme) -> Answer:
    """The sessions that a message asks for; of a button the next page, or a day that was asked back."""
    before = asked.listing
    if asked.of and (when := day_pressed(asked.of)) is not None:
        return listed(asked, programme, str(before.get("words") or ""), asked.now, when=when)
    if asked.of and before.get("words") is not None:
        try:
            at = datetime.fromisoformat(str(before["at"])).astimezone(timezone.utc)
        except (KeyError, ValueError):
            at = asked.now
        return listed(asked, programme, str(before["words"]), at, page=asked.of)
    return listed(asked, programme, asked.words, asked.now, page=asked.of)


def listed(
    asked: Asked,
    programme: Programme,
    words: str,
    at: datetime,
    *,
    page: str = "",
    when: When | None = None,
) -> Answer:
    """A page of the sessions that ``words`` ask for.

    Args:
        asked: the turn.
        programme: what there is.
        words: may be empty.
        at: when they were said, UTC: "tomorrow" stays what it was on the second page.
        page: from 1.
        when: instead of the time in ``words``.
    """
    person = person_of(asked, programme)
    zone = zone_of_person(asked, person)
    clocks = zone or programme.config.zone
    wish = wish_of(words, asked.language, at, clocks)
    if len(wish.zones) == 1:
        zone = clocks = wish.zones[0]
    if when is None and wish.when is not None:
        if len(wish.when.options) > 1:
            return asks_which_day(asked, wish.when, words, "list")
        when = wish.when.when
    window = window_of(when, at, clocks, past=wish.past)
    found = find(programme, wish, window, asked.language)
    times = Times(asked.said, zone)
    # "When is the committee's next session" is a question for the library.
    unsure = bool(wish.topic) and (found.near or not found.sessions)
    unsure = unsure and not (wish.kinds or wish.spoken or wish.when or asked.do)
    if not found.sessions:
        return replace(_nothing(asked, programme, window, times), unsure=unsure)
    if len(found.sessions) == 1 and not found.near and (wish.topic or wish.first_only):
        return details(asked, programme, found.sessions[0])
    there = attended(programme, person) if window.past else frozenset()
    return replace(_page(asked, words, at, found, window, times, page, there), unsure=unsure)


def _page(
    asked: Asked,
    words: str,
    at: datetime,
    found: Found,
    window: Window,
    times: Times,
    page: str,
    there: frozenset[str],
) -> Answer:
    said = asked.said
    pages = -(-len(found.sessions) // PAGE)
    here = page_of(page, pages)
    shown = list(found.sessions[here * PAGE : (here + 1) * PAGE])
    opening = _opening(asked, found, window, pages)
    lines = []
    for number, each in enumerate(shown, here * PAGE + 1):
        lines.append(line(said, each, number, times))
        if each.id in there:
            lines[-1] += "\n" + said.say("You were there.")
    buttons: list[Button] = []
    for number, each in enumerate(shown, here * PAGE + 1):
        buttons.append(press(f"{number}. {shortened(each.plan.title)}", "show", each.id))
    if window.past:
        buttons += recording_buttons(said, shown)
    if here:
        buttons.append(press(said.say("Previous page"), "list", str(here)))
    if here + 1 < pages:
        buttons.append(press(said.say("Next page"), "list", str(here + 2)))
    pages_said = said.say("Page {page} of {pages}.", page=here + 1, pages=pages) if pages > 1 else ""
    answer = asked.answer(opening, "\n\n".join(lines), pages_said, hint(asked, times), buttons=tuple(buttons))
    ids = [each.id for each in shown]
    answer.slots["listing"] = {
        "words": words[:300], "at": at.isoformat(), "ids": ids, "then": "list", "after": asked.message,
        "first": here * PAGE + 1,
    }  # fmt: skip
    return answer


def _opening(asked: Asked, found: Found, window: Window, pages: int) -> str:
    said = asked.said
    if found.near:
        return said.say("Nothing in the programme is called so. These come nearest:")
    if window.past:
        return said.count("One session has taken place:", "{n} sessions have taken place:", len(found.sessions))
    if window.before is None and pages > 1:  # how many there are says nothing
        return said.say("These are the next sessions:")
    return said.count("There is one session:", "There are {n} sessions:", len(found.sessions))


def _nothing(asked: Asked, programme: Programme, window: Window, times: Times) -> Answer:
    """That nothing fits; what there is instead."""
    said = asked.said
    if window.past:
        return asked.answer(
            said.say("I know of no session that has taken place then."),
            buttons=(press(said.say("What is on"), "list", "1"),),
        )
    ahead = find(programme, wish_of("", asked.language, asked.now, "UTC"), window_of(None, asked.now, "UTC"), "en")
    if not ahead.sessions:
        return asked.answer(said.say("Nothing is planned just now. Please ask again in some days."))
    text = said.say("There is nothing of that kind in the programme then. These are the next sessions:")
    shown = list(ahead.sessions[:3])
    lines = "\n\n".join(line(said, each, number, times) for number, each in enumerate(shown, 1))
    buttons = tuple(
        press(f"{number}. {shortened(each.plan.title)}", "show", each.id) for number, each in enumerate(shown, 1)
    )
    answer = asked.answer(text, lines, hint(asked, times), buttons=buttons)
    answer.slots["listing"] = asked.showing(*(each.id for each in shown))
    return answer
