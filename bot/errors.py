"""What can go wrong in this room. Every text says what happened and the next step, and is fit to be shown."""

from __future__ import annotations

__all__ = [
    "AlreadyRunning",
    "BadInput",
    "BadMessage",
    "BotError",
    "BrokenAnswer",
    "DialogueError",
    "EngineDown",
    "EngineError",
    "EngineSlow",
    "GaveUp",
    "NotBuilt",
    "NotMadeOut",
    "PortInUse",
    "SpeechDown",
    "SpeechError",
    "StartFailed",
    "StoreUnreachable",
    "TokenRefused",
    "TurnFailed",
]


class BotError(Exception):
    """Base of every error that this room raises on purpose."""


class BadInput(BotError):
    """What was given on the command line cannot be used."""


class EngineError(BotError):
    """The processes of the dialogue engine could not be started, or not be kept running."""


class AlreadyRunning(EngineError):
    """Another supervisor runs on this home folder."""


class NotBuilt(EngineError):
    """Something that the engine is made of has not been built yet."""


class PortInUse(EngineError):
    """Another program listens where a server of ours would."""


class StoreUnreachable(EngineError):
    """The database for conversations, or the Redis for locks, does not answer."""


class TokenRefused(EngineError):
    """Telegram does not accept the bot's token."""


class StartFailed(EngineError):
    """A process ended, or took too long, before it was ready."""


class GaveUp(EngineError):
    """A process ended again and again."""


class DialogueError(BotError):
    """One turn brought no reply. Shown to a person as state ``unavailable``."""


class EngineDown(DialogueError):
    """Nothing answers at the engine's address, or it is still loading."""


class EngineSlow(DialogueError):
    """The time limit for one turn is over."""


class TurnFailed(DialogueError):
    """The engine answered that it could not finish the turn."""


class BrokenAnswer(DialogueError):
    """What came back is not what the engine sends."""


class BadMessage(DialogueError):
    """The engine refused the message itself."""


class SpeechError(BotError):
    """A recording was not made into words."""


class SpeechDown(SpeechError):
    """The speech service is away, too slow, or does not work for us."""


class NotMadeOut(SpeechError):
    """The speech service cannot read this recording."""
