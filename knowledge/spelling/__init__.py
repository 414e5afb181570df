"""Typing errors in questions, mended with the words of the documents and of a dictionary."""

from knowledge.spelling.counts import Counts
from knowledge.spelling.speller import Correction, Speller

__all__ = ["Correction", "Counts", "Speller"]
