"""``attache train-encoder``: teach the encoder which passage answers which question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import output
from bot.errors import BadInput

if TYPE_CHECKING:
    from bot.cli.progress import Steps
    from knowledge.encoder.tuning.material import Material
    from knowledge.passage import Passage
    from settings import Settings

__all__ = ["train_encoder"]

_MODEL = "intfloat/multilingual-e5-small"


@click.command()
@click.option(
    "--documents",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Files and folders that the questions are about, beside the library; may be given several times.",
)
@click.option(
    "--questions",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="JSON lines of questions, beside those that ship; may be given several times.",
)
@click.option(
    "--parallel",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of sentences line by line in several languages: NAME.en, NAME.fr, ...",
)
@click.option(
    "--apart",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Questions kept for measuring, files or folders of JSON lines: nothing is learned from the same question.",
)
@click.option(
    "--from",
    "start",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of an adapter to go on from, such as the one that ships.",
)
@click.option("--rate", type=click.FloatRange(1e-6, 1e-1), help="Highest learning rate; the recipe's when unset.")
@click.option(
    "--teacher",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of a larger encoder of English (all-mpnet-base-v2) whose judgement is learned from as well.",
)
@click.option("--epochs", type=click.IntRange(1, 20), help="Times each question is seen; the recipe's when unset.")
@click.option(
    "--strength", type=click.FloatRange(0, 1), default=1.0, show_default=True, help="Share of what is learned."
)
@click.option(
    "--english",
    is_flag=True,
    help="Teach the second encoder, of English alone, and only how it understands questions.",
)
@click.option(
    "--bridge",
    is_flag=True,
    help="Teach how questions in other languages are read for the search, and carried to the second encoder.",
)
@click.option("--out", type=click.Path(path_type=Path), help="The adapter's folder; the one that ships when unset.")
@click.option("--json", "as_json", is_flag=True, help="Print the adapter's record as JSON.")
def train_encoder(
    documents: tuple[Path, ...],
    questions: tuple[Path, ...],
    parallel: Path | None,
    apart: tuple[Path, ...],
    start: Path | None,
    rate: float | None,
    teacher: Path | None,
    epochs: int | None,
    strength: float,
    english: bool,
    bridge: bool,
    out: Path | None,
    as_json: bool,
) -> None:
    """Teach the encoder which passage answers which question.

    Takes an hour or two on two cores, half an hour with --english or --bridge, and writes a few megabytes, which
    `attache ready` adds to the encoder. Afterwards: `make vectors`, `attache train-encoder --bridge`,
    `python -m knowledge.search.fit_leaning`, `python -m knowledge.answer.calibrate`, `attache eval`. With --english or
    --bridge passages keep their vectors: after --bridge the last three will do, after --english the bridge as well.
    """
    settings = output.prepare()
    given: dict[str, Any] = {name: value for name, value in (("epochs", epochs), ("rate", rate)) if value}
    from bot.cli.progress import steps

    with steps() as progress:
        if english or bridge:
            if (english and bridge) or parallel or start or teacher or strength != 1.0:
                raise BadInput(
                    "With --english or --bridge, one of them, there is no --parallel, --from, --teacher or --strength."
                )
            if bridge:
                _second(settings)
            material = _material(settings, documents, questions, None, apart, progress)
            record = (_english if english else _bridge)(settings, material, given, out, progress)
        else:
            material = _material(settings, documents, questions, parallel, apart, progress)
            record = _all_languages(settings, material, given, out, start, teacher, strength, progress)
    if as_json:
        output.print_json(record)
    else:
        _show(record)


def _all_languages(
    settings: Settings,
    material: Material,
    given: dict[str, Any],
    out: Path | None,
    start: Path | None,
    teacher: Path | None,
    strength: float,
    progress: Steps,
) -> dict[str, Any]:
    from knowledge.encoder import build
    from knowledge.encoder.adapter import SHIPPED
    from knowledge.encoder.tuning.train import Recipe
    from knowledge.encoder.tuning.tune import tune

    base = settings.home / "encoders" / "untuned"
    progress.begin("Encoder as published")
    build(base, hub=settings.encoder_hub, progress=lambda step, done: progress.tell(step, done, 1.0))
    progress.end()
    progress.begin("Training")
    record = tune(
        base,
        material,
        out or SHIPPED,
        Recipe(**given),
        model=settings.encoder_hub or _MODEL,
        start=start,
        teacher=teacher,
        strength=strength,
        threads=settings.encoder_threads,
        progress=lambda step, done: progress.tell(step, done, 1.0),
    )
    progress.end(str(out or SHIPPED))
    return record


def _english(
    settings: Settings, material: Material, given: dict[str, Any], out: Path | None, progress: Steps
) -> dict[str, Any]:
    from knowledge.encoder import build, joined, words
    from knowledge.encoder.adapter import QUESTIONS
    from knowledge.encoder.tuning.tune_questions import QuestionRecipe, tune_questions

    base = settings.second_encoder_dir or settings.home / "encoders" / joined.PACKAGE
    if not (base / "model.safetensors").is_file():  # what is added for questions is not in there
        progress.begin("Second encoder as published")
        build(base, package=joined.PACKAGE, progress=lambda step, done: progress.tell(step, done, 1.0))
        progress.end()
    progress.begin("Training")
    record = tune_questions(
        base,
        material,
        out or QUESTIONS,
        QuestionRecipe(**given),
        words=out / "words" if out else words.SHIPPED,
        model=joined.PACKAGE,
        threads=settings.encoder_threads,
        progress=lambda step, done: progress.tell(step, done, 1.0),
    )
    progress.end(str(out or QUESTIONS))
    return record


def _bridge(
    settings: Settings, material: Material, given: dict[str, Any], out: Path | None, progress: Steps
) -> dict[str, Any]:
    from bot.cli import building
    from knowledge.encoder.adapter import OTHERS, Adapter
    from knowledge.encoder.bridge import SHIPPED
    from knowledge.encoder.stamp import Stamp
    from knowledge.encoder.tuning.tune_bridge import BridgeRecipe, tune_bridge
    from knowledge.encoder.words import PROJECTION
    from knowledge.encoder.words import SHIPPED as WORDS

    second = _second(settings)
    building.encoder(settings, progress)
    stamps = Stamp.read(settings.encoder_dir), Stamp.read(second)
    if stamps[0] is None or stamps[1] is None:  # it has just been written
        raise BadInput(f"There is no complete encoder in {settings.encoder_dir} or {second}: run `make ready` again.")
    progress.begin("Training")
    record = tune_bridge(
        settings.encoder_dir,
        second,
        material,
        out or OTHERS,
        out / "bridge" if out else SHIPPED,
        BridgeRecipe(**given),
        model=settings.encoder_hub or _MODEL,
        stamps=(stamps[0], stamps[1]),
        projection=Adapter.read(WORDS).tensors[PROJECTION].astype("float32"),
        threads=settings.encoder_threads,
        progress=lambda step, done: progress.tell(step, done, 1.0),
    )
    progress.end(str(out or OTHERS))
    return record


def _second(settings: Settings) -> Path:
    """The folder of the second encoder."""
    if settings.second_encoder_dir is None:
        raise BadInput("There is no second encoder (ATTACHE_SECOND_ENCODER is none): a bridge leads to one.")
    return settings.second_encoder_dir


def _material(
    settings: Settings,
    documents: tuple[Path, ...],
    questions: tuple[Path, ...],
    parallel: Path | None,
    apart: tuple[Path, ...],
    progress: Steps,
) -> Material:
    from knowledge.encoder.tuning.material import (
        QUESTIONS,
        gather,
        translations_of_lines,
        translations_of_terms,
    )
    from knowledge.entries.ids import entry_ids

    progress.begin("Documents")
    found = _passages(settings, [settings.library_path, *documents], progress)
    # Handouts say again what the modules say: as wrong answers they would be right. Records are found by name alone.
    passages = [passage for passage in found if passage.collection not in ("handouts", "instruments")]
    progress.end(f"{len(passages)} passages")
    pairs = translations_of_lines(parallel) if parallel else []
    terms = settings.library_path / "terms.yml"
    if terms.is_file():
        pairs += translations_of_terms(terms)
    return gather(
        passages,
        [*sorted(QUESTIONS.glob("*.jsonl")), *questions],
        pairs=pairs,
        excluded=list(_questions_in(apart)),
        entries=entry_ids(settings.library_path),
    )


def _passages(settings: Settings, sources: list[Path], progress: Steps) -> list[Passage]:
    """The passages of all documents, as the index has them."""
    from knowledge.index.reading import passages_of

    return passages_of(
        sources,
        seconds=settings.read_seconds,
        megabytes=settings.read_megabytes,
        progress=lambda done, total: progress.tell("reading", done, total),
    )


def _questions_in(paths: tuple[Path, ...]) -> Any:
    from knowledge.json_lines import objects

    for path in paths:
        for file in sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]:
            for row in objects(file):
                yield from (row[field] for field in ("question", "whole") if field in row)
                yield from row.get("history", ())


def _show(record: dict[str, Any]) -> None:
    held = record["held_out"]
    click.echo(f"{record['data']['questions']} questions, {record['minutes']} minutes.")
    for language, after in held["after"].items():
        before = held.get("before", {}).get(language, {})
        figures = ", ".join(f"{name} {before.get(name, '-')} -> {after[name]}" for name in after)
        click.echo(f"Documents it never saw, {language}: {figures}")
