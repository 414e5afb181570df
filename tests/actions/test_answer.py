from __future__ import annotations

import base64

import pytest

from actions.answer import ActionAnswer, no_question
from actions.knowledge_base import KnowledgeBase
from actions.remembered import Remembered
from bot.replies import PAYLOAD_BYTES, State
from nlu.texts import LANGUAGES, texts
from tests.actions.conversation import run, tracker

RETURNED = {
    "ar": "هل يجوز لدولة أن تعيد لاجئا إلى مكان يكون فيه في خطر؟",
    "en": "can a country send a refugee back to where he is in danger?",
    "es": "¿puede un país devolver a un refugiado a un lugar donde corre peligro?",
    "fr": "un pays peut-il renvoyer un réfugié là où il est en danger ?",
    "ru": "может ли страна вернуть беженца туда, где ему грозит опасность?",
    "zh": "一个国家可以把难民送回他有危险的地方吗？",
}
ETHANOL = {
    "ar": "ما هي درجة غليان الإيثانول؟",
    "en": "what is the boiling point of ethanol",
    "es": "¿cuál es el punto de ebullición del etanol?",
    "fr": "quel est le point d'ébullition de l'éthanol ?",
    "ru": "какова температура кипения этанола?",
    "zh": "乙醇的沸点是多少？",
}
SOURCE_IS_ENGLISH = "The source is in English:"


@pytest.mark.encoder
@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_answer_is_a_quotation_and_its_place(knowledge: KnowledgeBase, language: str):
    reply, slots = await run(ActionAnswer(), tracker(RETURNED[language], language=language))
    assert (reply.state, reply.language) == (State.ANSWERED, language)
    best = reply.citations[0]
    assert best.quote == reply.quote
    assert best.document == "non-refoulement.md"
    for citation in reply.citations:
        assert citation.quote in citation.text
        assert citation.label.strip("\u2068\u2069") in reply.text
    assert reply.quote in reply.text
    said = texts(language).say(SOURCE_IS_ENGLISH)
    assert (said in reply.text) is (language != "en")
    assert 1 <= len(reply.citations) <= 3
    assert len(reply.text) <= 3500
    assert slots["question"] == RETURNED[language]
    remembered = Remembered.from_slot(slots["answer"])
    assert remembered is not None
    assert (remembered.state, remembered.quote, remembered.labels[0]) == ("answered", best.quote, best.label)
    assert remembered.build == knowledge.open().index.manifest.build


@pytest.mark.encoder
@pytest.mark.parametrize("language", LANGUAGES)
async def test_nothing_on_it_is_said_plainly_and_without_a_source(knowledge: KnowledgeBase, language: str):
    reply, slots = await run(ActionAnswer(), tracker(ETHANOL[language], language=language))
    assert (reply.state, reply.language) == (State.NOT_FOUND, language)
    assert (reply.citations, reply.quote) == ((), None)
    assert reply.text.startswith(texts(language).say("I have nothing on that, and I do not guess."))
    assert [button.payload for button in reply.buttons] == ["/help", "/why"]
    assert slots["answer"]["passages"] == []


@pytest.mark.encoder
async def test_what_there_is_instead_names_the_material(knowledge: KnowledgeBase):
    reply, _ = await run(ActionAnswer(), tracker(ETHANOL["en"]))
    documents = knowledge.open().index.documents
    files = {document.file_key for document in documents}  # entries stand there in six languages
    assert f"I have read {len(files)} documents, for example: “" in reply.text
    assert any(document.title in reply.text for document in documents)


@pytest.mark.encoder
async def test_a_follow_up_is_completed_from_the_question_before(knowledge: KnowledgeBase):
    follow_up = "and if the person is a danger to security?"
    reply, slots = await run(ActionAnswer(), tracker(follow_up, question=RETURNED["en"]))
    assert reply.state is State.ANSWERED
    assert "33(2)" in reply.quote
    assert slots["question"] != follow_up
    assert slots["answer"]["asked"] == follow_up


@pytest.mark.encoder
async def test_a_new_subject_is_not_dragged_back(knowledge: KnowledgeBase):
    question = "can an employer keep a worker's passport?"
    reply, slots = await run(ActionAnswer(), tracker(question, question=RETURNED["en"]))
    assert "33" not in reply.quote
    assert any("Article 21" in citation.quote for citation in reply.citations)
    assert (slots["question"], slots["answer"]["asked"]) == (question, "")


@pytest.mark.encoder
async def test_the_vector_of_the_message_spares_embedding_it_again(knowledge: KnowledgeBase, monkeypatch):
    opened = knowledge.open()
    vector = opened.encoder.embed_question(RETURNED["en"])
    left = {"model": opened.encoder.checksum, "vector": base64.b64encode(vector.astype("<f2").tobytes()).decode()}
    plain, _ = await run(ActionAnswer(), tracker(RETURNED["en"]))
    embedded: list[str] = []
    real = opened.encoder.read_question
    monkeypatch.setattr(opened.encoder, "read_question", lambda *text: embedded.append(text[0]) or real(*text))
    reply, _ = await run(ActionAnswer(), tracker(RETURNED["en"], message={"question_vector": left}))
    assert (reply.quote, embedded) == (plain.quote, [])
    foreign = {**left, "model": "0" * 16}
    reply, _ = await run(ActionAnswer(), tracker(RETURNED["en"], message={"question_vector": foreign}))
    assert (reply.quote, embedded) == (plain.quote, [RETURNED["en"]])


@pytest.mark.encoder
async def test_a_question_in_another_language_is_read_for_the_search(knowledge: KnowledgeBase, monkeypatch):
    """In a way of its own: the vector by which it was understood is another."""
    opened = knowledge.open()
    vector = opened.encoder.embed_question(RETURNED["fr"])
    left = {"model": opened.encoder.checksum, "vector": base64.b64encode(vector.astype("<f2").tobytes()).decode()}
    read: list[str] = []
    real = opened.encoder.read_question
    monkeypatch.setattr(opened.encoder, "read_question", lambda *text: read.append(text[0]) or real(*text))
    reply, _ = await run(ActionAnswer(), tracker(RETURNED["fr"], message={"question_vector": left}))
    assert "33" in reply.quote
    assert read == [RETURNED["fr"]]


@pytest.mark.encoder
@pytest.mark.parametrize("channel", ["slack", "telegram"])
async def test_other_connectors_read_everything_in_the_text(knowledge: KnowledgeBase, channel: str):
    from rasa_sdk.executor import CollectingDispatcher

    dispatcher = CollectingDispatcher()
    await ActionAnswer().run(dispatcher, tracker(RETURNED["en"], channel=channel), {})
    message = dispatcher.messages[0]
    assert message["custom"] == {}
    assert "Article 33" in message["text"]
    assert {button["payload"] for button in message["buttons"]} >= {"/why", "/show_source"}


@pytest.mark.encoder
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_button_fits(knowledge: KnowledgeBase, language: str):
    reply, _ = await run(ActionAnswer(), tracker(RETURNED[language], language=language))
    assert max(len(button.payload.encode()) for button in reply.buttons) <= PAYLOAD_BYTES
    assert [button.payload for button in reply.buttons][-2:] == ["/thumbs_up", "/thumbs_down"]


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("/ask", "empty"),
        ("🙂🙂", "no_words"),
        ("?!…", "no_words"),
        ("a" * 2001, "too_long"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_no_question_gets_a_sentence(text: str, trouble: str, language: str):
    reply, slots = await run(ActionAnswer(), tracker(text, language=language))
    assert (reply, slots) == (no_question(texts(language), trouble), {})
    assert reply.state is State.INFO


async def test_trouble_that_understanding_has_seen_counts():
    reply, _ = await run(ActionAnswer(), tracker("cut to what is read", message={"trouble": "too_long"}))
    assert reply.text == (
        "That is longer than I can read at once (limit in characters: 2000). Please ask in a sentence or two."
    )


async def test_without_an_index_it_is_unavailable_and_nothing_is_forgotten(tmp_path, monkeypatch):
    import settings
    from actions import knowledge_base

    config = settings.load().copy(update={"home": tmp_path, "encoder_path": tmp_path / "none"})
    monkeypatch.setattr(knowledge_base, "shared", lambda: KnowledgeBase(config))
    reply, slots = await run(ActionAnswer(), tracker(RETURNED["en"], question="the one before"))
    assert (reply.state, slots) == (State.UNAVAILABLE, {})
