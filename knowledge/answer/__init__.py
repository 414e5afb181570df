"""Answering: a quotation with its place, or the plain word that there is none."""

from __future__ import annotations

from knowledge.answer.answerer import Answer, Answerer
from knowledge.answer.citing import Citation
from knowledge.answer.confidence import Calibration
from knowledge.answer.quotation import Quotation

__all__ = ["Answer", "Answerer", "Calibration", "Citation", "Quotation"]
