"""Finding: the passages nearest to a question, by meaning, by words, and by what it cites."""

from __future__ import annotations

from knowledge.search.follow_up import complete, is_follow_up
from knowledge.search.opening import open_index
from knowledge.search.result import Hit, SearchResult
from knowledge.search.searcher import Searcher

__all__ = ["Hit", "SearchResult", "Searcher", "complete", "is_follow_up", "open_index"]
