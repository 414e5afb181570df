from __future__ import annotations

from dataclasses import replace

import pytest

from actions.why import ActionWhy, explanation
from nlu.texts import LANGUAGES, texts
from tests.actions.conversation import run, tracker
from tests.actions.test_remembered import FULL


def test_an_answer_is_explained():
    assert explanation(texts("en"), "May children be expelled?", FULL).split("\n\n") == [
        "I completed your question from the one before it: “May children be expelled?”",
        "You named 1951 Refugee Convention, so that came first.",
        "I compared it by meaning and by words with all 120 passages that I have.",
        "The best one: 1951 Refugee Convention, Article 32.",
        "My confidence is high: 0.91 of 1.",
        "The quotation stands in the source word for word; that was checked before I showed it.",
    ]


def test_an_instrument_that_was_not_read_is_not_said_to_have_come_first():
    remembered = replace(FULL, instruments=(), absent=("Convention on Special Missions",))
    said = explanation(texts("en"), "May children be expelled?", remembered)
    assert (
        "Judging by the titles of my documents, I do not have what you name: Convention on Special Missions."
        in said.split("\n\n")
    )
    assert "came first" not in said


@pytest.mark.parametrize("asked", ["", "May chlidren be epxelled?"])
def test_words_that_were_taken_for_others(asked):
    mended = replace(FULL, asked=asked, mended=(("chlidren", "children"), ("epxelled", "expelled")))
    said = explanation(texts("en"), "May children be expelled?", mended)
    words = "“chlidren” as “children”, “epxelled” as “expelled”"
    assert f"I do not know every word as it was written. I read {words}." in said.split("\n\n")[:2]
    first = "I completed your question from the one before it" if asked else "I read your question like this"
    assert said.startswith(f"{first}: “May children be expelled?”")


@pytest.mark.parametrize(("confidence", "shown"), [(0.99999, "0.99"), (0.0, "0.01")])
def test_nothing_is_called_certain(confidence, shown):
    assert f"{shown} of 1" in explanation(texts("en"), "?", replace(FULL, confidence=confidence))


def test_a_section_that_the_label_names_is_not_named_twice():
    label = "Non-refoulement and asylum, Key terms"
    said = explanation(texts("en"), "?", replace(FULL, position=0, labels=(label,), sections=("Key terms",)))
    assert f"The best one: {label}." in said


def test_a_question_that_was_complete_and_a_section():
    said = explanation(texts("en"), "May she be expelled?", replace(FULL, asked="", instruments=(), position=0))
    assert said.split("\n\n")[0] == "I read your question as it stands: “May she be expelled?”"
    assert "The best one: 1951 Refugee Convention, Article 33(1), under “Chapter V > Article 33”." in said
    assert "You named" not in said


@pytest.mark.parametrize(("confidence", "word"), [(0.8, "high"), (0.79, "fair"), (0.5, "fair"), (0.49, "modest")])
def test_confidence_in_words(confidence, word):
    assert f"My confidence is {word}: {confidence:.2f} of 1." in explanation(
        texts("en"), "?", replace(FULL, confidence=confidence)
    )


def test_closest_is_never_called_an_answer():
    said = explanation(texts("en"), "?", replace(FULL, state="closest", confidence=0.9))
    assert "My confidence is low (0.90 of 1): it may not answer your question." in said
    assert "high" not in said


def test_not_found_is_explained_without_a_source():
    nothing = replace(FULL, state="not_found", confidence=0.08, passages=(), labels=(), sections=(), quote="")
    said = explanation(texts("en"), "What is the boiling point of ethanol?", nothing)
    assert "None came near enough (confidence 0.08 of 1), so I showed nothing" in said
    assert "Article" not in said


@pytest.mark.parametrize("language", LANGUAGES)
async def test_in_every_language(language):
    conversation = tracker("/why", intent="why", language=language, question="May she?", answer=FULL.to_slot())
    reply, slots = await run(ActionWhy(), conversation)
    assert (reply.language, slots) == (language, {})
    assert "1951 Refugee Convention, Article 32" in reply.text
    assert "0.91" in reply.text


async def test_without_an_answer_there_is_nothing_to_explain():
    reply, slots = await run(ActionWhy(), tracker("/why", intent="why"))
    assert reply.text == "There is no answer yet to explain. Ask me a question first."
    assert slots == {}


def test_a_question_from_a_list_was_not_searched_for():
    said = explanation(texts("en"), "May she be expelled?", replace(FULL, searched=0, position=0))
    assert said.split("\n\n") == [
        "You chose this question from the list of a topic: “May she be expelled?”",
        f"The answer is the one that stands beside it in the material, word for word: {FULL.labels[0]}.",
    ]
