"""Staff plan a session: one question at a time for what is missing, all of it read back, then a yes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.scheduling.asking import ask, choice, nothing_waits
from actions.scheduling.changing import changed
from actions.scheduling.drafts import Open, kept, opened
from actions.scheduling.proceeding import proceed
from actions.scheduling.publishing import offer
from actions.scheduling.reading import SLOT_MINUTES
from actions.scheduling.staff_only import staff_only
from actions.scheduling.topics import known_topic
from actions.sessions.asked import press
from actions.sessions.describing import called
from actions.sessions.persons import person_of, zone_of_person
from actions.sessions.times import Times, day_words
from bot.planning import Understood, answered, refusal, resolve, understand
from bot.planning.changing import read_wanted
from programme.office_hours import OfficeHours
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from programme.session_rows import Session

__all__ = ["answer_to", "plan", "plan_yes", "say"]

#: Of a day or a zone that can be several, so many are offered.
_OFFERED = 8
#: What is asked for after something that cannot be meant.
_ASKED_AFTER = {
    "no_such_day": "day", "past": "day", "no_such_time": "hour", "end_before_start": "minutes",
    "unknown_place": "zone", "rule_without_end": "rule_end", "rule_ends_before_start": "rule_end",
}  # fmt: skip


@staff_only
def plan(asked: Asked, programme: Programme) -> Answer:
    """What a sentence plans."""
    zone = zone_of_person(asked, person_of(asked, programme)) or programme.config.zone
    found = understand(asked.words, asked.language, asked.now, zone=zone)
    if found.draft.topic is not None:
        topic = known_topic(found.draft.topic, asked.language, programme)
        found = replace(found, draft=found.draft.but(topic=topic))
    return _understood(asked, programme, Open(found.draft), found)


@staff_only
def say(asked: Asked, programme: Programme) -> Answer:
    """The answer to what was asked for: a button's value, or words; without either it is asked again."""
    plan = opened(asked)
    if plan is None or not plan.ask:
        return nothing_waits(asked)
    if not asked.of and not asked.words:
        return ask(asked, plan, plan.ask)
    if plan.ask == "second":
        return proceed(asked, programme, Open(plan.draft.but(second=asked.of == "second"), of=plan.of))
    found = answer_to(plan, asked.of or asked.words, asked)
    if found is None:
        return ask(asked, plan, plan.ask)
    return _understood(asked, programme, plan, found)


@staff_only
def plan_yes(asked: Asked, programme: Programme) -> Answer:
    """Create what was read back."""
    plan = opened(asked)
    if plan is None or plan.of or plan.mark != asked.of:
        return nothing_waits(asked)
    found = resolve(plan.draft, asked.now)
    if plan.draft.kind == "office_hours":
        slot, hours = plan.draft.slot or SLOT_MINUTES, OfficeHours(programme.database)
        made = (
            [hours.add(found.plan, slot, asked.now)]
            if found.rule is None
            else hours.add_series(found.plan, found.rule, slot, asked.now, without=found.without)
        )
    elif found.rule is None:
        made = [Sessions(programme.database).add(found.plan, asked.now)]
    else:
        made = Sessions(programme.database).add_series(found.plan, found.rule, asked.now, without=found.without)
    return kept(offer(asked, programme, made[0], _created(asked, made)), None)


def answer_to(plan: Open, text: str, asked: Asked) -> Understood | None:
    """What ``text`` answers to what was asked for; None when it is no answer."""
    if plan.ask in ("second", ""):
        return None
    if plan.ask == "change":
        wanted = read_wanted(text, asked.language, asked.now, plan.draft.zone or "UTC")
        return None if wanted.nothing else Understood(draft=plan.draft)
    if plan.ask == "minutes" and text.isdecimal() and len(text) <= 4:
        return Understood(draft=plan.draft.but(minutes=int(text), on_clock=None))
    return answered(plan.draft, plan.ask, text, asked.language, asked.now)


def _understood(asked: Asked, programme: Programme, plan: Open, found: Understood) -> Answer:
    """Go on with what was understood; what cannot be meant, or means several things, is asked back."""
    said, draft = asked.said, found.draft
    if plan.ask == "change":
        return changed(asked, programme, plan)
    if found.wrong:
        note = refusal(found, said)
        what = plan.ask or _ASKED_AFTER.get(found.wrong, draft.missing or "day")
        return ask(asked, Open(draft, of=plan.of), what, note)
    if found.days:
        buttons = tuple(press(day_words(said, each), "say", each.isoformat()) for each in found.days[:_OFFERED])
        note = said.say("That can be understood in more than one way. Which day do you mean?")
        return choice(asked, Open(draft, "day", plan.of), note, buttons)
    if found.zones:
        from nlu.places import zone_label

        buttons = tuple(press(zone_label(each, said.language), "say", each) for each in found.zones[:_OFFERED])
        note = said.say("That place has several time zones. Which one is meant?")
        return choice(asked, Open(draft, "zone", plan.of), note, buttons)
    return proceed(asked, programme, Open(draft, of=plan.of))


def _created(asked: Asked, made: list[Session]) -> str:
    said, first = asked.said, made[0]
    when = Times(said, None).whole(first.starts_at, first.ends_at, first.plan.zone)
    if len(made) == 1:
        return said.say("It is planned: {title}, {when}.", title=called(said, first), when=when)
    return said.count(
        "{n} session is planned: {title}, the first on {when}.",
        "{n} sessions are planned: {title}, the first on {when}.",
        len(made),
        title=called(said, first),
        when=when,
    )
