"""The place of a quotation as one writes it in a note: "1951 Refugee Convention, Article 33(1)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.entries.kinds import kind_of
from knowledge.entries.words import LABELS
from knowledge.instruments import Instruments
from knowledge.provisions import Provision, fold, is_apart, parse_heading, parse_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.document import Place
    from knowledge.passage import Passage, Sentence

__all__ = ["label", "provision_label", "provision_of"]

#: Longest title or heading in a label, in characters; longer ones are cut between words.
_LONGEST = 90

_PROVISIONS = {
    "article": {"ar": "المادة {}", "en": "Article {}", "es": "artículo {}", "fr": "article {}", "ru": "статья {}"},
    "regulation": {"ar": "القاعدة {}", "en": "Regulation {}", "es": "regla {}", "fr": "règle {}", "ru": "правило {}"},
    "objective": {"ar": "الهدف {}", "en": "Objective {}", "es": "objetivo {}", "fr": "objectif {}", "ru": "цель {}"},
    "principle": {
        "ar": "المبدأ {}",
        "en": "Principle {}",
        "es": "principio {}",
        "fr": "principe {}",
        "ru": "принцип {}",
    },
    "goal": {"ar": "الهدف {}", "en": "Goal {}", "es": "objetivo {}", "fr": "objectif {}", "ru": "цель {}"},
    "rule": {"ar": "القاعدة {}", "en": "Rule {}", "es": "regla {}", "fr": "règle {}", "ru": "правило {}"},
    "paragraph": {
        "ar": "الفقرة {}",
        "en": "Paragraph {}",
        "es": "párrafo {}",
        "fr": "paragraphe {}",
        "ru": "пункт {}",
    },
    "section": {},
}
_CHINESE = {
    "article": "第{}条",
    "regulation": "规则{}",
    "objective": "目标{}",
    "principle": "原则{}",
    "goal": "目标{}",
    "rule": "规则{}",
    "paragraph": "第{}段",
}
#: Headings that every instrument and most courses have; the number, if any, is put behind.
_CONTAINERS = {
    "preamble": {
        "ar": "الديباجة",
        "en": "Preamble",
        "es": "preámbulo",
        "fr": "préambule",
        "ru": "преамбула",
        "zh": "序言",
    },
    "annex": {"ar": "المرفق", "en": "Annex", "es": "anexo", "fr": "annexe", "ru": "приложение", "zh": "附件"},
    "schedule": {"ar": "الملحق", "en": "Schedule", "es": "anexo", "fr": "annexe", "ru": "приложение", "zh": "附件"},
    "chapter": {"ar": "الفصل", "en": "Chapter", "es": "capítulo", "fr": "chapitre", "ru": "глава", "zh": "第{}章"},
    "part": {"ar": "الجزء", "en": "Part", "es": "parte", "fr": "partie", "ru": "часть", "zh": "第{}部分"},
    "module": {"ar": "الوحدة", "en": "Module", "es": "módulo", "fr": "module", "ru": "модуль", "zh": "模块{}"},
}
_PAGE = {"ar": "ص {}", "en": "p. {}", "es": "pág. {}", "fr": "p. {}", "ru": "с. {}", "zh": "第{}页"}
_PRINTED = {
    "ar": "ص {} ({} من الملف)",
    "en": "p. {} ({} of the file)",
    "es": "pág. {} ({} del archivo)",
    "fr": "p. {} ({} du fichier)",
    "ru": "с. {} ({} в файле)",
    "zh": "第{}页（文件第{}页）",
}
_SLIDE = {
    "ar": "الشريحة {}",
    "en": "slide {}",
    "es": "diapositiva {}",
    "fr": "diapositive {}",
    "ru": "слайд {}",
    "zh": "幻灯片{}",
}
_COMMA = {"ar": "، ", "zh": "，"}

_CONTAINER = re.compile(
    r"(?P<kind>preamble|annex|schedule|chapter|part|module)\b(?:\s+(?P<number>[IVXL]+|\d+|[A-Z])(?![^\W_]))?"
    r"(?=$|\s*[-–—:.,])",
    re.IGNORECASE,
)
_SLIDES = (".pptx", ".ppt", ".odp")
#: Headings that only say what the whole document is.
_EMPTY_HEADINGS = frozenset({"transcript", "text", "content", "contents", "untitled"})
#: Speakers named by role, not by name, are written small.
_ROLES = frozenset(
    (
        "adviser",
        "advisor",
        "ambassador",
        "chair",
        "chairperson",
        "delegate",
        "expert",
        "facilitator",
        "host",
        "humanitarian",
        "interpreter",
        "judge",
        "legal",
        "moderator",
        "participant",
        "representative",
        "secretary",
        "senior",
        "speaker",
        "trainer",
        "délégué",
        "modérateur",
        "modératrice",
        "orateur",
        "représentant",
        "delegado",
        "experto",
        "moderador",
        "ponente",
        "representante",
    )
)


def label(passage: Passage, sentence: Sentence, language: str = "en") -> str:
    """Document, article or heading, and page or time, of one sentence.

    An instrument is called by its short name and its provision by number, with the paragraph of the sentence as
    lawyers write it; a recording by speaker and time (hh:mm:ss); a paged document also by its page, the printed one
    first where it differs from the page of the file.

    Args:
        passage: holds the sentence.
        sentence: what is cited.
        language: of the words around the numbers; English where it is not one of the six. Titles and headings stay in
            the language of the document.

    Returns:
        One line, never empty.
    """
    language = language if language in _PAGE else "en"
    kind = kind_of(passage)
    if kind in LABELS:
        name = passage.section[-1] if passage.section else passage.title
        return LABELS[kind][language].format(_shortened(name))
    instruments = Instruments.load()
    instrument = instruments.of_title(passage.title)
    title = instruments.short_name(instrument.id, language) if instrument else _shortened(passage.title)
    parts = [title or passage.name]
    if sentence.place.start is not None:
        parts += [_speaker(sentence.place.speaker), _clock(sentence.place.start)]
    else:
        parts += [*_section(passage, sentence, language), _speaker(sentence.place.speaker)]
        parts.append(_page(passage.name, sentence.place, language))
    return _COMMA.get(language, ", ").join(" ".join(part.split()) for part in parts if part.strip())


def provision_label(instruments: Instruments, identity: str, article: str, language: str) -> str:
    """A place in an instrument in the reader's language: "1951 Refugee Convention, Article 1A(2)".

    Args:
        instruments: the table.
        identity: id of the instrument.
        article: number and paragraph (``"33(1)"``); of what is no number, such as an annex, the words themselves; empty
            for the instrument as a whole.
        language: English where it is not one of the six.

    Raises:
        KeyError: there is no such instrument.
    """
    language = language if language in _PAGE else "en"
    name = instruments.short_name(identity, language)
    parsed = parse_number(article)
    place = _container(article, language)
    if parsed and "".join(parsed) == "".join(article.split()):
        place = _numbered(Provision(instruments[identity].provision, *parsed), "", language)
    return _COMMA.get(language, ", ").join(filter(None, (name, place)))


def provision_of(section: Sequence[str]) -> Provision | None:
    """The provision that a heading path leads to, with the annex or schedule that it stands in."""
    for at in range(len(section) - 1, -1, -1):
        provision = parse_heading(section[at])
        if provision is None:
            continue
        if not provision.container:
            container = next((heading for heading in section[:at] if is_apart(heading)), "")
            return Provision(provision.kind, provision.number, provision.paragraph, container)
        return provision
    return None


def _section(passage: Passage, sentence: Sentence, language: str) -> list[str]:
    provision = provision_of(passage.section)
    if provision:
        outer = provision.container
        if not outer and provision.kind == "regulation":  # each chapter numbers its regulations anew
            outer = next((heading for heading in passage.section if _CONTAINER.match(heading)), "")
        return [_container(outer, language), _numbered(provision, sentence.paragraph, language)]
    heading = passage.section[-1] if passage.section else ""
    if heading.casefold() in _EMPTY_HEADINGS | {passage.title.casefold()}:
        return []
    outer, _, inner = heading.partition(", ")
    if inner and is_apart(outer):
        return [_container(outer, language), _container(inner, language)]
    return [_container(heading, language)]


def _numbered(provision: Provision, paragraph: str, language: str) -> str:
    number, own = provision.number, paragraph or provision.paragraph
    if language == "zh" and provision.kind == "article":
        clause = re.fullmatch(r"\((\d+)\)(?:\((\w+)\))?", own)
        if clause:
            own = f"第{clause[1]}款" + (f"({clause[2]})项" if clause[2] else "")
        return f"第{number}条{own}"
    form = _CHINESE.get(provision.kind) if language == "zh" else _PROVISIONS[provision.kind].get(language)
    return (form or "{}").format(number + own)


def _container(heading: str, language: str) -> str:
    """An annex, chapter or preamble in the reader's language; any other heading as it is."""
    match = _CONTAINER.match(fold(heading))
    if match is None:
        return _shortened(heading)
    form, number = _CONTAINERS[match["kind"].lower()][language], match["number"] or ""
    return form.format(number) if "{}" in form else f"{form} {number}".strip()


def _page(name: str, place: Place, language: str) -> str:
    if place.page is None:
        return ""
    if name.lower().endswith(_SLIDES):
        return _SLIDE[language].format(place.page)
    if place.page_label and place.page_label != str(place.page):
        return _PRINTED[language].format(place.page_label, place.page)
    return _PAGE[language].format(place.page)


def _speaker(speaker: str | None) -> str:
    speaker = (speaker or "").strip()
    if not speaker:
        return ""
    first = speaker.split()[0].casefold()
    return (
        speaker[0].lower() + (speaker[1:].lower() if speaker.isupper() else speaker[1:]) if first in _ROLES else speaker
    )


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST:
        return text
    cut = text[: _LONGEST - 1]
    return (cut.rpartition(" ")[0] if " " in cut[_LONGEST // 2 :] else cut).rstrip(" ,;:-–—") + "…"
