"""The trained dialogue model, made once and shared by everything that needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import settings
from knowledge import encoder
from nlu.training import train

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """The current model of the checkout: the one that ``make ready`` left, else trained now (a minute on two cores)."""
    configured = settings.load()
    encoder.build(configured.encoder_dir, hub=configured.encoder_hub)
    return train(configured)
