"""What questions demand of their answers, in six languages."""

from __future__ import annotations

import pytest

from knowledge.answer.demands import asked, lacking, unheard
from knowledge.answer.quantities import Quantity
from knowledge.document import Place
from knowledge.passage import Passage, Sentence


def passage(text: str, language: str = "en", title: str = "Title") -> Passage:
    return Passage("0" * 32, "a", "a", title, "", language, (), 0, len(text), text, (Sentence(0, len(text), Place()),))


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("how many weeks may a state take to decide", {Quantity.TIME}),
        ("deadline for reservations", {Quantity.TIME}),
        ("from what age can a child work", {Quantity.TIME}),
        ("délai pour informer le consulat", {Quantity.TIME}),
        ("¿cuántos días hay para avisar?", {Quantity.TIME}),
        ("через сколько месяцев вступает в силу", {Quantity.TIME}),
        ("كم شهر حتى تدخل حيز النفاذ", {Quantity.TIME}),
        ("多久以后生效", {Quantity.TIME}),
        ("within how many nautical miles", {Quantity.TIME, Quantity.DISTANCE}),
        ("what majority adopts an amendment", {Quantity.SHARE}),
        ("how much does a remittance cost", {Quantity.MONEY}),
        ("how many members does the committee have", {Quantity.NUMBER}),
        ("委员会有多少名专家", {Quantity.NUMBER}),
        ("课程怎么收费", {Quantity.MONEY}),
        ("ما المهلة لإبلاغ القنصلية؟", {Quantity.TIME}),
        ("كم المده", {Quantity.TIME}),
        ("بأي أغلبية يُعتمد التعديل", {Quantity.SHARE}),
        ("ما الغرامة", {Quantity.MONEY}),
        ("can a refugee be sent back", set()),
        ("هل يجوز إعادة اللاجئ", set()),
        ("how far do states have to help each other", {Quantity.NUMBER}),
    ],
)
def test_asked(question: str, kinds: set[Quantity]) -> None:
    assert asked(question) == kinds


def test_a_passage_without_the_quantity_cannot_answer() -> None:
    duty = passage("Every State shall require the master of a ship to render assistance to any person in danger.")
    limit = passage("The territorial sea extends up to a limit not exceeding 12 nautical miles.")
    question = "how many nautical miles must a ship go to help"
    assert lacking(question, [duty])
    assert not lacking(question, [duty, limit])
    assert not lacking("must a ship help", [duty])
    assert not lacking("who must help", [])


def test_the_language_of_the_passage_counts_not_that_of_the_question() -> None:
    assert not lacking("多久以后生效", [passage("on the ninetieth day after the deposit")])
    assert lacking("how long until it enters into force", [passage("缔约国应当合作。", "zh")])


@pytest.mark.parametrize(
    ("question", "text", "heard"),
    [
        ("deadline of 72 hours to notify", "shall, without delay, inform", False),
        ("deadline of 72 hours to notify", "within seventy-two hours", True),
        ("the 2014 protocol", "The Convention of 1930 applies.", False),
        ("the 2014 protocol", "The Protocol of 2014 applies.", True),
        ("resolution 70/1959", "anything", True),
        ("can a refugee be sent back", "anything", True),
    ],
)
def test_unheard(question: str, text: str, heard: bool) -> None:
    assert unheard(question, [passage(text)]) is not heard


def test_the_year_may_stand_in_the_title() -> None:
    assert not unheard(
        "the convention of 1930", [passage("Anything.", title="Forced Labour Convention, 1930 (No. 29)")]
    )


@pytest.mark.parametrize(
    ("heading", "missing"),
    [
        ("How much does the course cost? Is it free?", False),
        ("How much time does the course take each week?", True),
        ("What do I have to do to get the certificate?", True),
    ],
)
def test_a_frequent_question_for_a_quantity_is_answered_by_what_it_says_of_it(heading: str, missing: bool) -> None:
    text = "The material does not say what it costs."
    place = (Sentence(0, len(text), Place()),)
    entry = Passage("0" * 32, "faq", "faq.yml", "Questions", "faq", "en", (heading,), 0, len(text), text, place)
    assert lacking("сколько стоит обучение", [entry]) is missing
    assert lacking("how many euros is it", [entry]) is True  # a number is not money
