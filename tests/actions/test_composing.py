from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from actions.composing import SHORT, coverage, not_there, nothing_found, passages_found, shortened, source_language
from bot.replies import State
from nlu.texts import LANGUAGES, texts
from tests.actions.test_answer import RETURNED

if TYPE_CHECKING:
    from actions.knowledge_base import KnowledgeBase


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_source_is_named_where_it_is_another(language: str):
    named = {source: source_language(texts(language), source) for source in (*LANGUAGES, "und")}
    assert {source for source, words in named.items() if not words} == {language, "und"}
    assert len(set(named.values())) == len(LANGUAGES)


@pytest.mark.encoder
def test_what_is_nearest_is_said_to_be_that(knowledge: KnowledgeBase):
    found = knowledge.open().answerer.answer(RETURNED["en"], citations=5).citations
    reply = passages_found(texts("fr"), State.CLOSEST, found[:3], further=False)
    paragraphs = reply.text.split("\n\n")
    assert paragraphs[:2] == [
        "Je n'ai rien trouvé qui y réponde avec certitude. Voici ce qui s'en approche le plus\u00a0:",
        "La source est en anglais\u00a0:",
    ]
    assert paragraphs[2] == f"«\u00a0{found[0].quote}\u00a0»\n— {found[0].label}"
    assert [line.partition(".")[0] for line in paragraphs[3].splitlines()[1:]] == ["2", "3"]
    assert (reply.state, reply.quote) == (State.CLOSEST, found[0].quote)
    assert "/more" not in [button.payload for button in reply.buttons]


@pytest.mark.encoder
def test_what_is_not_there_is_said_before_what_is_nearest(knowledge: KnowledgeBase):
    opened = knowledge.open()
    answer = opened.answerer.answer("how high a fine does the 1969 special missions convention set")
    # Without a place there is nothing to say of places.
    assert (answer.absent, answer.citations, answer.lacking) == (("special-missions-1969",), (), False)
    said = texts("en")
    text = "Judging by the titles of my documents, I do not have what you name: Convention on Special Missions."
    number = "None of the places that I found states the number that you ask for."
    cited = opened.answerer.answer(RETURNED["en"]).citations
    nearest = replace(answer, state="closest", citations=cited, lacking=True)
    gaps = not_there(said, nearest, opened.instruments)
    assert gaps == [text, number]
    reply = passages_found(said, State.CLOSEST, nearest.citations, gaps=gaps, further=False)
    assert reply.text.split("\n\n")[:2] == gaps
    # What others say of an instrument may answer.
    assert not_there(said, replace(nearest, state="answered"), opened.instruments) == [number]
    reply = nothing_found(said, opened.index, gaps=[text])
    assert reply.text.split("\n\n")[:2] == ["I have nothing on that, and I do not guess.", text]


@pytest.mark.encoder
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_is_said_in_every_language(knowledge: KnowledgeBase, language: str):
    opened = knowledge.open()
    answer = replace(opened.answerer.answer(RETURNED["en"]), state="closest", absent=("icrmw-1990",), lacking=True)
    first, second = not_there(texts(language), answer, opened.instruments)
    assert opened.instruments.short_name("icrmw-1990", language) in first
    assert second
    if language != "en":
        assert {first, second}.isdisjoint(not_there(texts("en"), answer, opened.instruments))


@pytest.mark.encoder
def test_an_opening_takes_the_place_of_the_usual_one(knowledge: KnowledgeBase):
    found = knowledge.open().answerer.answer(RETURNED["en"], citations=1).citations
    reply = passages_found(texts("en"), State.CLOSEST, found, opening="Further passages:", further=True)
    assert reply.text == f"Further passages:\n\n“{found[0].quote}”\n— {found[0].label}"
    assert [button.payload for button in reply.buttons] == [
        "/more",
        "/show_source",
        "/why",
        "/thumbs_up",
        "/thumbs_down",
    ]


@pytest.mark.encoder
def test_coverage_names_titles_of_different_collections_first(knowledge: KnowledgeBase):
    index = knowledge.open().index
    said = coverage(texts("en"), index)
    read = [document for document in index.documents if document.part in ("", "en")]
    assert len(read) < len(index.documents)  # entries stand there in six languages
    titles = said.removeprefix(f"I have read {len(read)} documents, for example: ").rstrip(".").split("; ")
    collection_of = {f"“{document.title}”": document.collection for document in read}
    assert len({collection_of[title] for title in titles}) == len(titles) == 4


@pytest.mark.encoder
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resource_is_shown_with_its_address(knowledge: KnowledgeBase, language: str):
    asked = {
        "ar": "أين أجد شخصا مفقودا من عائلتي؟",
        "en": "who can help me find missing relatives",
        "es": "¿quién me ayuda a encontrar a mi familia desaparecida?",
        "fr": "qui peut m'aider à retrouver ma famille disparue ?",
        "ru": "кто поможет найти пропавших родственников?",
        "zh": "谁能帮我找到失踪的家人？",
    }
    found = knowledge.open().answerer.answer(asked[language], citations=3, collection="resources").citations
    reply = passages_found(texts(language), State.ANSWERED, found, further=False)
    assert found[0].address is not None
    assert all(item.address in reply.text for item in found)


def test_a_short_quotation_stays_whole_and_a_long_one_is_cut_between_words():
    assert shortened("Everyone has the right to leave.") == "Everyone has the right to leave."
    words = "Everyone has the right to leave any country, including his own. " * 10
    cut = shortened(words)
    assert cut.endswith(" […]")
    assert words.startswith(cut.removesuffix(" […]") + " ")
    assert len(cut) <= SHORT + len(" […]")
    assert shortened("人" * 400) == "人" * SHORT + " […]"


@pytest.mark.encoder
def test_where_people_take_questions_that_button_stands_before_the_ratings(knowledge: KnowledgeBase):
    opened = knowledge.open()
    found = opened.answerer.answer(RETURNED["en"], citations=1).citations
    reply = passages_found(texts("en"), State.ANSWERED, found, further=True, staff=True)
    payloads = [button.payload for button in reply.buttons]
    assert payloads == ["/more", "/show_source", "/ask_staff", "/thumbs_up", "/thumbs_down"]
    nothing = nothing_found(texts("en"), opened.index, staff=True)
    assert [button.payload for button in nothing.buttons] == ["/ask_staff", "/help", "/why"]
