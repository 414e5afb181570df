"""Instruments called by what they are about, for an encoder that has not learned their numbers."""

from __future__ import annotations

import pytest

from knowledge.instruments import Instruments
from knowledge.search.spelt_out import spelt_out

INSTRUMENTS = Instruments.load()


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("C189 weekly rest", "Domestic Workers Convention weekly rest"),
        ("МОТ 189 еженедельный отдых", "Domestic Workers Convention еженедельный отдых"),
        ("convenio 189: descanso semanal", "Domestic Workers Convention: descanso semanal"),
        (
            "что говорит ГДМ о задержании",
            "что говорит Global Compact for Migration о задержании",
        ),
        ("1961年公约 失去国籍", "Convention on the Reduction of Statelessness 失去国籍"),
        ("does article 14 of C189 apply", "does article 14 of Domestic Workers Convention apply"),
        ("palermo protocol consent", "Palermo Trafficking Protocol consent"),
        ("P29 inspection", "Protocol to the Forced Labour Convention inspection"),
        ("is weekly rest a right?", "is weekly rest a right?"),
        ("", ""),
    ],
)
def test_an_instrument_is_called_by_its_title(written: str, spelt: str) -> None:
    assert spelt_out(written, INSTRUMENTS, lambda _: False) == spelt


def test_one_whose_text_is_there_is_left_as_it_is_written() -> None:
    asked = "are C189 and the 1961 convention in force"
    assert spelt_out(asked, INSTRUMENTS, lambda _: True) == asked
    found = spelt_out(asked, INSTRUMENTS, lambda identity: identity == "ilo-c189-2011")
    assert found == "are C189 and the Convention on the Reduction of Statelessness in force"
