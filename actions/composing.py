"""From what the knowledge found to what a person reads: short, quotation first, place beside it."""

from __future__ import annotations

from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from actions.buttons import help_button, more_button, rating_buttons, source_button, staff_button, why_button
from bot.replies import Citation, Reply, State
from nlu.texts import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.answer import Answer
    from knowledge.answer import Citation as Found
    from knowledge.index import Index
    from knowledge.instruments import Instruments
    from nlu.texts import Texts

__all__ = ["listed", "no_text", "not_there", "nothing_found", "passages_found", "shortened", "source_language"]

#: Longest quotation of a further citation, in characters; longer ones are cut between words, with ``[…]``.
SHORT = 180
#: How many titles a person is told of what there is.
_TITLES = 4

_SOURCE_LANGUAGES = {
    "ar": mark("The source is in Arabic:"),
    "en": mark("The source is in English:"),
    "es": mark("The source is in Spanish:"),
    "fr": mark("The source is in French:"),
    "ru": mark("The source is in Russian:"),
    "zh": mark("The source is in Chinese:"),
}


def passages_found(
    said: Texts,
    state: State,
    found: Sequence[Found],
    *,
    opening: str = "",
    gaps: Sequence[str] = (),
    further: bool,
    staff: bool = False,
) -> Reply:
    """The best quotation with its place, then the others in short.

    Args:
        said: the texts of the asker's language.
        state: ``ANSWERED`` or ``CLOSEST``.
        found: at least one, best first.
        opening: a line before everything; for ``CLOSEST`` the plain word that nothing is certain, when empty.
        gaps: what the question asks for and is not there, each in a sentence.
        further: whether there may be more to show.
        staff: whether the question can be handed to people; that button stands where "why" does otherwise.
    """
    best = found[0]
    blocks = [opening]
    if state is State.CLOSEST and not opening:
        blocks = [said.say("I found nothing that answers this for certain. This comes nearest:")]
    blocks = [*gaps, *blocks, source_language(said, best.passage.language)]
    blocks.append("\n".join((f"{said.quote(best.quote)}\n— {said.foreign(best.label)}", *_address(said, best))))
    if found[1:]:
        heading = said.say("See also:")
        blocks.append("\n".join((heading, *listed(said, found[1:], first=2))))
    buttons = (source_button(said), staff_button(said) if staff else why_button(said), *rating_buttons(said))
    return Reply(
        text="\n\n".join(block for block in blocks if block),
        language=said.language,
        state=state,
        quote=best.quote,
        citations=tuple(Citation(**item.to_dict()) for item in found),
        buttons=(more_button(said), *buttons) if further else buttons,
    )


def not_there(said: Texts, answer: Answer, instruments: Instruments) -> list[str]:
    """What the question asks for and is not there, as far as that can be told: a text, a number.

    Beside a certain answer only the number: others may say what an instrument holds, and are cited for it.
    """
    gaps = []
    if answer.absent and answer.state != State.ANSWERED.value:
        gaps.append(no_text(said, [instruments.short_name(each, said.language) for each in answer.absent]))
    if answer.lacking:
        gaps.append(said.say("None of the places that I found states the number that you ask for."))
    return gaps


def no_text(said: Texts, names: Sequence[str]) -> str:
    """That instruments, by their short names, were named and have not been read."""
    named = said.say(", ").join(said.foreign(name) for name in names)
    return said.say(
        "Judging by the titles of my documents, I do not have what you name: {instruments}.", instruments=named
    )


def source_language(said: Texts, language: str) -> str:
    """In which language the quotation that follows is, where it is not the one of the conversation."""
    return said.say(_SOURCE_LANGUAGES[language]) if language in _SOURCE_LANGUAGES and language != said.language else ""


def listed(said: Texts, found: Sequence[Found], *, first: int) -> list[str]:
    """A numbered line each: the place, and the beginning of the quotation."""
    return [
        " ".join(
            (
                said.say(
                    "{number}. {label}: {quotation}",
                    number=number,
                    label=item.label,
                    quotation=said.quote(shortened(item.quote)),
                ),
                *_address(said, item),
            )
        )
        for number, item in enumerate(found, first)
    ]


def _address(said: Texts, item: Found) -> tuple[str, ...]:
    """Where a resource is found, if it is one."""
    return (said.foreign(item.address),) if item.address else ()


def shortened(quote: str) -> str:
    """``quote``, or its beginning with ``[…]``; cut between words, where the script has spaces."""
    if len(quote) <= SHORT:
        return quote
    beginning = quote[:SHORT]
    return f"{beginning.rpartition(' ')[0] or beginning} […]"


def nothing_found(said: Texts, index: Index, *, gaps: Sequence[str] = (), staff: bool = False) -> Reply:
    """That there is nothing on the question, what there is instead, and how to ask on. Never a source beside it.

    Args:
        said: the texts of the asker's language.
        index: that was searched.
        gaps: what the question asks for and is not there, each in a sentence.
        staff: whether the question can be handed to people.
    """
    blocks = [
        said.say("I have nothing on that, and I do not guess."),
        *gaps,
        said.say(
            "Other words may find it, or the name of an instrument and the number of an article. I cover "
            "international migration law."
        ),
        coverage(said, index),
    ]
    return Reply(
        text="\n\n".join(blocks),
        language=said.language,
        state=State.NOT_FOUND,
        buttons=(*((staff_button(said),) if staff else ()), help_button(said), why_button(said)),
    )


def coverage(said: Texts, index: Index) -> str:
    """What has been read: how many documents, and some of their titles, from different collections first."""
    # What stands there in six languages is one document, and called what the asker calls it.
    read = [document for document in index.documents if document.part in ("", said.language)]
    by_collection: dict[str, list[str]] = {}
    for document in read:
        by_collection.setdefault(document.collection, []).append(document.title)
    by_turns = (title for turn in zip_longest(*by_collection.values()) for title in turn if title)
    titles = list(islice(dict.fromkeys(by_turns), _TITLES))
    return said.count(
        "I have read one document: {titles}.",
        "I have read {n} documents, for example: {titles}.",
        len(read),
        titles=said.say("; ").join(said.quote(title) for title in titles),
    )
