"""Makes ``calibration.json``: ``python -m knowledge.answer.calibrate --help``.

Questions with answers, and questions without, are asked of two indexes: the small one of the starter library and a
large one of treaties. Logistic models learn from every other question which searches had an answer to find and whether
the first passage is it, others from the rest; each judges the questions of the other, and from these judgements come
the thresholds and the figures. The models in use have learned from all. They see what the search saw, the directions in
which the questions' vectors differ most, and how the first passage stands. Nothing is random: the same questions,
indexes and encoder give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.answer.confidence import CALIBRATION, FEATURES, features
from knowledge.answer.fitting import DIRECTIONS, Example, crossed, fit
from knowledge.answer.standing import SIGNS, standing
from knowledge.encoder.tuning.material import HELD_OUT
from knowledge.entries.ids import entry_ids
from knowledge.json_lines import objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from knowledge.search import Hit, Searcher

__all__ = ["answers", "auroc", "main", "thresholds"]

_QUESTIONS = Path(__file__).with_name("questions")
LIBRARY = Path(__file__).parent.with_name("library")
#: Among the first this many hits the answer must be for the search to have found it.
_FOUND = 3
#: Share of the answers given that may be wrong, when this share of the questions has no answer.
_WRONG = 0.055
_WITHOUT = 1 / 3
#: Share of the questions with an answer that are to be given one, of each index.
_GIVEN = 0.7
#: Share of the questions without answers that may be shown what comes closest.
_WRONGLY_CLOSEST = 0.12


def main(arguments: Sequence[str] | None = None) -> int:
    """Calibrate, write the file, print the figures.

    Returns:
        0, or 2 when the arguments cannot be used.
    """
    options = _options().parse_args(arguments)
    elsewhere = frozenset(_lines(_QUESTIONS / "elsewhere.txt"))
    from knowledge.encoder import Encoder
    from knowledge.instruments import Instruments
    from knowledge.search import Searcher, open_index

    encoder = Encoder.load(options.encoder)
    large, small = (
        Searcher(index, encoder, Instruments.load(), second=second)
        for index, second in (open_index(folder, encoder, options.second) for folder in (options.large, options.small))
    )
    # A question that the encoder has learned from, or that measures, says nothing of how sure one may be of others.
    asked = [row for path in options.questions for row in objects(path)]
    treaties = [row for row in asked if _new(row)]
    library = [row for path in options.library_questions for row in objects(path) if _new(row)]
    unanswerable = [*objects(_QUESTIONS / "unanswerable.jsonl"), *(row for row in asked if "document" not in row)]
    unanswerable = [row for row in unanswerable if row.get("split") != "test"]
    # Of what the treaties leave open the library answers some, and nobody has looked which.
    of_treaties = [row for path in options.treaty_questions for row in objects(path) if row.get("split") != "test"]
    absent = [*objects(_QUESTIONS / "absent.jsonl"), *(row for row in of_treaties if "document" not in row)]
    examples = [
        *_ask("large", large, [row for row in (*treaties, *of_treaties) if "document" in row], "answerable"),
        *_ask("large", large, list(objects(_QUESTIONS / "articles.jsonl")), "answerable"),
        *_ask("large", large, unanswerable),
        *_ask("large", large, absent),
        *_ask("small", small, [*objects(_QUESTIONS / "answerable.jsonl"), *library], "answerable"),
        *_ask("small", small, unanswerable),
        *_ask("small", small, [row for row in asked if row.get("document") in elsewhere], "elsewhere"),
    ]
    confidences = crossed(examples)
    model = fit(examples)
    answered, closest = thresholds(examples, confidences)
    data = {
        "encoder": encoder.checksum,
        "recipe": f"logistic regression over standardised features and {DIRECTIONS} directions of the questions' "
        "vectors, L2, classes and indexes of equal weight, times another over the signs of the first passage; "
        "made by python -m knowledge.answer.calibrate",
        "data_sha256": _digest(
            [*options.questions, *options.treaty_questions, *options.library_questions, *sorted(_QUESTIONS.iterdir())]
        ),
        "intercept": round(model.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in zip(FEATURES, model.weights, strict=True)},
        "meaning": [round(weight, 3) for weight in model.meaning],
        "first": {
            "intercept": round(model.signs_intercept, 4),
            "weights": {name: round(weight, 4) for name, weight in zip(SIGNS, model.signs, strict=True)},
        },
        "answered": answered,
        "closest": closest,
        "figures": figures(examples, confidences, answered, closest),
    }
    beside = options.out.with_name(options.out.name + ".new")
    beside.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    beside.replace(options.out)
    json.dump(data["figures"], sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


def thresholds(examples: Sequence[Example], confidences: NDArray[np.float64]) -> tuple[float, float]:
    """The two thresholds.

    Answered: as strict as leaves seven in ten questions with an answer answered, of each index, and no less strict than
    that at most eleven in two hundred answers given are wrong, when one question in three has no answer; wrong is an
    answer with no right place among the first three, or to a question that has none.
    Closest: the confidence that only the allowed share of the questions without answers reaches.
    """
    ranked = sorted(zip(confidences, examples, strict=True), key=lambda each: -each[0])
    groups = [(example.index, example.kind == "answerable") for _, example in ranked]
    weights = np.array([(1 - _WITHOUT if group[1] else _WITHOUT) / groups.count(group) for group in groups])
    wrong = np.array([not example.found for _, example in ranked])
    risk = np.cumsum(weights * wrong) / np.cumsum(weights)
    allowed = np.flatnonzero(risk <= _WRONG)
    least = ranked[allowed[-1]][0] if len(allowed) else 1.0
    of_index = {
        index: [confidence for confidence, each in ranked if each.index == index and each.kind == "answerable"]
        for index in {example.index for example in examples if example.kind == "answerable"}
    }
    answered = max(least, min((np.quantile(held, 1 - _GIVEN) for held in of_index.values()), default=1.0))
    without = [confidence for confidence, example in ranked if example.kind != "answerable"]
    closest = min(float(np.quantile(without, 1 - _WRONGLY_CLOSEST)), answered)
    return round(float(answered), 3), round(closest, 3)


def figures(
    examples: Sequence[Example], confidences: NDArray[np.float64], answered: float, closest: float
) -> dict[str, Any]:
    """How well the confidences do, by index."""
    report: dict[str, Any] = {}
    for index in sorted({example.index for example in examples}):
        held = [
            (example, confidence)
            for example, confidence in zip(examples, confidences, strict=True)
            if example.index == index
        ]
        right = [(example, confidence) for example, confidence in held if example.kind == "answerable"]
        wrong = [(example, confidence) for example, confidence in held if example.kind != "answerable"]
        given = [example for example, confidence in right if confidence >= answered]
        report[index] = {
            "answerable": len(right),
            "unanswerable": len(wrong),
            "auroc": round(auroc([each for _, each in right], [each for _, each in wrong]), 3),
            "answered": _share([confidence >= answered for _, confidence in right]),
            "answered_or_closest": _share([confidence >= closest for _, confidence in right]),
            "right_among_answered": _share([example.found for example in given]),
            "right_first_among_answered": _share([example.first for example in given]),
            "wrongly": {
                kind: {
                    "questions": len(of_kind),
                    "auroc": round(auroc([each for _, each in right], of_kind), 3),
                    "answered": _share([each >= answered for each in of_kind]),
                    "closest": _share([closest <= each < answered for each in of_kind]),
                }
                for kind in sorted({example.kind for example, _ in wrong})
                if (of_kind := [confidence for example, confidence in wrong if example.kind == kind])
            },
        }
    return report


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Probability that a positive scores above a negative, ties half (Hanley and McNeil 1982); NaN without either."""
    if not positive or not negative:
        return float("nan")
    difference = np.subtract.outer(np.array(positive), np.array(negative))
    return float(((difference > 0) + 0.5 * (difference == 0)).mean())


def _ask(index: str, searcher: Searcher, rows: Sequence[dict[str, Any]], kind: str | None = None) -> Iterator[Example]:
    for number, row in enumerate(rows):
        result = searcher.search(row["question"])
        if not result.hits:
            continue
        right = [kind == "answerable" and answers(hit, row) for hit in result.hits[:_FOUND]]
        vector, signs = tuple(map(float, result.vector)), tuple(standing(result))
        values = tuple(features(result))
        yield Example(index, kind or row["kind"], number % 2, any(right), values, vector, right[0], signs)


def _new(row: dict[str, Any]) -> bool:
    """Whether the encoder has not learned from it, and it is not kept for the final figure.

    Questions of the sets that measure have a split; of the others, those on documents held out of the training.
    """
    split = row.get("split")
    return bool(split == "tuning" or (split is None and row.get("document") in HELD_OUT))


def answers(hit: Hit, row: dict[str, Any]) -> bool:
    """Whether a hit is among the places that answer a question.

    Args:
        hit: what was found.
        row: the question: with the ``document`` and ``section`` that answer it, or ``sections`` of any document, and
            ``also`` more pairs of both. An entry is right in whichever language it is found.
    """
    section = hit.passage.section
    if (section[-1] if section else "") in row.get("sections", ()):
        return True
    name, ids = hit.passage.name, _entries()
    there = {ids.get((name, heading), heading) for heading in section} | {""}
    places = [tuple(place) for place in row.get("also", ())]
    if "document" in row:
        places.append((row["document"], row["section"]))
    return any(name == document and ids.get((name, heading), heading) in there for document, heading in places)


@lru_cache(maxsize=1)
def _entries() -> dict[tuple[str, str], str]:
    """Ids of the library's entries by their headings: an entry is right in whichever language it is found."""
    return entry_ids(LIBRARY)


def _share(flags: Sequence[bool]) -> float | None:
    return round(sum(flags) / len(flags), 3) if flags else None


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def _digest(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge.answer.calibrate", description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder")
    parser.add_argument("--second", type=Path, help="folder of the second encoder, where it is heard")
    parser.add_argument("--small", type=Path, required=True, help="index of the starter library")
    parser.add_argument("--large", type=Path, required=True, help="index of the treaties that the questions are about")
    parser.add_argument("--questions", type=Path, nargs="+", required=True, help="JSON lines with document and section")
    parser.add_argument(
        "--treaty-questions",
        type=Path,
        nargs="*",
        default=[],
        help="the same, where those without a document were looked up in the treaties alone",
    )
    parser.add_argument(
        "--library-questions", type=Path, nargs="*", default=[], help="the same for the starter library"
    )
    parser.add_argument("--out", type=Path, default=CALIBRATION, help="file to write")
    return parser


if __name__ == "__main__":
    sys.exit(main())
