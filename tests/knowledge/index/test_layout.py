from __future__ import annotations

from pathlib import Path

from knowledge.index.layout import LEXICAL, PASSAGES, vectors_folder


def test_no_two_parts_lie_in_one_place():
    build = Path("build")
    places = {build / PASSAGES, build / LEXICAL, vectors_folder(build, "a" * 16), vectors_folder(build, "b" * 16)}
    assert len(places) == 4
    assert all(build in place.parents for place in places)
