from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answer.quotation import MOST_SENTENCES, MOST_WORDS, NotVerbatimError, Quotation, choose, verify, whole
from knowledge.document import Place
from knowledge.passage import Passage, Sentence
from knowledge.sentences import count_words


def passage(*parts: str | tuple[str, str], section: tuple[str, ...] = (), places: list[Place] | None = None) -> Passage:
    """A passage of sentences, each a text or a text and the number of its paragraph."""
    text, sentences = "", []
    for number, part in enumerate(parts):
        words, paragraph = (part, "") if isinstance(part, str) else part
        text += " " * bool(text)
        place = places[number] if places else Place(page=number + 1)
        sentences.append(Sentence(len(text), len(text) + len(words), place, paragraph))
        text += words
    return Passage("0" * 32, "k", "k.md", "T", "course", "en", section, 0, len(text), text, tuple(sentences))


def quote(there: Passage, best: int, **options) -> Quotation:
    """The quotation when sentence ``best`` is the nearest to the question."""
    closeness = np.full(len(there.sentences), 0.8, np.float32)
    closeness[best] = 0.9
    quotation = choose(there, closeness, np.zeros(len(there.sentences), np.float32), **options)
    verify(quotation, there)
    return quotation


LONG = "The Contracting States shall accord to refugees lawfully staying there the same treatment as to nationals."
ARTICLE = ("Article 9 - Something",)


def test_the_nearest_sentence_is_quoted() -> None:
    there = passage(LONG, "Every person has the right to leave any country, including his or her own country.", LONG)
    assert quote(there, 1).text == "Every person has the right to leave any country, including his or her own country."


def test_words_in_common_decide_between_sentences_equally_near() -> None:
    there = passage(
        "The first long sentence of this small passage says one thing only, as an example of its kind.", LONG
    )
    equal = np.array([0.8, 0.8], np.float32)
    assert choose(there, equal, np.array([0.0, 1.0], np.float32)).text == LONG


@pytest.mark.parametrize(
    "leaning",
    [
        "However, this does not hold for a person who is a danger to the security of the country.",
        "It may not be claimed by a person who is a danger to the security of that country.",
        "Toutefois, la personne qui constitue un danger pour la sécurité du pays ne peut s'en prévaloir ici.",
        "Sin embargo, no podrá invocarlo la persona que sea un peligro para la seguridad del país de acogida.",
        "Однако этим положением не может пользоваться лицо, которое представляет угрозу безопасности этой страны.",
        "ومع ذلك لا يحق لمن يشكل خطرا على أمن البلد الذي يوجد فيه أن يحتج بهذا الحكم في هذه الحالة.",
        "但是，如果有合理理由认为某人危害所在国的安全，则该人不得要求享受本条规定的利益。",
    ],
)
def test_what_leans_brings_the_sentence_before(leaning: str) -> None:
    there = passage(LONG, leaning)
    assert quote(there, 1).text == f"{LONG} {leaning}"


def test_an_item_brings_its_lead_in() -> None:
    there = passage(
        ("1. This Convention shall cease to apply to any person falling under the terms of section A if:", "(1)"),
        ("(a) he has voluntarily re-availed himself of the protection of the country of his nationality; or", "(1)(a)"),
        ("(b) having lost his nationality, he has voluntarily reacquired it.", "(1)(b)"),
        section=ARTICLE,
    )
    assert quote(there, 1).text.startswith("1. This Convention")
    assert quote(there, 2).text == there.text
    assert quote(there, 2).sentence.paragraph == "(1)(b)"


def test_an_item_far_from_its_lead_in_stands_alone() -> None:
    items = [(f"({letter}) " + LONG, f"(1)({letter})") for letter in "abcde"]
    there = passage(("1. The following are obliged to do each of these things:", "(1)"), *items, section=ARTICLE)
    assert quote(there, 5).text == items[4][0]


def test_what_opens_a_list_goes_on() -> None:
    there = passage(
        ("1. The States Parties to the present Convention undertake to do the following:", "(1)"),
        ("(a) to prohibit it;", "(1)(a)"),
        section=ARTICLE,
    )
    assert quote(there, 0).text == there.text


def test_a_rule_is_quoted_with_its_source() -> None:
    there = passage(
        "Every ship must help all the people who are in danger at sea, whoever they may be.",
        "Article 98(1) of the Convention on the Law of the Sea obliges every State to require this of its masters.",
    )
    assert quote(there, 0).text == there.text
    assert quote(there, 1).text == there.text[there.sentences[1].start :]


def test_a_short_sentence_is_not_left_alone() -> None:
    there = passage("An employer may not keep a worker's passport.", LONG)
    assert quote(there, 0).text == there.text


def test_thanks_are_not_quoted_for_an_answer() -> None:
    there = passage("Thank you, Moderator.", LONG)
    nearly = np.array([0.82, 0.8], np.float32)
    assert choose(there, nearly, np.zeros(2, np.float32)).text == LONG


def test_a_shorter_sentence_is_preferred_to_an_endless_one() -> None:
    there = passage("word " * 120 + "end.", LONG)
    nearly = np.array([0.81, 0.8], np.float32)
    assert choose(there, nearly, np.zeros(2, np.float32)).text == LONG


def test_the_named_paragraph_is_quoted() -> None:
    there = passage(("1. " + LONG, "(1)"), ("2. " + LONG, "(2)"), section=ARTICLE)
    assert quote(there, 0, paragraph="(2)").sentence.paragraph == "(2)"


def test_the_place_is_that_of_the_quotation() -> None:
    places = [
        Place(start=1.0, end=5.0, speaker="A"),
        Place(start=5.0, end=9.0, speaker="A"),
        Place(start=9.0, end=12.0),
    ]
    there = passage(
        LONG, "However, this is not so in the case of a person who is a danger to others.", LONG, places=places
    )
    assert quote(there, 1).place == Place(start=1.0, end=9.0, speaker="A")
    assert quote(there, 2).place == Place(start=9.0, end=12.0)


@pytest.mark.parametrize(
    "change",
    [{"text": "What nobody said."}, {"start": 1}, {"end": 5}, {"text": " ", "start": 0, "end": 1}],
)
def test_what_is_not_word_for_word_is_refused(change: dict[str, object]) -> None:
    there = passage(LONG, LONG)
    good = quote(there, 0)
    values = {name: getattr(good, name) for name in ("text", "start", "end", "sentence", "place", "closeness", "fit")}
    with pytest.raises(NotVerbatimError):
        verify(Quotation(**{**values, **change}), there)


def test_numbers_that_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match="1 sentences, 2 cosines"):
        choose(passage(LONG), np.zeros(2, np.float32), np.zeros(1, np.float32))


part = st.tuples(
    st.text(st.characters(blacklist_categories=("Cs", "Zs", "Zl", "Zp", "Cc")), min_size=1, max_size=60)
    | st.sampled_from([LONG, "However, no.", "(a) this;", "as follows:", "Article 3 says so."]),
    st.sampled_from(["", "(1)", "(1)(a)", "(1)(b)", "(2)"]),
)


@given(st.lists(part, min_size=1, max_size=9), st.data())
@settings(max_examples=200)
def test_every_quotation_is_word_for_word(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    there = passage(*parts, section=data.draw(st.sampled_from([(), ARTICLE])))
    numbers = st.lists(st.floats(0, 1, width=32), min_size=len(parts), max_size=len(parts))
    closeness, overlap = (np.array(data.draw(numbers), np.float32) for _ in range(2))
    quotation = choose(there, closeness, overlap, data.draw(st.sampled_from([None, "(1)", "(2)"])))
    verify(quotation, there)
    assert quotation.text in there.text
    inside = [each for each in there.sentences if quotation.start <= each.start and each.end <= quotation.end]
    assert 1 <= len(inside) <= MOST_SENTENCES
    assert quotation.sentence in inside
    assert count_words(quotation.text) <= MOST_WORDS or len(inside) == 1


def test_a_text_about_the_law_brings_the_rule_that_it_points_to() -> None:
    there = passage(
        "A child may not be returned where there is a real risk of irreparable harm to that child.",
        "The Committee draws this rule from Articles 6 and 37 of the Convention on the Rights of the Child.",
    )
    assert quote(there, 1).text == there.text


def test_the_law_itself_points_to_the_whole() -> None:
    pointing = "The provisions of this Convention shall apply to refugees without discrimination as to their origin."
    there = passage(LONG, pointing, section=ARTICLE)
    assert quote(there, 1).text == pointing


@pytest.mark.parametrize("mark", ["?", "？", "؟"])
def test_who_asks_does_not_answer(mark: str) -> None:
    asking = f"What does the duty to render assistance to persons in distress at sea mean for the flag State{mark}"
    there = passage(asking, LONG)
    closeness = np.array([0.83, 0.8], np.float32)
    assert choose(there, closeness, np.zeros(2, np.float32)).text == LONG


def test_what_is_quoted_whole_ends_with_the_last_sentence_that_fits() -> None:
    there = passage(LONG, "Second.", "Third.")
    for end, last in ((len(there.text), 2), (len(there.text) - 1, 1), (len(LONG), 0), (3, 2)):
        quotation = whole(there, end, 0.75)
        verify(quotation, there)
        assert quotation.text == there.text[: there.sentences[last].end]
        assert (quotation.sentence, quotation.closeness, quotation.fit) == (there.sentences[0], 0.75, 0.75)
    with pytest.raises(ValueError, match="has no sentence"):
        whole(Passage("0" * 32, "k", "k", "T", "c", "en", (), 0, 0, "", ()), 0, 0.5)
