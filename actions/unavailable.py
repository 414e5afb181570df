"""What is said when the sources cannot be reached: never dressed as "not found"."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from actions.knowledge_base import SearchTimeoutError
from bot.replies import Reply, State
from knowledge.errors import BrokenIndex, EncoderError, IndexMismatch, NoIndex
from nlu.texts import mark

if TYPE_CHECKING:
    from nlu.texts import Texts

__all__ = ["unavailable"]

logger = logging.getLogger(__name__)

_NEXT_STEPS: tuple[tuple[type[Exception], str, str], ...] = (
    (NoIndex, mark("For staff: there is no index yet. Run {command}."), "make ready"),
    (BrokenIndex, mark("For staff: the index is damaged. Run {command}."), "make ready"),
    (
        IndexMismatch,
        mark("For staff: the index was made with another model or version. Run {command}."),
        "make ready",
    ),
    (EncoderError, mark("For staff: the encoder's files are missing or damaged. Run {command}."), "make ready"),
    (
        SearchTimeoutError,
        mark("For staff: the search took too long; the machine may be overloaded. Run {command}."),
        "attache doctor",
    ),
)
_ANYTHING_ELSE = mark("For staff: the log of the action server says why. Run {command}.")


def unavailable(said: Texts, error: Exception) -> Reply:
    """The reply to a question that could not be searched, with the next step; the error goes to the log."""
    for kind, message, command in _NEXT_STEPS:
        if isinstance(error, kind):
            logger.error("%s: %s", kind.__name__, error)
            step = said.say(message, command=said.quote(command))
            break
    else:
        logger.error("A question could not be searched.", exc_info=error)
        step = said.say(_ANYTHING_ELSE, command=said.quote("attache doctor"))
    sorry = said.say("I cannot reach my sources just now, so I do not answer. Please try again in a few minutes.")
    return Reply(text=f"{sorry}\n\n{step}", language=said.language, state=State.UNAVAILABLE)
