from __future__ import annotations

import numpy as np

from knowledge.search.own_language import Nearness, level


def vector(*values):
    return np.array(values, np.float32)


def test_a_language_that_is_nearer_as_a_whole_gains_nothing():
    other = vector(0.7, 0.72, 0.74)
    assert np.allclose(level(other + 0.1, other), other)


def test_a_wider_spread_is_none_the_nearer():
    other = vector(0.7, 0.72, 0.74)
    assert np.allclose(level(vector(0.6, 0.8, 1.0), other), other)


def test_what_stands_out_in_its_own_language_stands_out():
    other = vector(0.70, 0.71, 0.72, 0.70, 0.71)
    own = vector(0.80, 0.81, 0.82, 0.80, 0.97)
    levelled = level(own, other)
    assert int(np.argmax(levelled)) == 4
    assert levelled[4] > other.max()


def test_one_entry_alone_cannot_be_levelled():
    assert level(vector(0.9), vector(0.7)) == vector(0.7)
    assert level(vector(), vector()).shape == (0,)


def test_nearness_is_written_where_its_rows_are():
    near = Nearness(np.array([2, 5]), vector(0.9, 0.8), vector(0.7, 0.6))
    dense, sentence = vector(0, 0, 0), vector(0, 0, 0)
    near.put(np.array([1, 2, 5]), dense, sentence)
    assert dense.tolist() == vector(0, 0.9, 0.8).tolist()
    assert sentence.tolist() == vector(0, 0.7, 0.6).tolist()
    assert near.nearest(1).tolist() == [2]


def test_without_entries_nothing_is_written():
    dense = vector(0.5)
    Nearness(np.empty(0, np.int64), vector(), vector()).put(np.array([1]), dense, dense)
    assert dense.tolist() == [0.5]
