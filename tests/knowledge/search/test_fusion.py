from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from knowledge.search.fusion import WEIGHTS, fuse, shown

scores = arrays(np.float32, 12, elements=st.floats(0, 1, width=32))
NEAR = np.array([True] * 8 + [False] * 4)


def test_weights_are_convex() -> None:
    assert round(WEIGHTS.passage + WEIGHTS.sentence + WEIGHTS.words, 6) == 1


@given(scores, scores, scores)
def test_scores_are_numbers_whatever_comes(passage, sentence, words) -> None:
    fused = fuse(passage, sentence, words, NEAR)
    assert np.isfinite(fused).all()
    assert ((shown(fused) >= 0) & (shown(fused) <= 1)).all()


@given(scores)
def test_words_that_say_nothing_change_nothing(passage) -> None:
    without = fuse(passage, passage, np.zeros(12, np.float32), NEAR)
    assert np.array_equal(
        np.argsort(without, kind="stable"), np.argsort(fuse(passage, passage, passage * 0, NEAR), kind="stable")
    )
    spread = passage[NEAR].std()
    if spread > 0.005:
        assert np.allclose(without, (passage - passage[NEAR].mean()) / spread, atol=1e-3)


def test_equal_scores_do_not_become_differences() -> None:
    equal = np.full(12, 0.8, np.float32)
    assert np.allclose(fuse(equal, equal, equal, NEAR), 0, atol=1e-4)


def test_more_words_in_common_never_lower_a_passage() -> None:
    passage = np.linspace(0.7, 0.9, 12, dtype=np.float32)
    words = np.zeros(12, np.float32)
    words[3] = 5.0
    assert fuse(passage, passage, words, NEAR)[3] > fuse(passage, passage, words * 0, NEAR)[3]


def test_without_a_nearest_one_all_are_the_measure() -> None:
    passage = np.linspace(0.7, 0.9, 12, dtype=np.float32)
    assert np.isfinite(fuse(passage, passage, passage, np.zeros(12, bool))).all()


def test_a_second_encoder_moves_what_it_understands_and_nothing_else() -> None:
    flat, words = np.full(12, 0.8, np.float32), np.zeros(12, np.float32)
    second = np.full(12, np.nan, np.float32)
    second[:6] = np.linspace(0.3, 0.8, 6)
    fused = fuse(flat, flat, words, NEAR, second=second)
    assert (np.diff(fused[:6]) > 0).all()
    assert np.allclose(fused[6:], 0, atol=1e-4)
    # What comes over a bridge counts for less.
    carried = fuse(flat, flat, words, NEAR, second=second, carried=True)
    assert np.allclose(carried * WEIGHTS.second, fused * WEIGHTS.carried, atol=1e-4)


def test_a_few_that_it_understands_among_many_are_no_measure() -> None:
    flat, words = np.full(12, 0.8, np.float32), np.zeros(12, np.float32)
    second = np.full(12, np.nan, np.float32)
    second[:3] = (0.3, 0.5, 0.8)
    assert np.allclose(fuse(flat, flat, words, NEAR, second=second), 0, atol=1e-4)
    none_near = fuse(flat, flat, words, np.zeros(12, bool), second=np.full(12, np.nan, np.float32))
    assert np.isfinite(none_near).all()


def test_words_weigh_more_in_another_language() -> None:
    passage = np.linspace(0.7, 0.9, 12, dtype=np.float32)
    words = np.zeros(12, np.float32)
    words[3] = 5.0
    foreign = np.ones(12, bool)
    assert fuse(passage, passage, words, NEAR, foreign=foreign)[3] > fuse(passage, passage, words, NEAR)[3]


def test_shown_keeps_the_order() -> None:
    fused = np.array([-3, 0, 1.5, 4], np.float32)
    assert list(np.argsort(shown(fused))) == [0, 1, 2, 3]
    assert shown(fused)[2] == 0.5


@given(scores, scores, scores, st.lists(st.booleans(), min_size=12, max_size=12))
def test_a_second_voice_moves_only_what_it_understands(passage, sentence, second, understood) -> None:
    heard = np.where(understood, second, np.float32(np.nan)).astype(np.float32)
    words = np.zeros(12, np.float32)
    alone, both = fuse(passage, sentence, words, NEAR), fuse(passage, sentence, words, NEAR, second=heard)
    assert np.isfinite(both).all()
    assert np.array_equal(alone[~np.array(understood)], both[~np.array(understood)])


def test_a_second_voice_decides_between_equals() -> None:
    equal = np.full(12, 0.8, np.float32)
    second = np.linspace(0.1, 0.9, 12, dtype=np.float32)
    assert fuse(equal, equal, equal * 0, NEAR, second=second).argmax() == 11
