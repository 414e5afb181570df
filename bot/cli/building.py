"""The three things that are built: encoder, index, model. Shared by ``index``, ``train`` and ``ready``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.cli.progress import Steps
    from knowledge.index import Report
    from settings import Settings

__all__ = ["encoder", "index", "model"]

_STAGES = {"check": "looking for changes", "read": "reading", "embed": "embedding", "write": "writing"}


def encoder(settings: Settings, progress: Steps) -> None:
    """Build the encoders where they are missing.

    Raises:
        EncoderError: their weights are missing or damaged, or the disk is full.
    """
    progress.begin("Encoder")
    _build(settings, lambda step, done: progress.tell(step, done, 1.0))
    progress.end()


def _build(settings: Settings, tell: Callable[[str, float], None]) -> None:
    from knowledge.encoder import build, joined

    second = settings.second_encoder_dir
    share = 1.0 if second is None else 0.5
    build(
        settings.encoder_dir,
        hub=settings.encoder_hub,
        adapter=settings.adapter_dir,
        questions=settings.questions_adapter_dir,
        progress=lambda step, done: tell(step, done * share),
    )
    if second is not None:
        build(
            second,
            package=joined.PACKAGE,
            questions=settings.second_adapter_dir,
            progress=lambda step, done: tell(f"second encoder: {step}", share + done * share),
        )


def index(settings: Settings, sources: Sequence[Path], into: Path, progress: Steps) -> Report:
    """Bring the index ``into`` up to date with ``sources``.

    Raises:
        KnowledgeError: an encoder or the index cannot be used, or nothing could be indexed.
    """
    from knowledge.encoder import Encoder, EnglishEncoder
    from knowledge.index import update

    _build(settings, lambda step, done: None)
    progress.begin("Index")
    progress.tell("loading the encoders")
    threads, second = settings.encoder_threads, settings.second_encoder_dir
    encoders: list[Any] = [Encoder.load(settings.encoder_dir, threads=threads)]
    if second is not None:
        encoders += EnglishEncoder.load(second, threads=threads).all
    report = update(
        sources,
        into,
        encoders=encoders,
        cache_dir=settings.vectors_dir,
        shipped=settings.library_path / "vectors",
        seconds=settings.read_seconds,
        megabytes=settings.read_megabytes,
        progress=lambda stage, done, total: progress.tell(_STAGES.get(stage, stage), done, total),
    )
    progress.end(f"{report.documents} documents, {report.passages} passages")
    return report


def model(settings: Settings, progress: Steps) -> Path:
    """Train the Rasa model, if anything it is made of changed.

    Raises:
        TrainingFailed: training data or configuration are not usable.
    """
    from nlu.training import train

    progress.begin("Dialogue model")
    path = train(settings, progress=lambda step, done: progress.tell(step, done, 1.0))
    progress.end(path.name)
    return path
