"""``attache sessions add`` and ``office-hours``: read back with everything resolved, then created."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli import output, typed
from bot.cli.session_options import KINDS, changes, described, placed, resolved
from bot.cli.sessions_shown import agreed, now, opened, plain, table
from bot.errors import BadInput

if TYPE_CHECKING:
    from bot.planning import Draft

__all__ = ["add", "office_hours"]


@click.command()
@click.argument("words", nargs=-1)
@click.option("--kind", type=click.Choice(KINDS[:3]), help="A seminar when left out.")
@described
@placed
@click.option("--rule", help="Of a series (RFC 5545): FREQ=WEEKLY;BYDAY=TU;COUNT=10.")
@click.option("--without", multiple=True, help="A day of the rule on which there is none; may be repeated.")
@click.option("--yes", is_flag=True, help="Create it without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print what was created as JSON.")
def add(words: tuple[str, ...], yes: bool, as_json: bool, **given: Any) -> None:
    """Plan a session or a series.

    By options, or in one sentence (WORDS): "seminar on climate mobility on 12 March 2027, 10:00-11:30 New York, 80
    places, English and Spanish". Options go before what the sentence says. What was understood is read back, and
    created when you agree.
    """
    settings = output.prepare()
    from bot.planning import Draft, read_back
    from nlu.texts import texts

    draft = changes(given, _read(" ".join(words), given) if words else Draft())
    found = resolved(draft, settings)
    if not agreed(read_back(found, texts("en")), "Create it?", yes=yes):
        output.messages().print("Nothing was created.")
        return
    from programme import Sessions

    with opened(settings) as database:
        if found.rule is None:
            made = [Sessions(database).add(found.plan, now())]
        else:
            made = Sessions(database).add_series(found.plan, found.rule, now(), without=found.without)
    if as_json:
        output.print_json([plain(each) for each in made])
        return
    table(made)
    if found.plan.topic:
        output.messages().print(f"To tell those who follow its topic: attache sessions announce {made[0].id}")


@click.command("office-hours")
@described
@placed
@click.option("--slot", default=20, show_default=True, type=int, help="Minutes of a slot.")
@click.option("--pause", default=0, show_default=True, type=int, help="Minutes between two slots.")
@click.option("--yes", is_flag=True, help="Create them without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print what was created as JSON.")
def office_hours(slot: int, pause: int, yes: bool, as_json: bool, **given: Any) -> None:
    """Plan office hours of an expert, cut into slots that people book."""
    settings = output.prepare()
    from bot.planning import Draft, read_back
    from nlu.texts import texts

    if given.get("capacity") is not None:
        raise BadInput("--places is given, but a slot is for one person. Leave it out; --slot says how long each is.")
    found = resolved(changes(given, Draft(kind="office_hours")), settings)
    lines = [
        *read_back(found, texts("en")),
        f"Slots of {slot} minutes" + (f", {pause} minutes between" if pause else ""),
    ]
    if not agreed(lines, "Create them?", yes=yes):
        output.messages().print("Nothing was created.")
        return
    from programme import OfficeHours

    with opened(settings) as database:
        hours = OfficeHours(database)
        made = hours.add(found.plan, slot, now(), pause=pause)
        slots = hours.slots(made.id)
    if as_json:
        output.print_json(plain(made) | {"slots": [plain(each) for each in slots]})
        return
    table([made, *slots])


def _read(words: str, given: dict[str, Any]) -> Draft:
    """The draft that a sentence makes; what options give anyway need not be in it.

    Raises:
        BadInput: a part of it cannot be meant, or means several things.
    """
    from bot.planning import refusal, understand
    from knowledge.language import identify
    from nlu.texts import texts

    output.text_of(words, "sentence")
    if len(words) > 2000:
        raise BadInput(f"The sentence has {len(words)} characters. At most 2000 are read; use the options.")
    found = understand(words, identify(words, "en"), now(), zone=given.get("zone") and typed.zone(given["zone"]))
    if found.wrong:
        raise BadInput(f"{refusal(found, texts('en'))} Nothing was created.")
    if found.days and not given.get("starts"):
        choices = " or ".join(f"{each:%Y-%m-%d}" for each in found.days)
        raise BadInput(f"The day can be {choices}. Write it as one of these, or with the name of the month.")
    if found.zones and not given.get("zone"):
        raise BadInput(f"That place has several time zones. Add --zone with one: {', '.join(found.zones[:12])}.")
    return found.draft
