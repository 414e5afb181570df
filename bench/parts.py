"""The parts of the bench, in the order in which they run and stand in the table."""

from __future__ import annotations

__all__ = ["PARTS"]

#: Module under ``bench`` by name, and its time limit in seconds. ``training`` comes before what needs the peer's model.
PARTS = {
    "embedding": 300,
    "search": 600,
    "indexing": 400,
    "training": 1_000,
    "start": 1_200,  # as much as training, when it is asked for alone and the peer is not trained yet
    "turns": 1_300,
    "telegram": 1_500,  # some 6 minutes on two cores
    "sessions": 900,
}
