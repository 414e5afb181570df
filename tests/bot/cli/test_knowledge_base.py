"""An answer as ``attache search`` prints it: what is cited stands at the place of its quotation."""

from __future__ import annotations

from bot.cli.knowledge_base import KnowledgeBase
from knowledge.answer import Answer
from knowledge.answer.citing import Citation
from knowledge.document import Place
from knowledge.passage import Passage, Sentence
from knowledge.search import Hit

FIRST, SECOND = "A first sentence. ", "And a second one."


def passage(identity: str) -> Passage:
    """Two sentences, on pages 3 and 4."""
    cut = len(FIRST)
    return Passage(
        id=identity,
        document="course/handbook.pdf",
        name="handbook.pdf",
        title="Handbook",
        collection="course",
        language="en",
        section=("Part I", "Chapter 2"),
        start=0,
        end=cut + len(SECOND),
        text=FIRST + SECOND,
        sentences=(
            Sentence(0, cut - 1, Place(page=3)),
            Sentence(cut, cut + len(SECOND), Place(page=4)),
        ),
    )


class Answers:
    """Answers what it was made with, and remembers what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.given = answer
        self.asked: dict[str, object] = {}

    def answer(self, question: str, **options: object) -> Answer:
        self.asked = {"question": question, **options}
        return self.given


def test_pages_are_those_of_quotations_and_else_of_beginnings():
    one, two = passage("1"), passage("2")
    answer = Answer(
        "answered",
        0.87654321,
        "en",
        "question",
        citations=(Citation(one, SECOND, "Handbook, p. 4", Place(page=4), 0.9),),
        hits=(Hit(0, one, 0.9, 0.8), Hit(1, two, 0.123456, 0.1)),
    )
    asked = KnowledgeBase(Answers(answer)).ask("question")
    assert [found.page for found in asked.passages] == [4, 3]
    assert asked.passages[0].label == "Handbook, p. 4"
    printed = asked.to_dict("x")
    assert (printed["id"], printed["confidence"]) == ("x", 0.8765)
    assert printed["passages"][1] == {
        "document": "handbook.pdf",
        "title": "Handbook",
        "section": "Part I > Chapter 2",
        "page": 3,
        "start": None,
        "end": None,
        "speaker": None,
        "text": FIRST + SECOND,
        "score": 0.1235,
    }


def test_what_is_asked_for_is_passed_on():
    answers = Answers(Answer("not_found", 0.0, "fr", "question"))
    asked = KnowledgeBase(answers).ask("et en mer ?", top=3, collection="course", history=["Avant ?"], hint="fr")
    assert answers.asked == {
        "question": "et en mer ?",
        "top": 3,
        "language": None,
        "collection": "course",
        "document": None,
        "history": ["Avant ?"],
        "hint": "fr",
    }
    assert asked.to_dict(None) == {
        "id": None,
        "state": "not_found",
        "confidence": 0.0,
        "language": "fr",
        "passages": [],
    }
