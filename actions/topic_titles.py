"""What the topics of the shipped library are called in six languages, in the order of the course.

The English titles are those of the documents; a document of one's own keeps the title that it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlu.texts import mark

if TYPE_CHECKING:
    from nlu.texts import Texts

__all__ = ["MODULES", "SEMINARS", "number", "titled"]

#: Titles of the modules; the first is module 1.
MODULES = (
    mark("Sources and actors of migration law"),
    mark("Sovereignty, entry and exit"),
    mark("Non-refoulement and asylum"),
    mark("Refugee status and its end"),
    mark("Statelessness and nationality"),
    mark("The rights of migrants in the core human rights treaties"),
    mark("The rights of migrant workers"),
    mark("Trafficking in persons and smuggling of migrants"),
    mark("Detention, return and consular protection"),
    mark("Children, families and women on the move"),
    mark("The law of the sea and rescue"),
    mark("The Global Compacts, development and climate"),
)

#: Titles of the seminars.
SEMINARS = (
    mark("Seminar on maritime rescue"),
    mark("Seminar on climate and displacement"),
    mark("Seminar on labour mobility and remittances"),
    mark("Seminar on cities as first responders"),
    mark("Seminar on the public perception of migrants"),
    mark("Seminar on regional processes and the Global Forum on Migration and Development"),
)


def titled(title: str, said: Texts) -> str:
    """A title in the language of ``said``; as it is where it is none of the library's."""
    return said.say(title) if title in MODULES or title in SEMINARS else title


def number(title: str) -> int | None:
    """Which module it is, from 1; ``None`` when it is none."""
    return MODULES.index(title) + 1 if title in MODULES else None
