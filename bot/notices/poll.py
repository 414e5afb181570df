"""What those who were asked for a time hear when one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.notices.notice import Notice

if TYPE_CHECKING:
    from bot.notices.notice import Reader
    from programme import Poll

__all__ = ["chosen"]


def chosen(reader: Reader, poll: Poll) -> Notice:
    """The time that the staff chose."""
    from datetime import timedelta

    from nlu.moments import when_words

    said = reader.said
    option = next(each for each in poll.options if each.number == poll.chosen)
    ends_at = option.starts_at + timedelta(minutes=poll.minutes)
    when = when_words(option.starts_at, ends_at, reader.zone or poll.zone, said.language)
    return Notice(said.say("A time is chosen for {title}: {when}.", title=said.quote(poll.title), when=when))
