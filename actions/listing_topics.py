"""The list of topics, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from actions.buttons import help_button, payload
from actions.topic_titles import MODULES, SEMINARS, number, titled
from bot.replies import Button, Reply
from nlu.texts import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.catalogue import Topic
    from nlu.texts import Texts

__all__ = ["PAGE", "all_topics", "page_of", "topic_button"]

#: Topics on one page.
PAGE = 6
#: Longest title on a button, in characters; a phone shows no more.
_TITLE = 60


class _Page(NamedTuple):
    """Topics under one heading."""

    heading: str
    topics: tuple[Topic, ...]


def all_topics(said: Texts, topics: Sequence[Topic], page: str = "", *, found: Sequence[Topic] | None = None) -> Reply:
    """One page of the topics as buttons; modules first, then seminars, then all else.

    Args:
        said: the texts of the asker's language.
        topics: all there are.
        page: which page, from 1; the nearest there is when it is another, the first when it is no number.
        found: what was looked for by name and is not one topic: these are shown, or all where it is none.
    """
    if not topics:
        return Reply(said.say("There are no documents in my material yet."), said.language)
    pages = _pages(found or topics)
    at = page_of(page, len(pages))
    if found is not None and not found:
        opening = said.say("There is no topic of that name here, or not any more. These are the topics:")
    elif len(pages) == 1:
        opening = said.say("These are the topics of my material. Choose one:")
    else:
        opening = said.say(
            "These are the topics of my material, page {page} of {pages}. Choose one:", page=at + 1, pages=len(pages)
        )
    shown = pages[at]
    lines = [said.say(shown.heading), *(_line(topic, said) for topic in shown.topics)]
    buttons = [topic_button(topic, said) for topic in shown.topics]
    if at:
        buttons.append(Button(said.say("Previous page"), payload("topics", page=str(at))))
    if at + 1 < len(pages) and not found:
        buttons.append(Button(said.say("Next page"), payload("topics", page=str(at + 2))))
    return Reply("\n\n".join((opening, "\n".join(lines))), said.language, buttons=(*buttons, help_button(said)))


def topic_button(topic: Topic, said: Texts) -> Button:
    """Opens a topic."""
    title, of = titled(topic.title, said), number(topic.title)
    shown = title if of is None else f"{of}. {title}"
    return Button(shown if len(shown) <= _TITLE else f"{shown[: _TITLE - 1]}…", payload("topics", topic=topic.slug))


def page_of(page: str, pages: int) -> int:
    """Which of ``pages`` a button's number means, from 0."""
    return min(max(int(page), 1), pages) - 1 if page.isdecimal() and len(page) < 6 else 0


def _pages(topics: Sequence[Topic]) -> list[_Page]:
    order = {title: at for at, title in enumerate((*MODULES, *SEMINARS))}
    known = sorted((each for each in topics if each.title in order), key=lambda each: order[each.title])
    groups = (
        (mark("Course modules:"), [each for each in known if each.title in MODULES]),
        (mark("Seminars:"), [each for each in known if each.title in SEMINARS]),
        (mark("Documents:"), [each for each in topics if each.title not in order]),
    )
    return [
        _Page(heading, tuple(listed[start : start + PAGE]))
        for heading, listed in groups
        for start in range(0, len(listed), PAGE)
    ]


def _line(topic: Topic, said: Texts) -> str:
    of = number(topic.title)
    return f"{'•' if of is None else f'{of}.'} {said.foreign(titled(topic.title, said))}"
