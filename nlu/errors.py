"""What can go wrong in this room. Every text says the value, the limit and the next step."""

from __future__ import annotations

__all__ = ["TrainingFailed", "UnderstandingError"]


class UnderstandingError(Exception):
    """Base of every error that this room raises on purpose; its text is fit to be shown to a person."""


class TrainingFailed(UnderstandingError):
    """The dialogue model could not be trained; the model that was there is still in use."""
