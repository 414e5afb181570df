from __future__ import annotations

from dataclasses import fields

from bot.replies import Citation as Shown
from knowledge.answer import Citation
from knowledge.document import Place
from knowledge.passage import Passage, Sentence


def test_the_keys_are_those_of_a_reply() -> None:
    place = Place(page=14, page_label="xii", start=1.0, end=2.5, speaker="Expert")
    passage = Passage(
        "0" * 32, "c/a.pdf", "a.pdf", "A", "c", "en", ("One", "Two"), 0, 9, "Some text", (Sentence(0, 9, place),)
    )
    data = Citation(passage, "Some text", "A, Two, p. xii", place, 0.87654).to_dict()
    assert set(data) == {field.name for field in fields(Shown)}
    shown = Shown(**data)
    assert shown.section == "One > Two"
    assert (shown.page, shown.page_label, shown.start, shown.end, shown.speaker) == (14, "xii", 1.0, 2.5, "Expert")
    assert (shown.document, shown.title, shown.score, shown.url) == ("a.pdf", "A", 0.8765, None)


def test_the_address_of_a_resource_goes_along() -> None:
    passage = Passage("0" * 32, "a.yml#en", "a.yml", "A", "c", "en", (), 0, 4, "Text", (Sentence(0, 4, Place()),))
    data = Citation(passage, "Text", "A", Place(), 0.5, address="https://example.org").to_dict()
    assert Shown(**data).address == "https://example.org"


def test_what_is_absent_is_none() -> None:
    passage = Passage("0" * 32, "a.md", "a.md", "A", "c", "en", (), 0, 4, "Text", (Sentence(0, 4, Place()),))
    data = Citation(passage, "Text", "A", Place(), 0.5).to_dict()
    assert [data[key] for key in ("section", "page", "page_label", "start", "end", "speaker", "url", "address")] == [
        None
    ] * 8
