"""``attache eval``: how well questions find their answer in an index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import output
from bot.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cli.progress import Steps
    from knowledge.answer import Calibration
    from knowledge.encoder import Encoder
    from knowledge.evaluation import Sections, Selection
    from knowledge.search.searcher import QuestionEncoder
    from settings import Settings

__all__ = ["evaluate"]

_PATH = click.Path(path_type=Path)


@click.command()
@click.option("--index", "folder", type=_PATH, help="The index folder; the usual one when unset.")
@click.option(
    "--questions",
    "files",
    type=_PATH,
    multiple=True,
    metavar="PATH",
    help="A question set (JSON lines), or a folder of them; repeat it. Those in tests/evaluation itself that fit the "
    "index when unset.",
)
@click.option(
    "--split",
    type=click.Choice(["tuning", "test", "all"]),
    default="tuning",
    show_default=True,
    help="Which half of the questions. The test half is for the final figure only: choose nothing by it.",
)
@click.option("--out", type=_PATH, help="Folder for eval.json and eval.png; `eval` in the home folder when unset.")
@click.option("--encoder", type=_PATH, help="Another encoder folder; the index must have been made with it.")
@click.option("--calibration", type=_PATH, help="Another calibration of the confidence (calibration.json).")
@click.option(
    "--held-out",
    multiple=True,
    metavar="NAME",
    help="A document (file name) that the encoder has not learned from; repeat it. Those of its training when unset.",
)
@click.option(
    "--without",
    metavar="PART,...",
    default="",
    help="Leave out parts of the search: passage, sentence, words, terms, instrument, signpost, second, spelling.",
)
@click.option(
    "--typing-errors",
    type=click.IntRange(min=4),
    metavar="LETTERS",
    help="Ask every question with a typing error for every so many letters, always the same ones.",
)
@click.option("--ablation", is_flag=True, help="Run it whole, and without each part in turn; writes ablation.json too.")
@click.option("--compare", type=_PATH, nargs=2, metavar="A B", help="Two results (eval.json): the second against A.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate(
    folder: Path | None,
    files: tuple[Path, ...],
    split: str,
    out: Path | None,
    encoder: Path | None,
    calibration: Path | None,
    held_out: tuple[str, ...],
    without: str,
    typing_errors: int | None,
    ablation: bool,
    compare: tuple[Path, Path] | None,
    as_json: bool,
) -> int:
    """Measure how well questions find their answer in the index.

    Asks each question of a set with known answers, and prints and writes what came of it: the right section among the
    first hits, quotations, abstention, follow-ups, spoilt questions, times.
    """
    if compare:
        return _compare(compare, as_json)
    parts = tuple(dict.fromkeys(part for each in without.split(",") if (part := each.strip())))
    if ablation and parts:
        raise click.UsageError("Give --ablation (each part in turn) or --without (these together), not both.")
    settings = output.prepare()
    from bot.cli.progress import steps
    from knowledge.evaluation import Remembering
    from knowledge.evaluation.observed import PARTS, weights_without
    from knowledge.evaluation.picture import draw
    from knowledge.evaluation.report import write

    weights_without(parts)  # says what is wrong with them before anything is loaded
    bench = _Bench(settings, folder, files, split, encoder, calibration, held_out, typing_errors)
    for note in bench.notes():
        output.messages().print(note)
    into = out or settings.home / "eval"
    rows: list[dict[str, Any]] | None = None
    with steps() as progress:
        data = bench.run(progress, bench.encoder, parts)
        write(into / "eval.json", data)
        draw(data, into / "eval.png")
        if ablation:
            from knowledge.evaluation.ablation import ablation as ablated

            remembering = Remembering(bench.encoder)
            rows = ablated(data, {part: bench.run(progress, remembering, (part,)) for part in PARTS})
            write(into / "ablation.json", {"rows": rows})
    if as_json:
        output.print_json(data if rows is None else {**data, "ablation": rows})
    else:
        _show(data, rows)
    output.messages().print(f"Written: {into / 'eval.json'}, {into / 'eval.png'}")
    return 0


class _Bench:
    """What is opened once and asked, perhaps several times."""

    def __init__(
        self,
        settings: Settings,
        folder: Path | None,
        files: Sequence[Path],
        split: str,
        encoder: Path | None,
        calibration: Path | None,
        held_out: Sequence[str],
        typing_errors: int | None,
    ) -> None:
        from knowledge.answer import Calibration
        from knowledge.encoder import Encoder
        from knowledge.evaluation import Sections, read_all, select, with_typing_errors
        from knowledge.search import open_index
        from settings import PROJECT

        sets = read_all([path for each in files for path in _sets(each)] or _sets(PROJECT / "tests" / "evaluation"))
        self.calibration: Calibration = Calibration.load(calibration) if calibration else Calibration.load()
        self.encoder: Encoder = Encoder.load(encoder or settings.encoder_dir, threads=settings.encoder_threads)
        self._index, self._second = open_index(
            folder or settings.index_dir, self.encoder, settings.second_encoder_dir, threads=settings.encoder_threads
        )
        self._sections: Sections = Sections(self._index)
        self._selection: Selection = select(sets, self._sections, split=split, strict=bool(files))
        if typing_errors is not None:
            self._selection = with_typing_errors(self._selection, typing_errors)
        self._held_out = tuple(held_out) or _held_out()
        lost = sorted(set(held_out) - self._sections.documents)
        if lost:
            raise BadInput(f"The index holds no document {', '.join(lost)} (--held-out): give file names as indexed.")

    def notes(self) -> list[str]:
        """What a person should know before she reads the figures."""
        notes = []
        if self._selection.passed_over:
            notes.append(f"Not over this index, passed over: {', '.join(self._selection.passed_over)}.")
        notes += [
            f"{each.file}: {each.left_out} of {each.asked + each.left_out} questions are about documents that the "
            "index does not hold and are left out."
            for each in self._selection.sets
            if each.left_out
        ]
        if lost := self._selection.without_section:
            some = ", ".join(lost[:5]) + (" ..." if len(lost) > 5 else "")
            asked = "1 question" if len(lost) == 1 else f"{len(lost)} questions"
            notes.append(f"The index lacks the section of {asked}, which count as missed: {some}.")
        if self.calibration.encoder != self.encoder.checksum:
            notes.append(
                f"The confidence was calibrated on another encoder ({self.calibration.encoder}, in use "
                f"{self.encoder.checksum}): states and reliability are not those of a release."
            )
        return notes

    def run(self, progress: Steps, encoder: QuestionEncoder, without: Sequence[str]) -> dict[str, Any]:
        """Ask all questions."""
        from knowledge.evaluation import Observed, report, run
        from knowledge.instruments import Instruments

        progress.begin(f"Questions, without {', '.join(without)}" if without else "Questions")
        outcomes = run(
            Observed(self._index, encoder, Instruments.load(), second=self._second, without=without),
            self._selection.questions,
            self._sections,
            held_out=self._held_out,
            calibration=self.calibration,
            progress=lambda done, total: progress.tell("", done, total),
        )
        progress.end(f"{len(outcomes)} asked")
        return report(
            outcomes,
            self._selection,
            self._index,
            self.calibration,
            encoder=encoder.name,
            held_out=self._held_out,
            without=without,
        )


def _sets(path: Path) -> list[Path]:
    """The question sets that a path names: itself, or the files directly in a folder."""
    if not path.is_dir():
        return [path]
    found = sorted(path.glob("*.jsonl"))
    if not found:
        raise BadInput(f"There are no question sets (*.jsonl) in {path}: give a file with --questions.")
    return found


def _held_out() -> tuple[str, ...]:
    from knowledge.encoder.tuning.material import HELD_OUT

    return HELD_OUT


def _show(data: dict[str, Any], rows: list[dict[str, Any]] | None) -> None:
    from knowledge.evaluation.tables import tables

    console = output.console()
    sets = ", ".join(f"{each['file']} {each['asked']}" for each in data["questions"]["sets"])
    console.print(f"{data['questions']['asked']} questions ({data['questions']['split']}): {sets}")
    console.print(_said(data))
    for table in tables(data):
        console.print()
        console.print(table)
    if rows is not None:
        from knowledge.evaluation.ablation import table_of

        console.print()
        console.print(table_of(rows))


def _said(data: dict[str, Any]) -> str:
    """What was searched, with what."""
    index = data["index"]
    encoder = index["encoder"]
    said = f"{index['documents']} documents, {index['passages']} passages, {encoder['name']} {encoder['checksum']}"
    said += f", without {', '.join(data['without'])}" if data["without"] else ""
    letters = data["questions"].get("typing_errors")
    return said + (f", a typing error for every {letters} letters" if letters else "")


def _compare(paths: tuple[Path, Path], as_json: bool) -> int:
    from knowledge.evaluation import compare
    from knowledge.evaluation.compare import tables
    from knowledge.evaluation.report import read

    first, second = (read(path) for path in paths)
    comparison = compare(first, second)
    if as_json:
        output.print_json(comparison.to_dict())
        return 0
    if comparison.only_one:
        output.messages().print(f"{comparison.only_one} questions were asked in one of the two runs only.")
    console = output.console()
    for name, path, data in zip(("First", "Second"), paths, (first, second), strict=True):
        console.print(f"{name}: {path}: {_said(data)}")
    for table in tables(comparison):
        console.print()
        console.print(table)
    return 0
