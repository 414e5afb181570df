"""The messages that the dialogue model is trained with."""

from __future__ import annotations

import yaml

from nlu.questions import questions, training_data
from settings.settings import PROJECT

__all__ = ["trained"]


def trained() -> set[str]:
    """All of them, those of the library too, in small letters."""
    learnt = training_data(questions(PROJECT / "knowledge/library", PROJECT / "knowledge/encoder/tuning/questions"))
    written = [path.read_text(encoding="utf-8") for path in (PROJECT / "nlu/data").glob("*.yml")]
    return {
        line.removeprefix("- ").strip().casefold()
        for text in (learnt, *written)
        for entry in yaml.safe_load(text).get("nlu", ())
        for line in entry["examples"].splitlines()
    }
