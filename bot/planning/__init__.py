"""What staff plan before it exists: a draft, what is missing in it, and how it is read back."""

from bot.planning.draft import NEEDED, Draft
from bot.planning.reading_back import read_back, read_changes
from bot.planning.resolving import Resolved, resolve

__all__ = ["NEEDED", "Draft", "Resolved", "read_back", "read_changes", "resolve"]
