"""Office hours: free slots of experts in the person's own time, one of which is booked like any session."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from actions.sessions.ambiguous import asks_which_day
from actions.sessions.asked import press
from actions.sessions.describing import shortened
from actions.sessions.finding import moment_of, window_of, wish_of
from actions.sessions.joining import hint
from actions.sessions.matching import about
from actions.sessions.persons import person_of, zone_of_person
from actions.sessions.times import Times
from nlu.places import zone_label
from programme.office_hours import OfficeHours
from programme.zones import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from nlu.dates import When
    from programme.session_rows import Session

__all__ = ["office", "slots_of"]

#: So many slots are offered at once.
_OFFERED = 6
_MOST = 1000


def office(asked: Asked, programme: Programme, when: When | None = None) -> Answer:
    """The free slots that a message asks for; ``when`` instead of the time in it, where that was asked back."""
    said = asked.said
    person = person_of(asked, programme)
    zone = zone_of_person(asked, person)
    clocks = zone or programme.config.zone
    words = str(asked.listing.get("words") or "") if when is not None else asked.words
    wish = wish_of(words, asked.language, asked.now, clocks)
    if len(wish.zones) == 1:
        zone = clocks = wish.zones[0]
    if when is None and wish.when is not None:
        if len(wish.when.options) > 1:
            return asks_which_day(asked, wish.when, words, "office")
        when = wish.when.when
    if when is not None and when.clock and when.start is not None:
        resolve(when.start, ZoneInfo(clocks), second=None)  # a time that is skipped or comes twice is said so
    window = window_of(when, asked.now, clocks)
    times = Times(said, zone)
    if window.past:
        text = said.say("That time has passed. Please choose a session that is still to come.")
        return asked.answer(text, buttons=(press(said.say("What is on"), "list", "1"),))
    hours = OfficeHours(programme.database)
    free = hours.free(after=asked.now, language=wish.spoken, limit=_MOST)
    if not free:
        return _nothing(asked)
    matched = about(wish.topic, asked.language, free)
    there = list(matched.sessions) or free
    nearest = matched.near or not matched.sessions
    opening = said.say("Nobody holds office hours on exactly that. These come nearest:") if nearest else ""
    then = _then(there, when, window.after, window.before, clocks)
    if not then:
        opening = said.say("Nothing is free then. These are the next free times:")
        then = there
    if when is not None and zone is None:
        read = said.say(
            "The time you said is read on the clocks of this place: {place}.", place=zone_label(clocks, said.language)
        )
        opening = f"{read} {opening or said.say('These times are free:')}"
    fitting, note = _fitting(asked, then, wish.minutes)
    return _offer(asked, opening or said.say("These times are free:"), note, fitting, times)


def slots_of(asked: Asked, programme: Programme, parent: Session) -> Answer:
    """The free slots of one expert's office hours."""
    said = asked.said
    times = Times(said, zone_of_person(asked, person_of(asked, programme)))
    free = OfficeHours(programme.database).free(after=asked.now, parent=parent.id, limit=_MOST)
    if not free:
        text = said.say("Every time of these office hours is taken.")
        return asked.answer(text, buttons=(press(said.say("What is on"), "list", "1"),))
    return _offer(asked, said.say("These times are free:"), "", free, times)


def _then(free: Sequence[Session], when: When | None, after: object, before: object, clocks: str) -> list[Session]:
    """The slots that lie wholly in the time that was said; at an hour, those that begin then."""
    if when is not None and when.clock and when.end is None and when.start is not None:
        moment = moment_of(when.start, clocks)
        return [each for each in free if each.starts_at == moment]
    return [
        each
        for each in free
        if (after is None or each.starts_at >= after) and (before is None or each.ends_at <= before)  # type: ignore[operator]
    ]


def _fitting(asked: Asked, free: Sequence[Session], minutes: int | None) -> tuple[list[Session], str]:
    """The slots of the length that is wished for, else the shortest that are longer, else all, with a word on it."""
    if minutes is None:
        return list(free), ""
    for wanted in sorted({each.plan.minutes for each in free}):
        if wanted >= minutes:
            fitting = [each for each in free if each.plan.minutes == wanted]
            if wanted == minutes:
                return fitting, ""
            return fitting, asked.said.say("Each takes {minutes} minutes.", minutes=wanted)
    longest = max(each.plan.minutes for each in free)
    note = asked.said.say("The longest that can be booked take {minutes} minutes.", minutes=longest)
    return [each for each in free if each.plan.minutes == longest], note


def _offer(asked: Asked, opening: str, note: str, free: Sequence[Session], times: Times) -> Answer:
    said = asked.said
    shown = list(free[:_OFFERED])
    lines = []
    for number, each in enumerate(shown, 1):
        whose = said.say("{title}, with {host}", title=each.plan.title, host=each.plan.host) if each.plan.host else (
            said.foreign(each.plan.title)
        )  # fmt: skip
        lines.append(f"{number}. {times.whole(each.starts_at, each.ends_at, each.plan.zone)}\n{whose}")
    several = len({each.plan.host for each in shown}) > 1
    buttons = tuple(
        press(
            times.short(each.starts_at, each.plan.zone)
            + (f" · {shortened(each.plan.host, 24)}" if several and each.plan.host else ""),
            "join",
            each.id,
        )
        for each in shown
    )
    answer = asked.answer(f"{opening} {note}".strip(), "\n\n".join(lines), hint(asked, times), buttons=buttons)
    answer.slots["listing"] = asked.showing(*(each.id for each in shown), then="join")
    return answer


def _nothing(asked: Asked) -> Answer:
    said = asked.said
    return asked.answer(
        said.say("No office hours are free just now. Please ask again in some days."),
        buttons=(press(said.say("What is on"), "list", "1"),),
    )
