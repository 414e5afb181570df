"""What there is to read and to look up, without a question: the documents as topics, the resources as a directory."""

from knowledge.catalogue.directory import Listed, find_resource, resources
from knowledge.catalogue.topics import Question, Topic, about, key_terms, opening, questions, sections, speakers, topics

__all__ = [
    "Listed",
    "Question",
    "Topic",
    "about",
    "find_resource",
    "key_terms",
    "opening",
    "questions",
    "resources",
    "sections",
    "speakers",
    "topics",
]
