from __future__ import annotations

import logging
import re
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from nlu import texts as module
from nlu.texts import LANGUAGES, LOCALE, Texts, isolate, texts

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

PROJECT = Path(__file__).resolve().parents[2]
KEYWORDS = {"say": None, "_say": None, "mark": None, "count": (1, 2)}

#: For each language: numbers, and the number of the plural form they take.
FORMS = {
    "ar": {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3, 111: 4},
    "en": {0: 1, 1: 0, 2: 1, 11: 1},
    "es": {0: 1, 1: 0, 2: 1, 21: 1},
    "fr": {0: 0, 1: 0, 2: 1, 100: 1},
    "ru": {1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 21: 0, 22: 1, 100: 2, 111: 2, 121: 0},
    "zh": {0: 0, 1: 0, 5: 0},
}


def extracted() -> set[object]:
    found: set[object] = set()
    for room in ("nlu", "actions", "bot"):
        for _, _, message, _, _ in extract_from_dir(PROJECT / room, [("**.py", "python")], keywords=KEYWORDS):
            found.add(message)
    return found


def catalogue(path: Path, locale: str | None = None) -> Catalog:
    with path.open("rb") as lines:
        return read_po(lines, locale=locale)


def of_language(language: str) -> Catalog:
    return catalogue(LOCALE / language / "LC_MESSAGES" / "attache.po", language)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def strings(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]


def test_the_template_holds_every_text_in_the_code():
    in_code = extracted()
    template = {message.id for message in catalogue(LOCALE / "attache.pot") if message.id}
    assert len(in_code) > 50
    assert in_code - template == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    template = {message.id for message in catalogue(LOCALE / "attache.pot") if message.id}
    translated = {message.id for message in of_language(language) if message.id and all(strings(message.string or ""))}
    assert template - translated == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language):
    assert [message.id for message in of_language(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_source(language):
    for message in of_language(language):
        if not message.id:
            continue
        singular, *plural = strings(message.id)
        wanted = places(plural[0] if plural else singular)
        for translation in strings(message.string):
            # "one document" needs no number.
            optional = {"n"} if plural else set()
            assert places(translation) | optional == wanted | optional, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_catalogue_has_the_plural_forms_of_its_language(language):
    opened = Texts(language)
    assert {n: opened._catalogue.plural(n) for n in FORMS[language]} == FORMS[language]
    for message in of_language(language):
        if message.id and message.pluralizable:
            assert len(message.string) == max(FORMS[language].values()) + 1


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_translation_is_the_english_left_over(language):
    left = [
        message.id
        for message in of_language(language)
        if isinstance(message.id, str) and re.search("[A-Za-z]{4}", message.id) and message.string == message.id
        and not re.fullmatch(r"[\W\d]*(\{\w+\}[\W\d]*)+", message.id)
    ]  # fmt: skip
    assert left in ([], ["Page {page}"])  # French


@pytest.mark.parametrize("language", LANGUAGES)
def test_tone(language):
    for message in of_language(language):
        for text in strings(message.string) if message.id else ():
            assert not re.search("[!！\U0001f300-\U0001faff☀-➿]", text), text


def test_count_takes_the_form_of_the_number():
    def said(language: str, n: int) -> str:
        return texts(language).count(
            "I compared it by meaning and by words with the one passage that I have.",
            "I compared it by meaning and by words with all {n} passages that I have.",
            n,
        )

    assert said("en", 1) == "I compared it by meaning and by words with the one passage that I have."
    assert said("en", 12) == "I compared it by meaning and by words with all 12 passages that I have."
    assert [said("ru", n).split(": ")[1] for n in (21, 22, 25)] == ["21 отрывок.", "22 отрывка.", "25 отрывков."]
    assert [said("ar", n).split("لديّ من ")[-1] for n in (5, 20, 300)] == ["5 مقاطع.", "20 مقطعًا.", "300 مقطع."]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("fr", "fr"), ("fr-CA", "fr"), ("zh_Hans", "zh"), ("AR", "ar"), ("de", "en"), ("", "en"), (None, "en")],
)
def test_a_language_that_is_not_one_of_the_six_is_answered_in_english(asked, answered):
    assert texts(asked).language == answered


def test_a_missing_translation_is_said_in_english_and_logged_once(caplog):
    opened = Texts("ru")
    with caplog.at_level(logging.WARNING, logger="nlu.texts"):
        said = [opened.say("A text {that} no catalogue has.", that="here") for _ in range(2)]
        counted = [opened.count("{n} lonely ship", "{n} lonely ships", n) for n in (1, 2)]
    assert said == ["A text here no catalogue has."] * 2
    assert counted == ["1 lonely ship", "2 lonely ships"]
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    assert "ru" in caplog.text


def test_values_may_hold_braces():
    assert texts("en").say("The best one: {label}.", label="{odd} label") == "The best one: {odd} label."


def test_latin_in_arabic_is_isolated_and_arabic_is_not():
    arabic = texts("ar")
    assert arabic.say("The best one: {label}.", label="Article 33(1)") == "أفضلها: \u2068Article 33(1)\u2069."
    assert arabic.say("The best one: {label}.", label="المادة 33") == "أفضلها: المادة 33."
    assert texts("en").say("The best one: {label}.", label="المادة 33") == "The best one: \u2068المادة 33\u2069."
    assert texts("en").say("The best one: {label}.", label="Article 33") == "The best one: Article 33."


def test_nothing_is_isolated_twice():
    arabic = texts("ar")
    assert arabic.say("The best one: {label}.", label=isolate("Article 33")) == "أفضلها: \u2068Article 33\u2069."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", ["No Contracting State shall expel…", "لا يجوز لأية دولة", "他说“不”", "«Никто»"])
def test_a_quotation_stays_word_for_word(language, words):
    quoted = texts(language).quote(words)
    left, right = module._QUOTATION_MARKS[language]
    assert quoted.strip("\u2068\u2069") == f"{left}{words}{right}"
    assert quoted.startswith("\u2068") == quoted.endswith("\u2069")


def test_a_quotation_that_runs_the_other_way_is_isolated_outside_of_its_marks():
    assert texts("ar").quote("No one") == "\u2068«No one»\u2069"
    assert texts("ar").quote("لا أحد") == "«لا أحد»"
    assert texts("en").quote("لا أحد") == "\u2068“لا أحد”\u2069"
    assert texts("fr").quote("No one") == "«\u00a0No one\u00a0»"
