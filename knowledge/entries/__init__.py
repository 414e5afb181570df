"""The structured part of the library: frequent questions, resources and terms, each entry in six languages."""

from __future__ import annotations

from knowledge.entries.faq import Faq, load_faq
from knowledge.entries.kinds import KINDS, SUFFIXES, kind_of
from knowledge.entries.resources import Resource, load_resources
from knowledge.entries.terms import Defined, Term, Wording, load_terms

__all__ = [
    "KINDS",
    "SUFFIXES",
    "Defined",
    "Faq",
    "Resource",
    "Term",
    "Wording",
    "kind_of",
    "load_faq",
    "load_resources",
    "load_terms",
]
