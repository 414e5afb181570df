"""The offer of a place that has become free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.notices.notice import Notice, button, called

if TYPE_CHECKING:
    from bot.notices.notice import Reader
    from programme.news import OfferedPlace

__all__ = ["offer"]


def offer(reader: Reader, place: OfferedPlace) -> Notice:
    """Until when it is kept; yes and no."""
    from nlu.moments import moment_words

    said, session = reader.said, place.session
    text = said.say(
        "A place has become free for you in {title}, {when}. I keep it for you until {until}; then it goes to who is "
        "next. Do you take it?",
        title=called(said, session),
        when=reader.when(session),
        until=moment_words(place.until, reader.clocks(session), said.language),
    )
    take = button(said.say("Take the place"), "accept", session.id)
    refuse = button(said.say("No, thank you"), "decline", session.id)
    return Notice(text, ((take, refuse),))
