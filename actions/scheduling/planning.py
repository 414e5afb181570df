"""Staff plan a session: one question at a time for what is missing, all of it read back, then a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.scheduling.drafts import Open, kept, opened
from actions.scheduling.publishing import offer
from actions.scheduling.staff_only import staff_only
from actions.sessions.asked import press
from actions.sessions.describing import called
from actions.sessions.persons import person_of, zone_of_person
from actions.sessions.times import Times, day_words
from actions.sessions.troubles import words_of
from bot.planning import QUESTIONS, Understood, answered, read_back, refusal, resolve, understand
from bot.planning.asking import WRONG
from nlu.wishes.staff_wishes import staff_wish
from programme.errors import BadValue, RepeatedTime, SkippedTime
from programme.office_hours import OfficeHours
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from bot.replies import Button
    from programme.session_rows import Session

__all__ = ["answer_to", "plan", "plan_yes", "proceed", "say"]

#: Lengths that are offered, in minutes.
_LENGTHS = (30, 60, 90, 120)
#: Of a day or a zone that can be several, so many are offered.
_OFFERED = 8
_LONGEST_TITLE = 200
_SLOT_MINUTES = 20
_PAST = WRONG["past"]


@staff_only
def plan(asked: Asked, programme: Programme) -> Answer:
    """What a sentence plans."""
    zone = zone_of_person(asked, person_of(asked, programme)) or programme.config.zone
    found = understand(asked.words, asked.language, asked.now, zone=zone)
    return _understood(asked, programme, Open(found.draft), found)


@staff_only
def say(asked: Asked, programme: Programme) -> Answer:
    """The answer to what was asked for: a button's value, or words; without either it is asked again."""
    plan = opened(asked)
    if plan is None or not plan.ask:
        return _nothing_waits(asked)
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
        return _nothing_waits(asked)
    found = resolve(plan.draft, asked.now)
    if plan.draft.kind == "office_hours":
        slot, hours = plan.draft.slot or _SLOT_MINUTES, OfficeHours(programme.database)
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


def proceed(asked: Asked, programme: Programme, plan: Open, note: str = "") -> Answer:
    """Ask for what is missing or cannot be, else read everything back and ask for a yes."""
    from actions.scheduling.changing import asks_to_change

    draft, said = plan.draft, asked.said
    if draft.title is not None and len(draft.title) > _LONGEST_TITLE:
        longer = said.say("The title has {n} characters; at most 200 fit.", n=len(draft.title))
        return ask(asked, Open(draft.but(title=None), of=plan.of), "title", note or longer)
    if draft.missing is not None:
        return ask(asked, plan, draft.missing, note)
    try:
        if draft.plan().moments()[0] <= asked.now:
            when = f"{day_words(said, draft.day)}, {draft.hour:%H:%M}" if draft.day else ""
            past = said.say(_PAST, said=when)
            return ask(asked, Open(draft.but(day=None), of=plan.of), "day", past)
        found = resolve(draft, asked.now)
    except RepeatedTime as twice:
        return _which_of_two(asked, plan, twice)
    except SkippedTime as skipped:
        return ask(asked, Open(draft.but(hour=None), of=plan.of), "hour", words_of(said, skipped))
    except BadValue as error:
        return kept(asked.answer(words_of(said, error)), None)
    if plan.of:
        return asks_to_change(asked, programme, plan)
    lines = list(read_back(found, said))
    if draft.kind == "office_hours":
        lines.append(said.count("Slots of {n} minute", "Slots of {n} minutes", draft.slot or _SLOT_MINUTES))
    answer = asked.asks(
        note, said.say("This is how I understand it:"), "\n".join(lines), said.say("Shall I create it?"),
        do="plan_yes", of=plan.mark, yes=said.say("Create it"),
    )  # fmt: skip
    return kept(answer, Open(draft))


def ask(asked: Asked, plan: Open, what: str, note: str = "", buttons: tuple[Button, ...] = ()) -> Answer:
    """One question; the next message is taken for its answer."""
    said = asked.said
    if what == "minutes" and not buttons:
        buttons = tuple(press(said.count("{n} minute", "{n} minutes", each), "say", str(each)) for each in _LENGTHS)
    question = (
        said.say("What shall be changed? A new day or hour, the number of places, the room or the link.")
        if what == "change"
        else said.say(QUESTIONS[what])
    )
    answer = asked.answer(note, question, buttons=buttons)
    answer.slots["pending"] = {"do": "say", "of": "", "no": "no", "after": asked.message}
    return kept(answer, Open(plan.draft, what, plan.of))


def answer_to(plan: Open, text: str, asked: Asked) -> Understood | None:
    """What ``text`` answers to what was asked for; None when it is no answer."""
    if plan.ask in ("second", ""):
        return None
    if plan.ask == "change":
        return Understood(draft=plan.draft) if staff_wish(text, asked.language) != "poll" else None
    if plan.ask == "minutes" and text.isdecimal() and len(text) <= 4:
        return Understood(draft=plan.draft.but(minutes=int(text), on_clock=None))
    return answered(plan.draft, plan.ask, text, asked.language, asked.now)


def _understood(asked: Asked, programme: Programme, plan: Open, found: Understood) -> Answer:
    """Go on with what was understood; what cannot be meant, or means several things, is asked back."""
    from actions.scheduling.changing import changed

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
        return _choice(asked, Open(draft, "day", plan.of), note, buttons)
    if found.zones:
        from nlu.places import zone_label

        buttons = tuple(press(zone_label(each, said.language), "say", each) for each in found.zones[:_OFFERED])
        note = said.say("That place has several time zones. Which one is meant?")
        return _choice(asked, Open(draft, "zone", plan.of), note, buttons)
    return proceed(asked, programme, Open(draft, of=plan.of))


#: What is asked for after something that cannot be meant.
_ASKED_AFTER = {
    "no_such_day": "day", "past": "day", "no_such_time": "hour", "end_before_start": "minutes",
    "unknown_place": "zone", "rule_without_end": "rule_end", "rule_ends_before_start": "rule_end",
}  # fmt: skip


def _choice(asked: Asked, plan: Open, question: str, buttons: tuple[Button, ...]) -> Answer:
    answer = asked.answer(question, buttons=buttons)
    answer.slots["pending"] = {"do": "say", "of": "", "no": "no", "after": asked.message}
    return kept(answer, plan)


def _which_of_two(asked: Asked, plan: Open, twice: RepeatedTime) -> Answer:
    said = asked.said
    first, second = (f"{each:%H:%M} UTC" for each in twice.moments)
    buttons = (
        press(said.say("The first ({time})", time=first), "say", "first"),
        press(said.say("The second ({time})", time=second), "say", "second"),
    )
    return _choice(asked, Open(plan.draft, "second", plan.of), words_of(said, twice), buttons)


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


def _nothing_waits(asked: Asked) -> Answer:
    text = asked.said.say(
        "Nothing waits to be planned or changed here, or it was done already. Please write again what you wish."
    )
    return asked.answer(text, buttons=(press(asked.said.say("What is on"), "list", "1"),))
