from __future__ import annotations

import pytest

from knowledge.index.build import Versions
from knowledge.index.differences import Differences, find_differences
from knowledge.index.previous import Previous
from tests.knowledge.index.hashing import HashingEncoder


@pytest.fixture
def previous(run, course, into):
    run([course])
    return Previous(into)


@pytest.fixture
def versions(previous):
    return Versions(previous.manifest.reader, previous.manifest.cutting, previous.manifest.words)


def test_no_index_yet_wants_a_build(tmp_path, encoder):
    assert find_differences(Previous(tmp_path), [encoder], Versions(1, 1, (60, 150))) == Differences(build=True)


def test_nothing_differs(previous, versions, encoder):
    assert find_differences(previous, [encoder], versions) == Differences(build=False)


def test_encoders_cost_a_build_but_no_reading(previous, versions, encoder):
    for encoders in ([HashingEncoder(seed=1)], [encoder, HashingEncoder(name="second")], []):
        differences = find_differences(previous, encoders, versions)
        assert (differences.build, differences.read, len(differences.notes)) == (True, "", 1)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ((1, 0, (60, 150)), "Read again: the readers have version"),
        ((0, 1, (60, 150)), "Cut again: the cutting has version"),
        ((0, 0, (10, 50)), "Cut again: passages have 10 to 50 words instead of 60 to 150."),
    ],
)
def test_versions_and_sizes_cost_reading(previous, versions, encoder, changes, reason):
    other = Versions(versions.reader + changes[0], versions.cutting + changes[1], changes[2])
    differences = find_differences(previous, [encoder], other)
    assert differences.build
    assert differences.read.startswith(reason)
    assert differences.notes == (f"Every file is read again, also from other sources. {differences.read}",)


def test_another_tokeniser_costs_a_build(previous, versions, encoder, monkeypatch):
    monkeypatch.setattr("knowledge.index.differences.TOKENS_VERSION", 99)
    differences = find_differences(previous, [encoder], versions)
    assert (differences.build, differences.read) == (True, "")
    assert "tokeniser" in differences.notes[0]
