"""One topic: how it begins, its key terms, its questions, and the answer to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actions.buttons import payload, rating_buttons, source_button, staff_button, topics_button, why_button
from actions.composing import source_language
from actions.remembered import Remembered
from actions.topic_titles import number, titled
from bot.replies import Button, Citation, Reply, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.knowledge_base import Opened
    from actions.turn import Turn
    from knowledge.answer import Citation as Found
    from knowledge.catalogue import Topic
    from knowledge.index import Index
    from nlu.texts import Texts

__all__ = ["answered", "one_topic", "terms"]

#: Questions that are offered at once.
QUESTIONS = 3
#: Headings that are named of a text without questions.
_SECTIONS = 8
#: Longest question on a button, in characters; it stands whole in the text.
_TITLE = 60
#: Citations in one reply.
_CITED = 3


def one_topic(said: Texts, index: Index, topic: Topic, *, first: int = 1) -> Reply:
    """A topic as people meet it.

    Args:
        said: the texts of the asker's language.
        index: holds it.
        topic: to be shown.
        first: number of the first question that is offered, from 1; beyond the first, only questions are shown.
    """
    from knowledge.catalogue import about, key_terms, opening, questions, sections

    asked = questions(index, topic, said.language)
    first = first if 1 <= first <= len(asked) else 1
    offered = list(enumerate(asked, 1))[first - 1 : first - 1 + QUESTIONS]
    begins = opening(index, topic, said.language) if first == 1 else None
    blocks = [_heading(topic, said)]
    if begins is not None:
        blocks += [source_language(said, begins.passage.language), _quotation(said, begins), _facts(said, index, topic)]
        if named := about(index, topic, said.language):
            blocks.append(said.say("Key terms: {terms}.", terms=said.say("; ").join(map(said.foreign, named))))
    if offered:
        lines = [f"{at}. {said.foreign(question.text)}" for at, question in offered]
        blocks.append("\n".join((said.say("Questions that it answers:"), *lines)))
    elif headings := sections(index, topic)[:_SECTIONS]:
        blocks.append("\n".join((said.say("Its sections:"), *(f"• {said.foreign(each)}" for each in headings))))
    buttons = [_question_button(topic, at, question.text) for at, question in offered]
    if first - 1 + QUESTIONS < len(asked):
        buttons.append(Button(said.say("More questions"), _named(topic, f"{first + QUESTIONS}+")))
    if first > 1:
        buttons.append(_topic_button(topic, said))
    elif key_terms(index, topic, said.language):
        buttons.append(Button(said.say("Key terms"), _named(topic, "key")))
    return _reply(said, blocks, (begins,) if begins else (), (*buttons, topics_button(said)))


def terms(said: Texts, index: Index, topic: Topic) -> Reply:
    """What a topic says of its key terms, word for word."""
    from knowledge.catalogue import key_terms

    found = key_terms(index, topic, said.language)[:_CITED]
    if not found:
        return one_topic(said, index, topic)
    blocks = [_heading(topic, said), source_language(said, found[0].passage.language)]
    blocks += [_quotation(said, each) for each in found]
    return _reply(said, blocks, found, (_topic_button(topic, said), topics_button(said)))


def answered(opened: Opened, turn: Turn, topic: Topic, at: int) -> tuple[Reply, dict[str, Any]]:
    """The answer to a topic's question number ``at``, and the slots that remember it; the topic where it has none."""
    from knowledge.catalogue import questions

    said, index = turn.texts, opened.index
    asked = questions(index, topic, said.language)
    if not 1 <= at <= len(asked):
        return one_topic(said, index, topic), {}
    question, answer = asked[at - 1].text, asked[at - 1].answer
    blocks = [said.foreign(question), source_language(said, answer.passage.language), _quotation(said, answer)]
    buttons = [] if at == len(asked) else [Button(said.say("Next question"), _named(topic, str(at + 1)))]
    buttons += [_topic_button(topic, said), source_button(said)]
    buttons += [staff_button(said) if turn.staff else why_button(said), *rating_buttons(said)]
    remembered = Remembered(
        state=State.ANSWERED.value,
        confidence=1.0,
        build=index.manifest.build,
        searched=0,
        passages=(answer.passage.id,),
        labels=(answer.label,),
        sections=(answer.passage.section_path,),
        quote=answer.quote,
    )
    reply = _reply(said, blocks, (answer,), tuple(buttons), State.ANSWERED)
    return reply, {"question": question, "answer": remembered.to_slot()}


def _reply(
    said: Texts,
    blocks: Sequence[str],
    found: Sequence[Found],
    buttons: tuple[Button, ...],
    state: State = State.INFO,
) -> Reply:
    return Reply(
        text="\n\n".join(block for block in blocks if block),
        language=said.language,
        state=state,
        quote=found[0].quote if found else None,
        citations=tuple(Citation(**each.to_dict()) for each in found),
        buttons=buttons,
    )


def _heading(topic: Topic, said: Texts) -> str:
    title, of = titled(topic.title, said), number(topic.title)
    if of is None:
        return said.foreign(title)
    return said.say("Module {number}: {title}", number=of, title=title)


def _facts(said: Texts, index: Index, topic: Topic) -> str:
    """What a recording and a topic of several files have beside their words."""
    from knowledge.catalogue import speakers

    named, minutes = speakers(index, topic)
    lines = []
    if named:
        listed = said.say("; ").join(said.foreign(each) for each in named)
        lines.append(said.say("Recording, length in minutes: {minutes}. Speakers: {speakers}.",
                              minutes=max(minutes, 1), speakers=listed))  # fmt: skip
    if topic.files:
        listed = said.say("; ").join(said.foreign(each) for each in topic.files)
        lines.append(said.say("The same as a file: {files}", files=listed))
    return "\n".join(lines)


def _quotation(said: Texts, found: Found) -> str:
    return f"{said.quote(found.quote)}\n— {said.foreign(found.label)}"


def _question_button(topic: Topic, at: int, question: str) -> Button:
    title = f"{at}. {question}"
    return Button(title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…", _named(topic, str(at)))


def _topic_button(topic: Topic, said: Texts) -> Button:
    return Button(said.say("Back to the topic"), _named(topic))


def _named(topic: Topic, part: str = "") -> str:
    return payload("topics", topic=f"{topic.slug}/{part}" if part else topic.slug)
