"""Replies as the actions compose them, and a reader of Telegram's HTML that forgives nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.composing import passages_found
from bot.replies import Reply, State
from knowledge.answer.citing import Citation as Found
from knowledge.document import Place
from knowledge.passage import Passage, Sentence
from nlu.texts import texts

QUOTES = {
    "ar": "لا يجوز لأية دولة متعاقدة أن تطرد لاجئا أو ترده",
    "en": "No Contracting State shall expel or return a refugee",
    "es": "Ningún Estado Contratante podrá expulsar o devolver a un refugiado",
    "fr": "Aucun des États contractants n’expulsera ou ne refoulera un réfugié",
    "ru": "Договаривающиеся государства не будут высылать или возвращать беженцев",
    "zh": "任何缔约国不得以任何方式将难民驱逐或送回",
}
LABELS = {
    "ar": "اتفاقية اللاجئين لعام 1951، المادة 33",
    "en": "1951 Refugee Convention, Article 33(1)",
    "es": "Convención sobre los Refugiados de 1951, artículo 33(1)",
    "fr": "Convention de 1951 sur les réfugiés, article 33(1)",
    "ru": "Конвенция о беженцах 1951 года, статья 33(1)",
    "zh": "1951年难民公约，第三十三条",
}


def found(language: str, *, quote: str = "", label: str = "", address: str | None = None) -> Found:
    """A citation of a passage in ``language``."""
    quote = quote or QUOTES[language]
    passage = Passage(
        id="0" * 32,
        document="course/refugees.md",
        name="refugees.md",
        title="Refugees",
        collection="course",
        language=language,
        section=("Non-refoulement",),
        start=0,
        end=len(quote),
        text=quote,
        sentences=(Sentence(0, len(quote), Place()),),
    )
    return Found(passage, quote, label or LABELS[language], Place(), 0.9, address=address)


def answer(asked: str, *citations: Found, state: State = State.ANSWERED) -> Reply:
    """What a person who asks in the language ``asked`` is answered."""
    return passages_found(texts(asked), state, citations, further=True)


@dataclass(frozen=True)
class Entity:
    """One element of a message and the text in it."""

    element: str
    text: str


_TOKEN = re.compile(r"<(?P<tag>[^<>]*)>|&(?P<reference>\w+);|(?P<text>[^<>&]+)")
_OPENING = {"b": "b", "i": "i", "blockquote": "blockquote", "blockquote expandable": "blockquote expandable"}
_REFERENCES = {"lt": "<", "gt": ">", "amp": "&"}


def parsed(message: str) -> tuple[str, list[Entity]]:
    """The plain text and the entities of a message.

    Raises:
        ValueError: Telegram would refuse it, or it has an element that a reply never needs.
    """
    plain, entities, opened, at = "", [], [], 0
    while at < len(message):
        token = _TOKEN.match(message, at)
        if token is None:
            raise ValueError(f"a bare sign at {at}: {message[at : at + 20]!r}")
        at = token.end()
        if token["text"] is not None:
            plain += token["text"]
        elif token["reference"] is not None:
            plain += _REFERENCES[token["reference"]]
        elif token["tag"].startswith("/"):
            element, start = opened.pop()
            if token["tag"][1:] != element.split()[0] or start == len(plain):
                raise ValueError(f"<{token['tag']}> closes <{element}>, or it is empty")
            entities.append(Entity(element, plain[start:]))
        else:
            if any(element.startswith("blockquote") for element, _ in opened):
                raise ValueError("something within a block quote")
            opened.append((_OPENING[token["tag"]], len(plain)))
    if opened:
        raise ValueError(f"never closed: {opened}")
    return plain, entities


def inside(message: str, element: str) -> list[str]:
    """The texts of all entities of one kind."""
    return [entity.text for entity in parsed(message)[1] if entity.element == element]
