"""The library agrees with the law as the table of instruments has it; and each disagreement is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.entries import consistency
from knowledge.entries.consistency import LIBRARY, check
from knowledge.instruments import Instruments
from tests.knowledge.entries.samples import FAQ, RESOURCES, TERMS, changed, write

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"


def answered(text, language="en"):
    return changed(FAQ, "answer", language, to=text)


def test_the_library_that_ships_is_consistent():
    assert check(LIBRARY) == []


def test_samples_are_consistent(tmp_path):
    assert check(write(tmp_path, faq=FAQ, resources=RESOURCES, terms=TERMS)) == []
    assert check(tmp_path / "nowhere") == []


@pytest.mark.parametrize(
    ("language", "text", "fault"),
    [
        (
            "en",
            "See Article 47 of the 1951 Refugee Convention.",
            "no article 47 in the 1951 Refugee Convention, which has 46.",
        ),
        ("en", "See Articles 93 and 94 of the ICRMW.", "no article 94 in the ICRMW, which has 93."),
        (
            "en",
            "See Objective 24 of the Global Compact for Migration.",
            "no objective 24 in the Global Compact for Migration, ",
        ),
        (
            "fr",
            "Voir l'article 31 de la DUDH.",
            "no article 31 in the Universal Declaration of Human Rights, which has 30.",
        ),
        (
            "es",
            "Véase el artículo 34 de la Convención contra la Tortura.",
            "no article 34 in the Convention against Torture, ",
        ),
        (
            "ru",
            "См. статью 55 Конвенции о правах ребенка.",
            "no article 55 in the Convention on the Rights of the Child, ",
        ),
        ("ar", "انظر المادة 47 من اتفاقية اللاجئين.", "no article 47 in the 1951 Refugee Convention, which has 46."),
        ("zh", "见难民公约第47条。", "no article 47 in the 1951 Refugee Convention, which has 46."),
        (
            "en",
            "The ICRMW was adopted on 18 December 1991.",
            "the ICRMW was adopted on '18 December 1991' here, and 1990-12-18",
        ),
        ("en", "The ICRMW was adopted in 1991.", "the ICRMW was adopted on '1991' here, and 1990-12-18 in the table."),
        (
            "en",
            "The ICRMW, in force since 2 July 2003, binds.",
            "the ICRMW is in force since '2 July 2003' here, and 2003-07-01",
        ),
        (
            "zh",
            "移徙工人公约2003年7月2日生效。",
            "the ICRMW is in force since '2003年7月2日' here, and 2003-07-01 in the table.",
        ),
        ("en", "It entered into force on 31 June 2003.", "there is no day '31 June 2003'."),
    ],
)
def test_a_wrong_article_or_date_is_found_and_placed(tmp_path, language, text, fault):
    (found,) = check(write(tmp_path, faq=answered(text, language)))
    assert found.startswith(f"faq.yml: sent-back-at-sea ({language}): ")
    assert fault in found


@pytest.mark.parametrize(
    "text",
    [
        "See Article 33(1) of the 1951 Refugee Convention and Article 45 of the VCLT.",
        "The ICRMW was adopted on 18 December 1990 and entered into force on 1 July 2003.",
        "Convention No. 29 of the ILO, and its Protocol adopted on 11 June 2014, speak of it.",
        "Under the 1967 Protocol, States apply Articles 2 to 34 of the Convention, Article 33 among them.",
        "Regulation 34-1 of SOLAS Chapter V says it.",
    ],
)
def test_what_is_right_or_of_another_text_is_left_alone(tmp_path, text):
    assert check(write(tmp_path, faq=answered(text))) == []


def test_courses_and_seminars_are_checked_by_line(tmp_path):
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "a.md").write_text("# A\n\n## B\n\nFirst line,\nArticle 99 of the **CRC** here.\n")
    (tmp_path / "b.vtt").write_text(
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Expert>Article 99 of the CRC\nsays so.\n"
    )
    fault = "there is no article 99 in the Convention on the Rights of the Child, which has 54."
    assert check(tmp_path) == [f"b.vtt, line 5: {fault}", f"course/a.md, line 5: {fault}"]


def test_the_place_that_defines_a_term_exists(tmp_path):
    entries = changed(TERMS, "instruments", 0, "article", to="47(1)")
    (found,) = check(write(tmp_path, terms=entries))
    assert found == (
        "terms.yml: non-refoulement: there is no article 47(1) in the 1951 Refugee Convention, which has 46."
    )


def test_files_that_cannot_be_read_are_told_with_the_rest(tmp_path):
    entries = changed(RESOURCES, "mode", to="hybrid")
    found = check(write(tmp_path, resources=entries, faq=answered("See Article 99 of the CRC.")))
    assert [each.split(":")[0] for each in found] == ["faq.yml", "resources.yml"]


def test_the_command_prints_what_is_wrong(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(consistency, "LIBRARY", write(tmp_path, faq=answered("See Article 99 of the CRC.")))
    assert consistency.main() == 1
    assert capsys.readouterr().out.startswith("faq.yml: sent-back-at-sea (en): there is no article 99")
    monkeypatch.setattr(consistency, "LIBRARY", write(tmp_path, faq=FAQ))
    assert consistency.main() == 0


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists(), reason="the documents are not there")
def test_the_table_counts_articles_as_the_texts_do():
    instruments = Instruments.load()
    counted = {}
    for path in CORPUS.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        title = re.search(r"^# (.+)$", text, re.MULTILINE)
        instrument = instruments.of_title(title[1]) if title else None
        headings = re.findall(r"^## (?:Article|Objective) ([0-9]+|[IVX]+)\b", text, re.MULTILINE)
        if instrument and instrument.articles and headings:
            counted[instrument.id] = len(set(headings))
    # Of the law of the sea there is one part only.
    counted.pop("unclos-1982", None)
    assert len(counted) >= 25
    assert counted == {identity: instruments[identity].articles for identity in counted}
