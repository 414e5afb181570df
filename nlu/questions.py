"""Questions that the material answers, as messages to train the dialogue model with.

What a delegate asks about is named in the library: "non-refoulement" begins like a no, "язык ненависти" has the words
of an insult. The model has to have seen them as questions.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml

from knowledge.entries.faq import load_faq
from knowledge.entries.resources import load_resources
from knowledge.entries.terms import load_terms
from knowledge.instruments import Instruments

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["questions", "training_data"]

#: Ways to ask what a term means, for each language.
_DEFINING = {
    "ar": (
        "ما هو {}",
        "ما هي {}؟",
        "ما معنى {}",
        "ماذا يعني {}",
        "تعريف {}",
        "اشرح {}",
        "اشرح لي {}",
        "ماذا نقصد بـ{}",
        "أريد أن أعرف عن {}",
    ),
    "en": (
        "what is {}",
        "what does {} mean",
        "what's {}?",
        "define {}",
        "tell me about {}",
        "explain {}",
        "can you explain {} to me",
        "meaning of {}",
        "I want to know about {}",
    ),
    "es": (
        "qué es {}",
        "¿qué es la {}?",
        "¿qué significa {}?",
        "que quiere decir {}",
        "definición de {}",
        "explica {}",
        "explícame {}",
        "¿qué se entiende por {}?",
        "quiero saber sobre {}",
    ),
    "fr": (
        "qu'est-ce que {}",
        "qu'est-ce que la {} ?",
        "c'est quoi {}",
        "que veut dire {}",
        "définition de {}",
        "explique {}",
        "explique-moi {}",
        "qu'entend-on par {}",
        "je voudrais comprendre {}",
    ),
    "ru": (
        "что такое {}",
        "что значит {}",
        "{} это что",
        "определение {}",
        "расскажите про {}",
        "объясни {}",
        "объясните, что такое {}",
        "что понимают под {}",
        "хочу узнать про {}",
    ),
    "zh": (
        "什么是{}",
        "{}是什么",
        "{}是什么意思",
        "{}指什么",
        "{}的定义",
        "介绍一下{}",
        "解释一下{}",
        "请解释{}",
        "说明一下什么叫{}",
        "我想了解{}",
    ),
}

#: Ways to ask where a resource is to be found.
_FINDING = {
    "ar": ("أين أجد {}", "موقع {}"),
    "en": ("where do I find {}", "website of {}"),
    "es": ("dónde encuentro {}", "página web de {}"),
    "fr": ("où trouver {}", "site de {}"),
    "ru": ("где найти {}", "сайт {}"),
    "zh": ("哪里能找到{}", "{}的网站"),
}

#: Frequent questions that the assistant answers by what it does rather than by the entry.
_DONE = frozenset(
    {
        "assistant-see-source",
        "assistant-switch-language",
        "assistant-what-can-it-do",
        "assistant-what-is-it",
        "contact-programme-team",
        "course-dates",
    }
)

#: Questions that the encoder learns from: on documents, and on entries other than those that a command lists as well.
_LEARNT = ("corpus*.jsonl", "entries.jsonl", "follow-ups-*.jsonl", "library-*.jsonl")
_LISTED = "resources.yml"


def questions(library: Path, learnt: Path) -> dict[str, list[str]]:
    """The questions by language, each once.

    Every name of a term, resource or instrument stands by itself; the preferred name of a term in two of the ways to
    ask for it as well, that of a resource in one.

    Args:
        library: folder of the terms, resources and frequent questions.
        learnt: folder of the questions that the encoder learns from.

    Raises:
        KnowledgeError: something is wrong with one of them.
    """
    found = {language: list(_of_terms(library, language)) for language in _DEFINING}
    for instrument in Instruments.load():
        for language, name in instrument.names.items():
            found[language].append(name)
    for number, resource in enumerate(load_resources(library / "resources.yml")):
        for language, name in resource.name.items():
            found[language] += [name, _FINDING[language][number % 2].format(name)]
    for entry in load_faq(library / "faq.yml"):
        if entry.id not in _DONE:
            for language, question in entry.question.items():
                found[language].append(question)
    for pattern in _LEARNT:
        for path in sorted(learnt.glob(pattern)):
            for line in path.read_text(encoding="utf-8").splitlines():
                asked = json.loads(line)
                if asked["document"] != _LISTED:
                    found[asked["language"]].append(asked["question"])
    return {language: list(dict.fromkeys(each)) for language, each in found.items()}


def training_data(asked: dict[str, list[str]]) -> str:
    """``asked``, by language, as training data of Rasa under the intent ``ask``."""
    examples = [_plain(question) for each in asked.values() for question in each]
    data = {"version": "3.1", "nlu": [{"intent": "ask", "examples": "".join(f"- {each}\n" for each in examples)}]}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def _of_terms(library: Path, language: str) -> Iterator[str]:
    ways = _DEFINING[language]
    for number, term in enumerate(load_terms(library / "terms.yml")):
        wording = term.wordings[language]
        yield from (wording.term, *wording.synonyms)
        for way in (number % len(ways), (number + 4) % len(ways)):
            yield ways[way].format(wording.term)


def _plain(question: str) -> str:
    """Without the brackets that mean an entity to Rasa."""
    return question.translate(str.maketrans("[]{}", "()()"))
