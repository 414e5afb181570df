"""Every sentence about offers in six languages, with what stands in it."""

from __future__ import annotations

import pytest

from bot.offered_file import FAILURES
from bot.telegram import offer_wording
from nlu.texts import LANGUAGES


def plain(text: str) -> str:
    """Without the characters that only turn the direction of text."""
    return "".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069\u200e\u200f")


@pytest.mark.parametrize("language", LANGUAGES)
def test_name_size_and_time_stand_in_the_question(language):
    asked = plain(offer_wording.question(language, name="notes.pdf", size=3 * 2**20 - 1, days=7))
    assert asked.startswith("notes.pdf")
    assert "3" in asked.splitlines()[0].split("?")[0]
    assert "7" in asked


@pytest.mark.parametrize(("size", "shown"), [(0, "1 KB"), (1024, "1 KB"), (1025, "2 KB"), (2**20, "1 MB")])
def test_sizes_are_rounded_up(size, shown):
    assert plain(offer_wording.question("en", name="a.md", size=size, days=7)).startswith(f"a.md, {shown}.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_sentences_differ_and_none_is_left_in_english(language):
    said = [
        offer_wording.declined(language),
        offer_wording.wrong_format(language),
        offer_wording.too_large(language),
        offer_wording.not_fetched(language),
        offer_wording.not_now(language),
        offer_wording.offered(language, title="Notes", number=3, pages=None),
        offer_wording.offered(language, title="Notes", number=3, pages=9),
        offer_wording.known(language, number=3, accepted=True),
        offer_wording.known(language, number=3, accepted=False),
        *(offer_wording.cannot_read(language, failure) for failure in FAILURES),
        *(offer_wording.decided(language, what, title="Notes", days=7) for what in ("accepted", "refused", "expired")),
    ]
    assert len(set(said)) == len(said)
    assert language == "en" or not any("document" in text and "the" in text.split() for text in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_are_short(language):
    titles = {offer_wording.yes_button(language), offer_wording.no_button(language)}
    assert len(titles) == 2
    assert all(1 < len(title) <= 24 for title in titles)
