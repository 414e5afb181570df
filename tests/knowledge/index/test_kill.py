"""Killed at any moment (``kill -9``), the old or the new index is there, whole."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.index import Index
from knowledge.index.swap import CURRENT

PROJECT = Path(__file__).resolve().parents[3]


class Victim:
    def __init__(self, tmp_path):
        self._source, self.into, self._cache = (tmp_path / name for name in ("course", "index", "vectors"))
        self._source.mkdir()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.knowledge.index.victim"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
        )
        self.version = 0

    def change(self):
        """Two documents that only fit each other in one version."""
        self.version += 1
        for name in ("one", "two"):
            (self._source / f"{name}.md").write_text(f"# Title\n\nThis is version {self.version}.\n", encoding="utf-8")

    def update(self, event=0, delay=0.0):
        line = "\t".join(map(str, (self.into, self._cache, self._source, event, delay)))
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        ended, taken = map(int, self._process.stdout.readline().split())
        return ended, taken

    def versions(self):
        """The versions that the index holds, once all of its parts were read and searched."""
        with Index.open(self.into) as index:
            passages = index.passages(range(len(index)))
            vectors = index.passage_vectors("hashing", range(len(index)))
            for row, passage in enumerate(passages):
                _, nearest = index.vectors_search("hashing", vectors[row], len(index))
                assert sorted(nearest) == list(range(len(index)))
                assert len(index.sentence_vectors("hashing", row)) == len(passage.sentences)
            _, found = index.lexical_scores(["version"], len(index))
            assert sorted(found) == list(range(len(index)))
            assert len(index) == index.manifest.passages == 2
            return {int(re.search(r"version (\d+)", passage.text).group(1)) for passage in passages}

    def close(self):
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


@pytest.fixture
def victim(tmp_path):
    victim = Victim(tmp_path)
    yield victim
    victim.close()


def test_killed_at_every_step(victim):
    victim.change()
    assert victim.update()[0] == 0
    victim.change()
    ended, steps = victim.update()
    assert ended == 0
    assert steps > 30

    seen = set()
    for event in range(1, steps + 1):
        old = victim.version
        victim.change()
        assert victim.update(event=event)[0] == signal.SIGKILL
        (version,) = victim.versions()
        assert version in (old, victim.version)
        seen.add(version - old)
        # The next run is not held up by what was left, and leaves nothing of it.
        if event % 5 == 0:
            assert victim.update()[0] == 0
            assert victim.versions() == {victim.version}
            assert len(list((victim.into / "builds").iterdir())) == 1
            assert list(victim.into.glob(f"{CURRENT}.*")) == []
        else:
            victim.version = version
    assert seen == {0, 1}


def test_killed_at_any_time(victim):
    victim.change()
    assert victim.update()[0] == 0
    chance = random.Random(20)  # noqa: S311 - any times will do, as long as they are the same in every run
    for _ in range(10):
        old = victim.version
        victim.change()
        victim.update(delay=chance.uniform(0.01, 0.8))
        (version,) = victim.versions()
        assert version in (old, victim.version)
        victim.version = version


def test_a_first_run_that_is_killed_leaves_no_index_and_no_obstacle(victim):
    victim.change()
    assert victim.update(event=12)[0] == signal.SIGKILL
    assert not (victim.into / CURRENT).exists()
    assert victim.update()[0] == 0
    assert victim.versions() == {1}
    assert len(list((victim.into / "builds").iterdir())) == 1
