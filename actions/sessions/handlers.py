"""What each button of sessions does, by its ``do``."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from actions.sessions import details, joining, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme

__all__ = ["HANDLERS", "handle"]

HANDLERS: Mapping[str, Callable[[Asked, Programme], Answer]] = MappingProxyType(
    {
        "": listing.listing,
        "accept": joining.accept,
        "decline": joining.decline,
        "join": joining.join,
        "join_yes": joining.join_yes,
        "list": listing.listing,
        "show": details.show,
    }
)


def handle(asked: Asked, programme: Programme) -> Answer:
    """Do what ``asked.do`` says; a button of another version shows what there is."""
    return HANDLERS.get(asked.do, listing.listing)(asked, programme)
