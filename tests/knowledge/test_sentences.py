from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.sentences import count_words, split
from tests.knowledge.strategies import bodies

LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh", "de", "und"]

# Each line is one sentence; together they are the text.
CASES = {
    "en": [
        ["Under art. 33, no State may expel.", "See Art. 2, para. 4 and No. 97 of the I.L.O.", "The U.N. adopted it."],
        ["1. The Contracting States shall apply this.", "2. They shall do so at once."],
        ["A. For the purposes of the Convention, it applies.", "B. It ends here."],
        [".1 It applies, e.g. to refugees, i.e. persons outside, etc.", "The rest follows."],
        ["Nos. 97 and 143 apply.", "Cf. Art. XII of the Statute.", "Mr. Smith v. Italy, vol. II, p. 4, is in point."],
        ["“We agreed.”", "She left.", "He asked: “Why?” and left."],
        ["Article 1. Everyone has rights.", "Article 2. Nobody is left out."],
        ["The call ends at 9:00 a.m. Eastern tomorrow.", "Thank you."],
        ["(2) As a result, he is outside.", "In the case of two, it is each.", "(b) (i) They act.", "Others wait."],
        [".1 ‘Search’. An operation to locate persons in distress.", "It goes on."],
        ["Has it ended?", "Yes!", "(See pp. 3-5.) It has."],
    ],
    "fr": [
        ["Voir l'art. 33, al. 2.", "Cf. p. ex. la Convention n° 97 et M. Dupont.", "Nul ne sera expulsé."],
        ["« Nul ne sera expulsé. »", "Ensuite, les arts. 3 et 4 s'appliquent."],
        ["1. Les États contractants s'abstiennent.", "2. Ils n'expulsent personne."],
    ],
    "es": [
        ["Véase el art. 33, párr. 2.", "Cf. p. ej. el Convenio núm. 97 de la OIT.", "El Sr. Pérez lo dijo."],
        ["¿Y los niños?", "¡Claro!", "También."],
        ["a) Los Estados cooperarán.", "b) Lo harán pronto."],
    ],
    "ru": [
        ["См. ст. 33, п. 2 Конвенции.", "Она действует."],
        ["Лица, т. е. беженцы, защищены.", "В 1990 г. принята Конвенция, гл. 2, ч. 1, с. 5.", "№ 97 МОТ действует."],
        ["1. Государства не высылают беженцев.", "2. Они их защищают."],
    ],
    "ar": [
        ["هل يجوز ذلك؟", "نعم؛ ولكن بشروط.", "انظر المادة 33."],
        ["1. تحترم الدول هذا الحق.", "2. لا يجوز الطرد."],
    ],
    "zh": [
        ["任何缔约国不得驱逐难民。", "他说：“不行。”", "然后离开了！", "为什么？", "因为第33.1条；所以不行。"],
        ["一、缔约国应尊重该权利。", "二、不得驱逐。"],
    ],
}


@pytest.mark.parametrize(("language", "lines"), [(code, lines) for code, cases in CASES.items() for lines in cases])
def test_sentences_of_legal_text(language: str, lines: list[str]) -> None:
    text = ("" if language == "zh" else " ").join(lines)
    assert [text[start:end] for start, end in split(text, language)] == lines


def test_blank_line_always_ends_a_sentence() -> None:
    text = "  The following\n\nare exempt:\n \n(a) seamen\n"
    assert [text[start:end] for start, end in split(text, "en")] == ["The following", "are exempt:", "(a) seamen"]


def test_subtitles_without_capitals_are_divided_all_the_same() -> None:
    text = "we met in geneva. then we agreed. it was late."
    assert [text[start:end] for start, end in split(text, "en")] == [
        "we met in geneva.",
        "then we agreed.",
        "it was late.",
    ]


@pytest.mark.parametrize(
    ("language", "clause", "mark", "begin"),
    [
        ("en", "the State shall take all measures that are needed to protect every person", "; ", "Here "),
        ("fr", "l'État prend toutes les mesures qui sont utiles pour protéger toute personne", "; ", "Ici "),
        ("ru", "государство принимает все меры которые нужны для защиты каждого человека там", "; ", "Здесь "),
        ("ar", "تتخذ الدولة جميع التدابير التي تلزم لحماية كل شخص في إقليمها دون تمييز", "؛ ", "هنا "),
        ("zh", "缔约国应采取一切必要措施保护其领土内的每一个人不受歧视", "；", "在此"),
    ],
)
def test_long_sentence_comes_in_parts_at_semicolons(language: str, clause: str, mark: str, begin: str) -> None:
    text = begin + mark.join([clause] * 16) + "."
    parts = [text[start:end] for start, end in split(text, language)]
    assert len(parts) > 1
    assert max(count_words(part) for part in parts) <= 90
    assert all(part.endswith(mark.strip()) for part in parts[:-1])
    short = begin + clause + mark + clause + "."
    assert len(split(short, language)) == 1


def test_preamble_comes_in_parts_at_its_recitals() -> None:
    recital = "Considering that the grant of asylum may place unduly heavy burdens on certain countries of this world, "
    text = "The Parties, " + recital * 10 + "Have agreed as follows:"
    parts = [text[start:end] for start, end in split(text, "en")]
    assert len(parts) > 1
    assert all(part.startswith("Considering") for part in parts[1:])


def test_text_without_any_punctuation_still_ends_somewhere() -> None:
    for text in ("word " * 1_000, "字" * 2_000, "x" * 100_000):
        parts = [text[start:end] for start, end in split(text, "en")]
        assert max(count_words(part) for part in parts) <= 160


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one two, three.", 3), ("第三十三条" * 2, 6), ("难民 refugee 难民", 3), ("y" * 61, 3), (" \n ", 0)],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert count_words(text) == words


@settings(deadline=None)
@given(
    st.one_of(st.text(max_size=300), bodies(), st.text("aA.;: \n(1)\"“”。；؛'", max_size=300)),
    st.sampled_from(LANGUAGES),
)
def test_sentences_cover_every_character_but_white_space(text: str, language: str) -> None:
    spans = split(text, language)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert re.sub(r"\s", "", "".join(text[start:end] for start, end in spans)) == re.sub(r"\s", "", text)


@settings(deadline=None)
@given(bodies(), st.sampled_from(LANGUAGES))
def test_no_sentence_is_beyond_the_longest(text: str, language: str) -> None:
    assert all(count_words(text[start:end]) <= 170 for start, end in split(text, language))
