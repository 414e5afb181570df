from __future__ import annotations

import re

import pytest

from knowledge.entries.records import parse_instruments, record
from knowledge.errors import KnowledgeError
from knowledge.instruments import Instruments
from knowledge.language import LANGUAGES
from tests.knowledge.entries.samples import FAQ


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_record_has_the_dates_of_the_table(language):
    for instrument in Instruments.load():
        said = record(instrument, language)
        assert said.startswith(instrument.title)
        figures = re.findall(r"\d+", said.removeprefix(instrument.title))
        days = [day for day in (instrument.adopted, instrument.in_force) if day]
        written = [[day.year, day.month, day.day] if language == "zh" else [day.day, day.year] for day in days]
        assert figures == [str(each) for day in written for each in day], said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_binds_is_kept_apart_from_what_does_not(language):
    table = Instruments.load()
    endings = {}
    for instrument in table:
        kind = (instrument.binding, instrument.in_force is not None)
        said = record(instrument, language)
        endings.setdefault(kind, set()).add(said.rpartition(" ")[2] if language != "zh" else said[-12:])
    assert sorted(endings) == [(False, False), (True, False), (True, True)]
    assert [len(each) for each in endings.values()] == [1, 1, 1]


def test_days_are_written_as_each_language_does():
    table = Instruments.load()
    assert "Дата вступления в силу — 1 июля 2003 года." in record(table["icrmw-1990"], "ru")
    assert "Entrée en vigueur le 1er juillet 2003." in record(table["icrmw-1990"], "fr")
    assert "It entered into force on 1 July 2003." in record(table["icrmw-1990"], "en")
    assert "生效日期为2003年7月1日。" in record(table["icrmw-1990"], "zh")


def test_a_treaty_whose_entry_into_force_is_not_known_does_not_bind_yet():
    said = record(Instruments.load()["ecowas-free-movement-1979"], "en")
    assert said.endswith(
        "A treaty: it binds a State once it is in force for that State. This table has no date of its entry into force."
    )


@pytest.mark.parametrize(
    "data", [None, [], FAQ, {"instruments": 3}, {"instruments": [1]}, {"instruments": [{"id": "a"}]}]
)
def test_what_is_no_table_is_said_to_be_none(data):
    with pytest.raises(KnowledgeError, match=r"table\.yml: one of the instruments is not whole"):
        parse_instruments(data, "table.yml")
