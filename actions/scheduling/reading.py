"""Plans read back before anything is stored, with the question whether to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.scheduling.drafts import Open, kept
from actions.sessions.asked import press
from actions.sessions.describing import called
from bot.planning import read_back, read_changes, resolve
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from bot.planning import Resolved
    from programme.session_rows import Session

__all__ = ["SLOT_MINUTES", "asks_to_change", "asks_to_create", "told"]

#: How long a slot of office hours is, where nobody says it.
SLOT_MINUTES = 20


def asks_to_create(asked: Asked, plan: Open, found: Resolved) -> Answer:
    """Read all of it back, and ask for a yes."""
    said = asked.said
    lines = list(read_back(found, said))
    if plan.draft.kind == "office_hours":
        lines.append(said.count("Slots of {n} minute", "Slots of {n} minutes", plan.draft.slot or SLOT_MINUTES))
    answer = asked.asks(
        said.say("This is how I understand it:"), "\n".join(lines), said.say("Shall I create it?"),
        do="plan_yes", of=plan.mark, yes=said.say("Create it"),
    )  # fmt: skip
    return kept(answer, Open(plan.draft))


def asks_to_change(asked: Asked, programme: Programme, plan: Open) -> Answer:
    """Read back what would be other, and ask for a yes."""
    said, session = asked.said, Sessions(programme.database).get(plan.of)
    lines = read_changes(session.plan, resolve(plan.draft, asked.now).plan, said)
    if not lines:
        text = said.say("Nothing would change in {title}: it is so already.", title=called(said, session))
        return kept(asked.answer(text, buttons=(press(said.say("Show it"), "show", session.id),)), None)
    answer = asked.asks(
        said.say("This would change in {title}:", title=called(said, session)), "\n".join(lines), told(asked, session),
        said.say("Shall I change it?"), do="change_yes", of=plan.mark, yes=said.say("Change it"),
    )  # fmt: skip
    return kept(answer, plan)


def told(asked: Asked, session: Session) -> str:
    """How many hear of it."""
    if not session.taken:
        return asked.said.say("Nobody has a place in it yet.")
    return asked.said.count(
        "{n} person has a place and is told.", "{n} people have a place and are told.", session.taken
    )
