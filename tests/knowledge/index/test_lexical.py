from __future__ import annotations

import subprocess
import sys
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import BrokenIndex
from knowledge.index.lexical import LexicalIndex

PASSAGES = [
    ["refuge", "expel", "refuge"],
    ["state", "expel"],
    ["state", "sea", "rescu", "ship", "master"],
    [],
    ["refuge", "state"],
]


def write(folder, passages):
    LexicalIndex.write(folder, passages)
    return LexicalIndex(folder, len(passages))


@pytest.fixture
def index(tmp_path):
    return write(tmp_path / "lexical", PASSAGES)


def bm25(passages, tokens):
    """The formula as it is written down, one passage at a time."""
    count, average = len(passages), sum(map(len, passages)) / len(passages)
    scores = []
    for passage in passages:
        score = 0.0
        for token in set(tokens):
            having = sum(token in other for other in passages)
            often = passage.count(token)
            length = LexicalIndex.K1 * (1 - LexicalIndex.B + LexicalIndex.B * len(passage) / average)
            if often:
                score += log(1 + (count - having + 0.5) / (having + 0.5)) * often / (often + length)
        scores.append(score)
    return scores


@pytest.mark.parametrize("tokens", [["refuge"], ["refuge", "expel"], ["state", "state"], ["rescu", "unknown"]])
def test_scores_are_bm25(index, tokens):
    assert index.scores(tokens) == pytest.approx(bm25(PASSAGES, tokens), abs=1e-5)


_WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=12)


@given(st.lists(_WORDS, min_size=1, max_size=12), _WORDS)
def test_scores_are_bm25_for_any_passages(tmp_path_factory, passages, tokens):
    index = write(tmp_path_factory.mktemp("lexical"), passages)
    if any(passages):
        assert index.scores(tokens) == pytest.approx(bm25(passages, tokens), abs=1e-4)
    else:
        assert index.scores(tokens).tolist() == [0.0] * len(passages)


def test_best_first_and_nothing_that_scores_zero(index):
    scores, rows = index.search(["refuge", "expel"], 10)
    assert rows.tolist() == [0, 1, 4]
    assert scores.tolist() == sorted(scores, reverse=True)
    assert index.search(["refuge", "expel"], 1)[1].tolist() == [0]
    assert index.search(["unknown"], 10)[1].tolist() == []
    assert index.search([], 10)[1].tolist() == []


def test_ties_come_in_reading_order(tmp_path):
    index = write(tmp_path, [["a", "b"]] * 50 + [["a", "a"]])
    assert index.search(["a"], 4)[1].tolist() == [50, 0, 1, 2]


def test_only_some_rows(index):
    assert index.search(["refuge", "expel"], 10, np.array([4, 2, 1]))[1].tolist() == [1, 4]
    scores, rows = index.search(["refuge"], None, np.array([4, 2, 0]))
    assert rows.tolist() == [4, 2, 0]
    assert scores.tolist() == index.scores(["refuge"])[[4, 2, 0]].tolist()
    assert index.search(["refuge"])[1].tolist() == [0, 1, 2, 3, 4]


def test_damaged_and_missing_files(tmp_path):
    write(tmp_path / "lexical", PASSAGES)
    path = tmp_path / "lexical" / "vocab.index.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(BrokenIndex, match="make ready"):
        LexicalIndex(tmp_path / "lexical", len(PASSAGES))
    path.unlink()
    with pytest.raises(FileNotFoundError):
        LexicalIndex(tmp_path / "lexical", len(PASSAGES))


def test_neither_asking_nor_writing_imports_jax(tmp_path):
    program = (
        "import sys; from pathlib import Path; from knowledge.index.lexical import LexicalIndex as I\n"
        "p = Path(sys.argv[1]); I.write(p, [['a'], ['b']]); assert 'bm25s' in sys.modules\n"
        "print(I(p, 2).search(['b'], 1)[1].tolist(), 'jax' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "[1] False\n"
