"""The whole passage around the last quotation, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions import knowledge_base
from actions.buttons import help_button, more_button, why_button
from actions.turn import Turn, say
from actions.unavailable import unavailable
from bot.replies import Citation, Reply
from knowledge.document import Place

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from actions.remembered import Remembered
    from knowledge.index import Index
    from knowledge.passage import Passage
    from nlu.texts import Texts

__all__ = ["ActionShowSource", "section_around"]

#: Longest text that is shown around a quotation, in characters; a passage that is longer is shown whole.
CHARACTERS = 1500


class ActionShowSource(Action):
    """Shows the section that the last quotation was taken from."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_show_source"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Show it, or say that there is no source yet."""
        turn = Turn.of(tracker)
        said, remembered = turn.texts, turn.remembered
        if remembered is None or not remembered.passages:
            text = said.say("There is no quotation yet whose source I could show. Ask me a question first.")
            say(dispatcher, turn, Reply(text, turn.language, buttons=(help_button(said),)))
            return []
        try:
            reply = await knowledge_base.shared().ask(lambda opened: _source(opened, turn, remembered))
        except Exception as error:  # whatever it is, the person gets a sentence and the log the rest
            reply = unavailable(said, error)
        say(dispatcher, turn, reply)
        return []


def _source(opened: knowledge_base.Opened, turn: Turn, remembered: Remembered) -> Reply:
    said, index = turn.texts, opened.index
    row = index.row_of(remembered.passages[remembered.position])
    if row is None:
        return Reply(
            said.say("The material has changed since, and this passage is no longer in it. Please ask again."),
            turn.language,
        )
    passage = index.passage(row)
    place = _place_of(passage, remembered.quote)
    label = remembered.labels[remembered.position]
    heading = [said.foreign(label)]
    # What the label says already is not said again.
    if passage.section_path not in label:
        heading.append(said.foreign(passage.section_path))
    heading.append(_where(said, place))
    if passage.title in label:
        heading.append(said.say("File: {file}", file=passage.name))
    else:
        heading.append(said.say("{title} (file: {file})", title=passage.title, file=passage.name))
    citation = Citation(
        document=passage.name,
        title=passage.title,
        label=label,
        text=passage.text,
        quote=remembered.quote,
        section=passage.section_path or None,
        page=place.page,
        page_label=place.page_label,
        start=place.start,
        end=place.end,
        speaker=place.speaker,
    )
    return Reply(
        text="\n".join(line for line in heading if line) + f"\n\n{said.foreign(section_around(index, row))}",
        language=turn.language,
        quote=remembered.quote,
        citations=(citation,),
        buttons=(more_button(said), why_button(said)),
    )


def section_around(index: Index, row: int) -> str:
    """The passage in ``row`` and its neighbours of the same section, as many as fit; ``[…]`` where it goes on."""
    first = last = row
    passage = index.passage(row)
    parts = [passage.text]
    room = CHARACTERS - len(passage.text)
    while before := _neighbour(index, first - 1, passage, room):
        first, room = first - 1, room - len(before)
        parts.insert(0, before)
    while after := _neighbour(index, last + 1, passage, room):
        last, room = last + 1, room - len(after)
        parts.append(after)
    if _neighbour(index, first - 1, passage, None):
        parts.insert(0, "[…]")
    if _neighbour(index, last + 1, passage, None):
        parts.append("[…]")
    return "\n\n".join(parts)


def _neighbour(index: Index, row: int, of: Passage, room: int | None) -> str:
    """The text in ``row`` when it belongs to the section of the passage and fits; else empty."""
    if not 0 <= row < len(index):
        return ""
    passage = index.passage(row)
    same = (passage.document, passage.section) == (of.document, of.section)
    return passage.text if same and (room is None or len(passage.text) <= room) else ""


def _place_of(passage: Passage, quote: str) -> Place:
    """Where the sentence stands that the quotation begins in."""
    at = max(passage.text.find(quote), 0)
    return next((sentence.place for sentence in passage.sentences if sentence.start <= at < sentence.end), Place())


def _where(said: Texts, place: Place) -> str:
    if place.start is not None:
        minutes, seconds = divmod(int(place.start), 60)
        time = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        if place.speaker:
            return said.say("At {time}, {speaker}", time=time, speaker=place.speaker)
        return said.say("At {time}", time=time)
    if place.page is not None and place.page_label:
        return said.say("Page {page} as printed, {physical} in the file", page=place.page_label, physical=place.page)
    if place.page is not None:
        return said.say("Page {page}", page=place.page)
    return ""
