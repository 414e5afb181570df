"""Traditional Chinese characters as simplified ones: whoever writes from Taipei or Hong Kong means the same words.

The treaties here, the termbase and what the encoder has read are in simplified characters. What is quoted stays as it
stands in its source.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["simplified"]

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+")
#: Traditional characters that the set of the simplified ones (GB 2312) has as well, for names.
_IN_BOTH = re.compile("[後於徵麽]")


def simplified(text: str) -> str:
    """``text`` with its traditional characters simplified, by words where one character has two simple forms.

    Text without any is given back as it is, and nothing is loaded for it.
    """
    if text.isascii() or not any(_traditional(run) for run in _HAN.findall(text)):
        return text
    return str(_converter().convert(text))


def _traditional(run: str) -> bool:
    """Whether a run of Chinese characters has one that simplified writing has not."""
    if _IN_BOTH.search(run):
        return True
    try:
        run.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    """Loaded at the first traditional character: 20 ms, then some 0.2 ms a question."""
    import opencc

    return opencc.OpenCC("t2s")
