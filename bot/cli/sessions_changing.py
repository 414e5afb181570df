"""``attache sessions change``, ``attach``, ``cancel`` and ``announce``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli import output
from bot.cli.session_options import KINDS, changes, described, placed, resolved
from bot.cli.sessions_shown import agreed, now, opened, plain, table
from bot.errors import BadInput

if TYPE_CHECKING:
    from programme.session_rows import Session

__all__ = ["announce", "attach", "cancel", "change"]


@click.command()
@click.argument("session")
@click.option("--kind", type=click.Choice(KINDS[:3]), help="What it is.")
@described
@placed
@click.option("--yes", is_flag=True, help="Change it without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print the session as JSON.")
def change(session: str, yes: bool, as_json: bool, **given: Any) -> None:
    """Change a SESSION: what the options give is new, the rest stays.

    An empty text takes a value away, --places 0 the limit. Whoever has a place is told.
    """
    settings = output.prepare()
    from bot.planning import read_changes
    from nlu.texts import texts
    from programme import Sessions

    with opened(settings) as database:
        sessions = Sessions(database)
        old = sessions.get(session)
        _changeable(old)
        plan = resolved(changes(given, _draft(old)), settings).plan
        lines = read_changes(old.plan, plan, texts("en"))
        if not lines:
            raise BadInput(
                f"Nothing would change in “{old.plan.title}”. Give an option: attache sessions change --help"
            )
        if not agreed([f"Session {old.id}: {old.plan.title}", *lines, _told(old)], "Change it?", yes=yes):
            output.messages().print("Nothing was changed.")
            return
        made = sessions.change(session, now(), **_different(old, plan))
    output.print_json(plain(made)) if as_json else table([made])


@click.command()
@click.argument("session")
@click.option("--series", is_flag=True, help="All sessions of its series from this one on.")
@click.option("--yes", is_flag=True, help="Cancel without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print what was cancelled as JSON.")
def cancel(session: str, series: bool, yes: bool, as_json: bool) -> None:
    """Cancel a SESSION. Whoever has a place is told."""
    from bot.planning import Resolved, read_back
    from nlu.texts import texts
    from programme import Sessions

    with opened(output.prepare()) as database:
        sessions = Sessions(database)
        found = sessions.get(session)
        _changeable(found)
        which = [found]
        if series:
            if found.series is None:
                raise BadInput(f"“{found.plan.title}” belongs to no series. Leave out --series.")
            later = sessions.find(series=found.series, after=found.starts_at, limit=1000)
            which = [each for each in later if each.starts_at >= found.starts_at]
        lines = list(read_back(Resolved(found.plan, (found.starts_at,)), texts("en")))[:3]
        if len(which) > 1:
            lines.append(f"And {len(which) - 1} later of its series, the last on {which[-1].plan.starts:%Y-%m-%d}.")
        lines.append(_told(*which))
        if not agreed(lines, "Cancel it?" if len(which) == 1 else f"Cancel all {len(which)}?", yes=yes):
            output.messages().print("Nothing was cancelled.")
            return
        done = [sessions.cancel(each.id, now()) for each in which]
    if as_json:
        output.print_json([plain(each) for each in done])
    else:
        output.messages().print("Cancelled." if len(done) == 1 else f"Cancelled {len(done)} sessions.")


@click.command()
@click.argument("session")
@click.option("--recording", help="The document of the library that is its recording.")
@click.option("--material", "materials", multiple=True, help="A document of the library to read; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print the session as JSON.")
def attach(session: str, recording: str | None, materials: tuple[str, ...], as_json: bool) -> None:
    """Link documents of the library to a SESSION, also to one that is over.

    Nobody is told; what is left out stays.
    """
    from programme import Sessions

    if recording is None and not materials:
        raise BadInput("Nothing is given to link. Give --recording or --material.")
    with opened(output.prepare()) as database:
        made = Sessions(database).attach(
            session,
            recording=None if recording is None else output.text_of(recording, "recording"),
            materials=tuple(output.text_of(each, "material") for each in materials) or None,
        )
    if as_json:
        output.print_json(plain(made))
    else:
        output.messages().print(f"Linked to “{made.plan.title}”.")


@click.command()
@click.argument("session")
@click.option("--yes", is_flag=True, help="Announce it without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def announce(session: str, yes: bool, as_json: bool) -> None:
    """Tell those who follow the topic of a SESSION about it, each once."""
    from bot.planning import Resolved, read_back
    from nlu.texts import texts
    from programme import Announcements, Interests, Sessions

    with opened(output.prepare()) as database:
        found = Sessions(database).get(session)
        topic = found.plan.topic
        _changeable(found)
        if topic is None:
            raise BadInput(f"“{found.plan.title}” has no topic, so nobody follows it. Give it one with --topic first.")
        followers = len(Interests(database).followers(topic))
        lines = list(read_back(Resolved(found.plan, (found.starts_at,)), texts("en")))[:3]
        people = "1 person follows" if followers == 1 else f"{followers} people follow"
        if not agreed([*lines, f"{people} “{topic}”."], "Announce it?", yes=yes):
            output.messages().print("Nothing was announced.")
            return
        new = Announcements(database).ask(session, now())
    if as_json:
        output.print_json({"session": session, "topic": topic, "followers": followers, "announced": new})
    elif new:
        output.messages().print("It is announced as soon as attache up runs.")
    else:
        output.messages().print("It was announced before; nobody is told twice.")


def _changeable(session: Session) -> None:
    from programme.session_rows import still_ahead

    still_ahead(session, now())


def _draft(session: Session) -> Any:
    from dataclasses import fields

    from bot.planning import Draft

    known = {each.name: getattr(session.plan, each.name) for each in fields(session.plan)}
    return Draft.of(known.pop("starts"), **known)


def _different(old: Session, plan: Any) -> dict[str, Any]:
    """What ``Sessions.change`` is given: only what is other than it was."""
    from dataclasses import fields

    new = {each.name: getattr(plan, each.name) for each in fields(plan)}
    return {name: value for name, value in new.items() if value != getattr(old.plan, name)}


def _told(*sessions: Session) -> str:
    taken = sum(each.taken for each in sessions)
    return "Nobody has a place yet." if not taken else f"{taken} have a place and will be told."
