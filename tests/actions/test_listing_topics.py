from __future__ import annotations

import json

import pytest

from actions.listing_topics import PAGE, all_topics, page_of, topic_button
from actions.topic_titles import MODULES, SEMINARS, titled
from bot.replies import PAYLOAD_BYTES, State
from knowledge.catalogue import Topic
from nlu.texts import LANGUAGES, texts

LIBRARY = [Topic(f"slug-{at}", title, None) for at, title in enumerate((*SEMINARS, *reversed(MODULES)))]  # type: ignore[arg-type]


def pages(buttons) -> list[str]:
    return [json.loads(each.payload[7:])["page"] for each in buttons if '"page"' in each.payload]


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_pages_of_the_library_in_the_order_of_the_course(language: str):
    said, shown = texts(language), []
    for page in ("", "2", "3"):
        reply = all_topics(said, LIBRARY, page)
        assert (reply.state, reply.language, reply.citations) == (State.INFO, language, ())
        topics = [each for each in reply.buttons if '"topic"' in each.payload]
        assert len(topics) == PAGE
        shown += [each.title for each in topics]
        assert all(titled(title, said) in reply.text for title in (*MODULES, *SEMINARS)[len(shown) - PAGE : len(shown)])
    assert [each.partition(". ")[0] for each in shown[:12]] == [str(at) for at in range(1, 13)]
    assert [pages(all_topics(said, LIBRARY, page).buttons) for page in ("1", "2", "3")] == [["2"], ["1", "3"], ["2"]]


@pytest.mark.parametrize(("page", "at"), [("", 0), ("2", 1), ("9", 2), ("0", 0), ("-1", 0), ("x", 0), ("9" * 400, 0)])
def test_a_page_that_is_not_there_is_the_nearest(page: str, at: int):
    assert page_of(page, 3) == at


def test_documents_of_ones_own_are_listed_under_what_they_are():
    own = [Topic("a", "Our handbook", None), Topic("b", "The rules", None)]  # type: ignore[arg-type]
    reply = all_topics(texts("en"), own)
    assert reply.text.split("\n\n") == [
        "These are the topics of my material. Choose one:",
        "Documents:\n• Our handbook\n• The rules",
    ]
    assert [each.payload for each in reply.buttons] == ['/topics{"topic":"a"}', '/topics{"topic":"b"}', "/help"]


def test_what_was_named_and_is_several_is_offered_and_what_is_none_is_said():
    several = all_topics(texts("en"), LIBRARY, found=LIBRARY[:2])
    assert [each.payload for each in several.buttons][:2] == ['/topics{"topic":"slug-0"}', '/topics{"topic":"slug-1"}']
    assert pages(several.buttons) == []
    none = all_topics(texts("en"), LIBRARY, found=[])
    assert none.text.startswith("There is no topic of that name here, or not any more.")
    assert pages(none.buttons) == ["2"]


def test_an_index_without_documents_says_so():
    assert all_topics(texts("en"), []).text == "There are no documents in my material yet."


def test_a_long_title_is_cut_and_the_longest_name_fits_its_button():
    button = topic_button(Topic("s" * 40, "T" * 200, None), texts("en"))  # type: ignore[arg-type]
    assert len(button.title) == 60
    assert len(button.payload.encode()) <= PAYLOAD_BYTES
