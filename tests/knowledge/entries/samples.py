"""A few entries of each kind, small enough to break on purpose."""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from knowledge.instruments import Instruments
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FAQ", "INSTRUMENTS", "RESOURCES", "TERMS", "changed", "write"]

FAQ: list[dict[str, Any]] = [
    {
        "id": "sent-back-at-sea",
        "topic": "sea",
        "question": {
            "ar": "هل يجوز إعادة من أنقذوا في البحر إلى بلد فروا منه؟",
            "en": "May people rescued at sea be sent back to the country they fled?",
            "es": "¿Se puede devolver a las personas rescatadas en el mar al país del que huyeron?",
            "fr": "Peut-on renvoyer des personnes secourues en mer vers le pays qu'elles ont fui ?",
            "ru": "Можно ли вернуть спасённых в море людей в страну, из которой они бежали?",
            "zh": "可以把海上获救的人送回他们逃离的国家吗？",
        },
        "answer": {
            "ar": "لا، إذا كانت حياتهم أو حريتهم مهددة هناك. تحظر ذلك المادة 33(1) من اتفاقية اللاجئين لعام 1951.",
            "en": "No, not where their life or freedom is in danger. Article 33(1) of the 1951 Refugee Convention"
            " forbids it. Torture is a bar of its own under Article 3 of the Convention against Torture.",
            "es": "No, si allí peligra su vida o su libertad. Lo prohíbe el artículo 33(1) de la Convención de 1951"
            " sobre los Refugiados.",
            "fr": "Non, si leur vie ou leur liberté y est en danger. L'article 33(1) de la Convention de 1951 sur les"
            " réfugiés l'interdit.",
            "ru": "Нет, если там их жизни или свободе грозит опасность. Это запрещает статья 33(1) Конвенции о"
            " беженцах 1951 года.",
            "zh": "不可以，如果他们在那里有生命或自由的危险。1951年难民公约第33条第1款禁止这样做。",
        },
    },
    {
        "id": "compact-binding",
        "topic": "sources",
        "question": {
            "ar": "هل الاتفاق العالمي للهجرة ملزم؟",
            "en": "Is the Global Compact for Migration binding?",
            "es": "¿Es vinculante el Pacto Mundial sobre Migración?",
            "fr": "Le Pacte mondial sur les migrations est-il contraignant ?",
            "ru": "Является ли Глобальный договор о миграции обязательным?",
            "zh": "移民问题全球契约有约束力吗？",
        },
        "answer": {
            "ar": "لا. إنه إطار تعاون غير ملزم قانونا اعتمد في عام 2018.",
            "en": "No. It is a framework for cooperation and not legally binding; it was adopted in 2018.",
            "es": "No. Es un marco de cooperación jurídicamente no vinculante, aprobado en 2018.",
            "fr": "Non. C'est un cadre de coopération juridiquement non contraignant, adopté en 2018.",
            "ru": "Нет. Это рамочный документ о сотрудничестве без обязательной силы, принятый в 2018 году.",
            "zh": "没有。它是2018年通过的不具法律约束力的合作框架。",
        },
    },
]

RESOURCES: list[dict[str, Any]] = [
    {
        "id": "law-course",
        "kind": "e-learning",
        "name": {
            "ar": "دورة القانون الدولي للهجرة",
            "en": "Course on international migration law",
            "es": "Curso de derecho internacional sobre migración",
            "fr": "Cours de droit international de la migration",
            "ru": "Курс международного миграционного права",
            "zh": "国际移民法课程",
        },
        "description": {
            "ar": "مدخل إلى حقوق المهاجرين وواجبات الدول.",
            "en": "An introduction to the rights of migrants and the duties of States, in six lessons.",
            "es": "Una introducción a los derechos de los migrantes y los deberes de los Estados.",
            "fr": "Une introduction aux droits des migrants et aux devoirs des États.",
            "ru": "Введение в права мигрантов и обязанности государств.",
            "zh": "介绍移民的权利和国家的义务。",
        },
        "topics": ["migration law"],
        "audience": ["delegates", "participants"],
        "mode": "online",
        "languages": ["en", "fr"],
        "organisation": "Example Institute",
        "address": "https://example.org/course",
    },
    {
        "id": "mayors-network",
        "kind": "network",
        "name": {
            "ar": "شبكة المدن",
            "en": "Network of cities",
            "es": "Red de ciudades",
            "fr": "Réseau de villes",
            "ru": "Сеть городов",
            "zh": "城市网络",
        },
        "description": {
            "ar": "منتدى تتبادل فيه المدن خبراتها في استقبال الوافدين.",
            "en": "A forum in which cities share what they learn about receiving newcomers.",
            "es": "Un foro donde las ciudades comparten su experiencia en la acogida de recién llegados.",
            "fr": "Un forum où les villes partagent leur expérience de l'accueil des nouveaux arrivants.",
            "ru": "Форум, где города делятся опытом приёма новых жителей.",
            "zh": "城市交流接纳新来者经验的论坛。",
        },
        "topics": ["cities"],
        "audience": ["authorities"],
        "mode": "blended",
        "languages": ["en"],
        "organisation": "Example Cities",
        "address": "https://example.org/cities",
    },
]

TERMS: list[dict[str, Any]] = [
    {
        "id": "non-refoulement",
        "instruments": [
            {"instrument": "refugee-convention-1951", "article": "33(1)"},
            {"instrument": "cat-1984", "article": "3"},
        ],
        "related": ["asylum"],
        "ar": {
            "term": "عدم الإعادة القسرية",
            "definition": "حظر إعادة شخص إلى بلد تتعرض فيه حياته للخطر.",
            "synonyms": ["مبدأ عدم الإعادة القسرية"],
            "everyday": ["إرجاعهم"],
        },
        "en": {
            "term": "non-refoulement",
            "definition": "The rule that nobody may be returned to a country where life or freedom is in danger.",
            "synonyms": ["principle of non-refoulement", "NRF"],
            "everyday": ["shipped home"],
        },
        "es": {
            "term": "no devolución",
            "definition": "La regla de que nadie puede ser devuelto a un país donde peligra su vida.",
            "synonyms": ["principio de no devolución"],
            "everyday": ["mandar de vuelta"],
        },
        "fr": {
            "term": "non-refoulement",
            "definition": "La règle selon laquelle nul ne peut être renvoyé vers un pays où sa vie est en danger.",
            "synonyms": ["principe de non-refoulement"],
            "everyday": ["renvoyer au bled"],
        },
        "ru": {
            "term": "невысылка",
            "definition": "Правило, по которому никого нельзя вернуть в страну, где его жизни грозит опасность.",
            "synonyms": ["принцип невысылки"],
            "everyday": ["отправить обратно"],
        },
        "zh": {
            "term": "不推回",
            "definition": "不得将任何人送回其生命受威胁的国家的规则。",
            "synonyms": ["不推回原则"],
            "everyday": ["赶回去"],
        },
    },
    {
        "id": "asylum",
        "instruments": [{"instrument": "udhr-1948", "article": "14"}],
        "related": [],
        "ar": {"term": "لجوء", "definition": "حماية تمنحها دولة على إقليمها.", "synonyms": [], "everyday": []},
        "en": {
            "term": "asylum",
            "definition": "Protection that a State grants on its territory to someone fleeing persecution.",
            "synonyms": ["territorial asylum"],
            "everyday": ["safe haven"],
        },
        "es": {"term": "asilo", "definition": "Protección que un Estado concede.", "synonyms": [], "everyday": []},
        "fr": {"term": "asile", "definition": "Protection qu'un État accorde.", "synonyms": [], "everyday": []},
        "ru": {"term": "убежище", "definition": "Защита, которую предоставляет государство.", "synonyms": []},
        "zh": {"term": "庇护", "definition": "国家在其领土上给予的保护。", "synonyms": [], "everyday": []},
    },
]

#: Two of the table that ships, which is the one that questions are understood by.
INSTRUMENTS: dict[str, Any] = {
    "instruments": [
        {
            "id": "icrmw-1990",
            "title": "International Convention on the Protection of the Rights of All Migrant Workers and Members of"
            " Their Families",
            "adopted": date(1990, 12, 18),
            "in_force": date(2003, 7, 1),
            "binding": True,
            "articles": 93,
            "names": dict(Instruments.load()["icrmw-1990"].names),
            "aliases": {language: [] for language in LANGUAGES},
        },
        {
            "id": "udhr-1948",
            "title": "Universal Declaration of Human Rights",
            "adopted": date(1948, 12, 10),
            "in_force": None,
            "binding": False,
            "articles": 30,
            "names": dict(Instruments.load()["udhr-1948"].names),
            "aliases": {language: [] for language in LANGUAGES},
        },
    ]
}


def changed(entries: list[dict[str, Any]], *path: Any, to: Any) -> list[dict[str, Any]]:
    """A copy in which what stands at ``path`` of the first entry is something else, or gone when ``...``."""
    copied = copy.deepcopy(entries)
    inner: Any = copied[0]
    for step in path[:-1]:
        inner = inner[step]
    if to is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return copied


def write(folder: Path, **files: Any) -> Path:
    """``faq=FAQ`` writes ``faq.yml``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, entries in files.items():
        text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder
