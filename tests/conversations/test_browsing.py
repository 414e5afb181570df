"""Looking around and asking a person, with the whole engine, in six languages: topics, resources, links, staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from bot.replies import State
from bot.telegram.addressing import Command
from bot.telegram.turns import turn_of
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from bot.dialogue import Dialogue
    from bot.replies import Reply

pytestmark = [pytest.mark.loopback, pytest.mark.encoder]


class Said(NamedTuple):
    """What somebody writes in one language, and a title that has to come back."""

    topics: str
    resources: str
    word: str
    person: str
    question: str
    title: str


SAID = {
    "ar": Said(
        "ما المواضيع المتاحة عندك؟",
        "أرني قائمة الموارد",
        "التحويلات",
        "أريد أن أتحدث مع شخص حقيقي",
        "هل يجوز لدولة أن تعيد لاجئا إلى مكان يكون فيه في خطر؟",
        "عدم الإعادة القسرية واللجوء",
    ),
    "en": Said(
        "what topics do you have",
        "show me the resources",
        "mayors",
        "I want to talk to a real person",
        "can a country send a refugee back to where he is in danger?",
        "Non-refoulement and asylum",
    ),
    "es": Said(
        "¿qué temas tienes para mí?",
        "muéstrame la lista de recursos",
        "remesas",
        "quiero hablar con una persona real",
        "¿puede un país devolver a un refugiado a un lugar donde corre peligro?",
        "No devolución y asilo",
    ),
    "fr": Said(
        "quels thèmes avez-vous ?",
        "montrez-moi la liste des ressources",
        "maires",
        "je veux parler à une vraie personne",
        "un pays peut-il renvoyer un réfugié là où il est en danger ?",
        "Non-refoulement et asile",
    ),
    "ru": Said(
        "какие у тебя есть темы?",
        "покажи список ресурсов",
        "денежные переводы",
        "хочу поговорить с живым человеком",
        "может ли страна вернуть беженца туда, где ему грозит опасность?",
        "Невыдворение и убежище",
    ),
    "zh": Said(
        "你有哪些主题可以看？",
        "给我看资源列表",
        "汇款",
        "我想和真人说话",
        "一个国家可以把难民送回他有危险的地方吗？",
        "不推回与庇护",
    ),
}


def one(replies: list[Reply]) -> Reply:
    (reply,) = replies
    return reply


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_topics_to_an_answer_and_its_source(dialogue: Dialogue, language: str) -> None:
    said, name = SAID[language], f"topics-{language}"
    reply = one(dialogue.turn(name, said.topics))
    assert (reply.state, reply.language) == (State.INFO, language)
    assert said.title in reply.text
    (chosen,) = [button.payload for button in reply.buttons if "non-refoulement" in button.payload]
    topic = one(dialogue.turn(name, chosen))
    assert (topic.language, bool(topic.quote), said.title in topic.text) == (language, True, True)
    answer = one(dialogue.turn(name, topic.buttons[2].payload))
    assert (answer.state, answer.language) == (State.ANSWERED, language)
    assert answer.quote is not None
    assert "Article 42(1)" in answer.quote
    source = one(dialogue.turn(name, "/show_source"))
    assert answer.quote in source.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_resources_by_kind_and_by_a_word(dialogue: Dialogue, language: str) -> None:
    said, name = SAID[language], f"resources-{language}"
    menu = one(dialogue.turn(name, said.resources))
    assert (menu.state, menu.language, menu.citations) == (State.INFO, language, ())
    kind = one(dialogue.turn(name, menu.buttons[0].payload))
    found = one(dialogue.turn(name, f"/resources {said.word}"))
    for reply in (kind, found):
        assert reply.language == language
        assert reply.citations
        assert all(str(citation.address).startswith("https://") for citation in reply.citations)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_for_a_person_is_shown_first(dialogue: Dialogue, language: str) -> None:
    said, name = SAID[language], f"staff-{language}"
    staffed = {"staff": True}
    answer = one(dialogue.turn(name, said.question, metadata=staffed))
    assert [button.payload for button in answer.buttons][-3:] == ["/ask_staff", "/thumbs_up", "/thumbs_down"]
    offer = one(dialogue.turn(name, said.person, metadata=staffed))
    assert (offer.state, offer.language, offer.quote) == (State.INFO, language, said.question)
    assert [button.payload for button in offer.buttons] == ["/send_to_staff", "/keep_to_myself"]
    direct = one(dialogue.turn(name, f"/human {said.question}", metadata=staffed))
    assert (direct.quote, direct.language) == (said.question, language)
    nobody = one(dialogue.turn(name, said.person))
    assert (nobody.quote, nobody.language) == (None, language)
    assert "/send_to_staff" not in [button.payload for button in nobody.buttons]


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_open_what_they_name(dialogue: Dialogue, language: str) -> None:
    name = f"links-{language}"
    for argument, found in {
        "topic-maritime-rescue": "maritime-rescue.vtt",
        "resource-unitar-international-migration-law": "resources.yml",
        "topic-cooking": "",
        "resource-cooking": "",
    }.items():
        turn = turn_of(Command("start", argument, named=False), private=True)
        assert turn is not None
        reply = one(dialogue.turn(name, turn, metadata={"language_hint": language}))
        assert reply.language == language
        assert [citation.document for citation in reply.citations] == [found][: bool(found)]
        assert reply.buttons


@pytest.mark.parametrize("question", ["is there anything for mayors?", "what does non-refoulement mean"])
def test_a_free_question_goes_its_usual_way(dialogue: Dialogue, question: str) -> None:
    reply = one(dialogue.turn(f"free-{len(question)}", question))
    assert reply.state is State.ANSWERED
    assert "/show_source" in [button.payload for button in reply.buttons]
