"""The picture of a run."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PIL import Image

from knowledge.evaluation.picture import draw
from tests.knowledge.evaluation.documents import EVERYTHING, document
from tests.knowledge.evaluation.outcomes import outcome, unanswerable


def colours(path, box) -> set[tuple[int, int, int]]:
    """The colours in a part of the picture, given in shares of its width and height."""
    with Image.open(path) as picture:
        width, height = picture.size
        left, top, right, bottom = box
        part = picture.convert("RGB").crop(
            (int(left * width), int(top * height), int(right * width), int(bottom * height))
        )
        return {colour for _, colour in part.getcolors(1 << 20)}


def test_four_parts_with_the_threshold(tmp_path):
    draw(document(EVERYTHING), tmp_path / "new" / "eval.png")
    with Image.open(tmp_path / "new" / "eval.png") as picture:
        assert (picture.format, picture.size) == ("PNG", (1430, 990))
    blue, red = (11, 79, 138), (179, 38, 30)
    for left in (0, 0.5):
        for top in (0.05, 0.5):
            assert blue in colours(tmp_path / "new" / "eval.png", (left, top, left + 0.5, top + 0.45))
    assert red in colours(tmp_path / "new" / "eval.png", (0.5, 0.05, 1, 0.5))
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["eval.png"]


@pytest.mark.parametrize(
    "outcomes",
    [
        [outcome("a", 1)],
        [unanswerable("n", 0.1)],
        [outcome("f", 1, group="follow_up", rank_whole=1)],
        [outcome("a", None, state="not_found", citations=0, confidence=0.0)],
    ],
)
def test_little_is_drawn_as_well(tmp_path, outcomes):
    draw(document(outcomes), tmp_path / "eval.png")
    with Image.open(tmp_path / "eval.png") as picture:
        assert picture.size == (1430, 990)


def test_matplotlib_is_not_imported_before_a_picture_is_drawn():
    code = "import sys, knowledge.evaluation, knowledge.evaluation.picture; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "False\n"
