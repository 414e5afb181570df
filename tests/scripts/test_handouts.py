"""The handouts: real pages and slides, made from the modules, and as the modules are now."""

from __future__ import annotations

import io
import zipfile

import pytest
from pptx import Presentation

from knowledge.cutting import cut
from knowledge.document import SegmentKind
from knowledge.encoder.texts import vector_key
from knowledge.readers import read
from scripts.handouts import LIBRARY, MODULES, pdf, pptx, read_module, write

FOLDER = LIBRARY / "handouts"
SUFFIXES = (".pdf", ".pptx")
SMALL = """---
title: Ferries & borders
language: en
module: 3
---

# Ferries & borders

## Who may board

Anyone with a *ticket*: no treaty says more.
The line goes on.

## Revision questions

### Is < 1 ticket enough?

No. It is not. But a long sentence that goes on about harbours, tides, piers, gangways, ropes, bells and every other
thing that can be seen from a deck is for the notes.

- first; second
"""


def headings(document) -> list[str]:
    return [
        document.text[each.start : each.end].strip() for each in document.segments if each.kind is SegmentKind.HEADING
    ]


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "ferries.md"
    path.write_text(SMALL, "utf-8")
    return read_module(path)


@pytest.mark.parametrize("name", MODULES)
class TestShipped:
    @pytest.mark.parametrize("suffix", SUFFIXES)
    def test_is_what_the_script_makes_of_the_present_module(self, name, suffix, tmp_path) -> None:
        """By its words and their places: another version of a compressor may write other bytes."""
        module = read_module(LIBRARY / "course" / f"{name}.md")
        write(module, tmp_path)
        made, shipped = read(tmp_path / f"{name}{suffix}"), read(FOLDER / f"{name}{suffix}")
        assert (shipped.title, shipped.pages) == (made.title, made.pages), "run `make handouts`"
        assert shipped.text == made.text, "run `make handouts`"
        assert shipped.marks == made.marks
        assert shipped.segments == made.segments

    def test_pages_are_numbered_from_behind_the_contents(self, name) -> None:
        document = read(FOLDER / f"{name}.pdf")
        start = document.text.index("After this module")
        place = document.place_at(start)
        assert (place.page, place.page_label) == (2, "1")
        last = document.marks[-1].place
        assert (last.page, last.page_label) == (document.pages, str(document.pages - 1))

    def test_the_pdf_has_every_passage_of_the_module(self, name) -> None:
        """Word for word and under the same headings, so that one vector serves both and a search shows one."""
        passages = {
            suffix: {vector_key(each) for each in cut(read(path), key=path.name, collection="")}
            for suffix, path in ((".md", LIBRARY / "course" / f"{name}.md"), (".pdf", FOLDER / f"{name}.pdf"))
        }
        assert passages[".md"] - passages[".pdf"] == set()
        assert len(passages[".pdf"] - passages[".md"]) <= 3  # what stands on the page of the contents

    def test_every_slide_has_a_heading_of_its_own_points_and_notes(self, name) -> None:
        presentation = Presentation(FOLDER / f"{name}.pptx")
        first, *slides = presentation.slides
        titles = [slide.shapes.title.text for slide in slides]
        assert first.shapes.title.text == read_module(LIBRARY / "course" / f"{name}.md").title
        assert len(set(titles)) == len(titles)
        assert [title for title in titles if len(title) > 90] == []
        for slide in slides:
            points = slide.placeholders[1].text_frame.text
            assert 1 <= len(points.split()) <= 100, slide.shapes.title.text
            assert points[-1] in ".?", slide.shapes.title.text
            assert len(slide.notes_slide.notes_text_frame.text) >= len(points) * 0.9

    def test_the_slides_have_every_word_of_the_module(self, name) -> None:
        module = read_module(LIBRARY / "course" / f"{name}.md")
        document = read(FOLDER / f"{name}.pptx")
        paragraphs = [paragraph for section in module.sections for paragraph in section.paragraphs]
        assert [paragraph for paragraph in paragraphs if paragraph not in document.text] == []
        assert document.place_at(document.text.index(paragraphs[-1])).page == document.pages

    @pytest.mark.parametrize("suffix", SUFFIXES)
    def test_is_small(self, name, suffix) -> None:
        assert (FOLDER / f"{name}{suffix}").stat().st_size < 300_000


class TestMaking:
    @pytest.mark.parametrize("make", [pdf, pptx])
    def test_the_same_source_gives_the_same_bytes(self, small, make) -> None:
        assert make(small) == make(small)

    def test_slides_bear_one_date(self, small) -> None:
        with zipfile.ZipFile(io.BytesIO(pptx(small))) as archive:
            assert archive.testzip() is None
            assert {member.date_time for member in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}

    def test_headings_and_text_come_through(self, small, tmp_path) -> None:
        both = [read(path) for path in write(small, tmp_path / "new")]
        for document in both:
            assert document.title == "Ferries & borders"
            assert "Anyone with a ticket: no treaty says more. The line goes on." in document.text
        assert headings(both[0])[-3:] == ["Who may board", "Revision questions", "Is < 1 ticket enough?"]
        assert headings(both[1]) == ["Ferries & borders", "Who may board", "Is < 1 ticket enough?"]
        assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["ferries.pdf", "ferries.pptx"]

    def test_points_are_whole_sentences(self, small) -> None:
        presentation = Presentation(io.BytesIO(pptx(small)))
        slide = presentation.slides[2]
        assert slide.placeholders[1].text_frame.text.split("\n") == ["No.", "It is not.", "first; second"]
        assert "is for the notes" in slide.notes_slide.notes_text_frame.text

    def test_a_module_without_front_matter_is_refused(self, tmp_path) -> None:
        path = tmp_path / "bare.md"
        path.write_text("# Bare\n\n## One\n\nText.\n", "utf-8")
        with pytest.raises(ValueError, match="front matter"):
            read_module(path)

    def test_what_a_handout_cannot_show_is_refused(self, tmp_path) -> None:
        path = tmp_path / "code.md"
        path.write_text(SMALL + "\n```\ncode\n```\n", "utf-8")
        with pytest.raises(ValueError, match="has a fence in line"):
            read_module(path)

    def test_text_above_the_first_section_is_refused(self, tmp_path) -> None:
        path = tmp_path / "early.md"
        path.write_text(SMALL.replace("## Who may board", "Early.\n\n## Who may board"), "utf-8")
        with pytest.raises(ValueError, match="above its first heading"):
            read_module(path)
