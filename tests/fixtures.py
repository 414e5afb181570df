"""What is costly and shared: the encoder, the index of the library, the dialogue model. Each is made once a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

import settings
from knowledge import encoder as encoders
from knowledge.encoder import Encoder, EnglishEncoder
from knowledge.index import update
from nlu.training import train

if TYPE_CHECKING:
    from pathlib import Path

    from settings import Settings


def alone(configured: Settings, what: str) -> FileLock:
    """The tests run in several processes: what is built for all of them is built by one, and the others wait for it."""
    configured.home.mkdir(parents=True, exist_ok=True)
    return FileLock(configured.home / f"tests-{what}.lock", timeout=900)


@pytest.fixture(scope="session")
def encoder_folder() -> Path:
    """The encoder of the checkout: the one that ``make ready`` left, else built now (25 s)."""
    configured = settings.load()
    with alone(configured, "encoder"):
        encoders.build(
            configured.encoder_dir,
            hub=configured.encoder_hub,
            adapter=configured.adapter_dir,
            questions=configured.questions_adapter_dir,
        )
    return configured.encoder_dir


@pytest.fixture(scope="session")
def second_encoder_folder() -> Path:
    """The second encoder of the checkout: the one that ``make ready`` left, else built now (a minute)."""
    configured = settings.load()
    folder = configured.home / "encoders" / encoders.joined.PACKAGE
    with alone(configured, "encoder"):
        encoders.build(folder, package=encoders.joined.PACKAGE, questions=configured.second_adapter_dir)
    return folder


@pytest.fixture(scope="session")
def encoder(encoder_folder: Path) -> Encoder:
    """The real encoder, loaded."""
    return Encoder.load(encoder_folder)


@pytest.fixture(scope="session")
def trained_model(encoder_folder: Path) -> Path:
    """The current model of the checkout: of ``make ready``, else trained now (three minutes on two cores)."""
    configured = settings.load()
    with alone(configured, "model"):
        return train(configured)


@pytest.fixture(scope="session")
def library_settings(
    encoder: Encoder, encoder_folder: Path, second_encoder_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """Settings with a home of their own, whose index holds the shipped library."""
    checkout = settings.load()
    home = tmp_path_factory.mktemp("home")
    own = checkout.copy(
        update={
            "home": home,
            "index_path": None,
            "encoder_path": encoder_folder,
            "second_encoder": str(second_encoder_folder),
        }
    )
    update(
        [own.library_path],
        own.index_dir,
        encoders=[encoder, *EnglishEncoder.load(second_encoder_folder).all],
        cache_dir=own.vectors_dir,
        shipped=own.library_path / "vectors",
    )
    return own
