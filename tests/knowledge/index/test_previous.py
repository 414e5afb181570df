from __future__ import annotations

import pytest

from knowledge.errors import BrokenIndex
from knowledge.index.previous import Previous
from tests.knowledge.index.hashing import HashingEncoder


def test_none_yet(into, encoder):
    previous = Previous(into)
    assert (previous.manifest, previous.documents, previous.usable, previous.trouble) == (None, (), False, "")
    assert previous.vectors(encoder) is None


def test_passages_and_vectors_can_be_used_again(run, course, into, encoder):
    report = run([course])
    previous = Previous(into)
    assert (previous.usable, previous.trouble) == (True, "")
    passages = [passage for document in previous.documents for passage in previous.passages(document)]
    assert len(passages) == report.passages
    assert {passage.document for passage in previous.passages(previous.documents[1])} == {previous.documents[1].key}
    assert len(previous.vectors(encoder)) == report.passages
    assert previous.vectors(HashingEncoder(seed=1)) is None
    assert previous.vectors(HashingEncoder(name="other")) is None
    previous.close()


def test_documents_are_known_even_when_their_passages_are_lost(run, course, into, encoder):
    run([course])
    (build,) = (into / "builds").iterdir()
    (build / "passages.sqlite").unlink()
    for previous in (Previous(into), Previous(into, whole=False)):
        assert len(previous.documents) == 3
        assert not previous.usable
        assert str(build) in previous.trouble
        assert previous.vectors(encoder) is None
        with pytest.raises(BrokenIndex):
            previous.passages(previous.documents[0])
