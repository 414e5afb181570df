"""What staff plan before it exists: a draft, what is missing in it, and how it is read back."""

from bot.planning.asking import QUESTIONS, refusal
from bot.planning.draft import NEEDED, Draft
from bot.planning.reading_back import read_back, read_changes
from bot.planning.resolving import Resolved, resolve
from bot.planning.understanding import Understood, answered, understand

__all__ = [
    "NEEDED",
    "QUESTIONS",
    "Draft",
    "Resolved",
    "Understood",
    "answered",
    "read_back",
    "read_changes",
    "refusal",
    "resolve",
    "understand",
]
