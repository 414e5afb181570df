from __future__ import annotations

import pytest

from knowledge.search.signposts import signposts
from tests.knowledge.search.library import build

HEADINGS = (
    ("Learning objectives", True),
    ("Further reading", True),
    ("A short case", True),
    ("Pour aller plus loin", True),
    ("延伸阅读", True),
    ("Article 3 - Further reading of the draft", False),
    ("The rule on return", False),
)


@pytest.mark.parametrize(("heading", "expected"), HEADINGS)
def test_headings(tmp_path, heading: str, expected: bool) -> None:
    text = f"# A module\n\n## {heading}\n\nSome words stand here.\n"
    with build(tmp_path, {"a.md": text}) as index:
        assert signposts(index).tolist() == [expected]
