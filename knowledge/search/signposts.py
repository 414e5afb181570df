"""Passages that say what the material is about, where to read on, or how a case is solved, not what the law is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from knowledge.citation import provision_of
from knowledge.provisions import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.index import Index

__all__ = ["signposts"]

_SIGNPOST = re.compile(
    r"what (?:this|the) \w+ (?:teaches|covers)|(?:learning )?(?:outcomes|objectives)\b|further reading|contents$"
    r"|references$|about this|(?:a )?(?:short )?case(?: study)?$|ce que (?:ce|cette) |objectifs d|pour aller plus loin"
    r"|lectures compl|etude de cas|lo que ensena|estudio de caso|учебный пример|دراسة حالة|案例"
    r"|objetivos d|lecturas? (?:adicional|complementari)|чему учит|цели (?:модуля|курса)|что (?:еще )?(?:по)?читать"
    r"|дополнительн\w+ литератур|ما (?:ي|ت)علمه|أهداف (?:الوحدة|التعلم)|قراءات"
    r"|本(?:单元|模块|章)|学习目标|延伸阅读|参考文献",
    re.IGNORECASE,
)


def signposts(index: Index) -> NDArray[np.bool_]:
    """Which rows of an index stand under such a heading ``[n]``."""
    found = np.zeros(len(index), bool)
    for _, path, rows in index.sections():
        if path and provision_of(path) is None and _SIGNPOST.match(fold(path[-1])):
            found[rows] = True
    return found
