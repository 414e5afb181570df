"""How the directory of resources is shown: a menu, pages of entries, one entry."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from actions.buttons import payload, resources_button
from actions.composing import source_language
from actions.listing_topics import page_of
from bot.replies import Button, Citation, Reply
from nlu.texts import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.knowledge_base import Opened
    from knowledge.catalogue import Listed
    from nlu.texts import Texts

__all__ = ["ENTRIES", "by_audience", "by_kind", "kind_named", "menu", "one_resource", "searched"]

#: Entries on one page.
ENTRIES = 5

#: How many are shown that need not have the word; the search leaves out what is far behind the best.
_NEAREST = 3

#: What the menu offers, by the key that a button names: its title, and the kinds of `knowledge.entries.words` in it.
_KINDS = MappingProxyType(
    {
        # Translators: a button, as are the next seven; short, about 20 characters.
        "course": (mark("Courses, seminars"), ("course", "e-learning", "seminar-series")),
        "organisation": (mark("Organisations"), ("organisation",)),
        "treaty-body": (mark("Treaty bodies"), ("treaty-body",)),
        "treaty": (mark("Treaties"), ("treaty",)),
        "database": (mark("Databases"), ("database",)),
        "regional-process": (mark("Regional processes"), ("regional-process",)),
        "network": (mark("Networks"), ("network",)),
        "help": (mark("Places of help"), ("help",)),
    }
)


def menu(said: Texts, there: Sequence[Listed], opening: str = "") -> Reply:
    """The kinds that there are, and the way to the audiences.

    Args:
        said: the texts of the asker's language.
        there: all resources.
        opening: what is said instead of how many there are.
    """
    if not there:
        return Reply(said.say("There is no directory of resources in my material."), said.language)
    if not opening:
        # Translators: a word that people look for; it stands behind the command /resources.
        example = f"/resources {said.say('remittances')}"
        opening = said.count(
            "I know of one place to learn, look up, take part or find help. Choose a kind, or write a word after the "
            "command: {example}",
            "I know of {n} places to learn, look up, take part or find help. Choose a kind, or write a word after the "
            "command: {example}",
            len(there),
            example=said.foreign(example),
        )
    present = {kind for each in there for kind in each.kinds}
    buttons = [
        Button(said.say(title), payload("resources", kind=key))
        for key, (title, kinds) in _KINDS.items()
        if present.intersection(kinds)
    ]
    return Reply(opening, said.language, buttons=(*buttons, Button(said.say("For whom?"), _audience("all"))))


def by_kind(said: Texts, there: Sequence[Listed], kind: str, page: str = "") -> Reply:
    """A page of the resources of one kind; the menu where there are none."""
    title, kinds = _KINDS.get(kind, ("", ()))
    found = [each for each in there if each.kinds.intersection(kinds)]
    return _page(said, said.say(title), found, page, "kind", kind) if found else menu(said, there)


def by_audience(said: Texts, there: Sequence[Listed], audience: str, page: str = "") -> Reply:
    """A page of the resources for some people; the choice of people where they are none of `words.AUDIENCES`."""
    from knowledge.entries.words import AUDIENCES

    titles = {key: _capital(names.get(said.language, names["en"])) for key, names in AUDIENCES.items()}
    found = [each for each in there if audience in each.audiences]
    if found:
        return _page(said, titles[audience], found, page, "audience", audience)
    present = {each for one in there for each in one.audiences}
    buttons = [Button(title, _audience(key)) for key, title in titles.items() if key in present]
    return Reply(said.say("For whom shall it be?"), said.language, buttons=(*buttons, resources_button(said)))


def searched(said: Texts, opened: Opened, there: Sequence[Listed], words: str) -> Reply:
    """The resources that are about some words, best first, in the language of the words; the menu where none is."""
    from knowledge.catalogue import resources
    from knowledge.entries.kinds import RESOURCES

    answer = opened.answerer.answer(words, collection=RESOURCES, citations=_NEAREST, hint=said.language)
    spoken = there if answer.language == said.language else resources(opened.index, answer.language)
    named = {each.passage.id: each for each in spoken}
    nearest = [named[hit.passage.id] for hit in answer.citations if hit.passage.id in named]
    # Who looks for "mayors" means what is called so, before what is for them, before what speaks of them.
    called = _having(spoken, words, answer.language, names=True)
    found = list(dict.fromkeys((*called, *nearest, *_having(spoken, words, answer.language))))
    if not found:
        return menu(said, there, said.say("I know of nothing on that in the directory. These kinds there are:"))
    opening = said.say("On {words} I know of:", words=said.quote(words))
    return _entries(said, opening, found[:ENTRIES], (resources_button(said),))


def one_resource(said: Texts, one: Listed) -> Reply:
    """One resource with all that is known of it."""
    from knowledge.entries.texts import answer_end

    end = answer_end(one.passage)
    blocks = [
        said.foreign(one.name),
        source_language(said, one.passage.language),
        said.quote(one.passage.text[:end]),
        "\n".join(said.foreign(line) for line in one.passage.text[end:].split("\n\n") if line),
    ]
    return Reply(
        text="\n\n".join(block for block in blocks if block),
        language=said.language,
        quote=one.passage.text[:end],
        citations=(_citation(one),),
        buttons=(resources_button(said),),
    )


def kind_named(words: str, language: str) -> str:
    """The kind that a message asks for ("where do I find courses"), when it is one; else empty."""
    from knowledge.search.folding import folded
    from knowledge.search.wishes import WISHES

    text = folded(words)
    asked = {kind for kind, pattern in WISHES[language].kinds.items() if pattern.search(text)} if text else set()
    named = [key for key, (_, kinds) in _KINDS.items() if asked.intersection(kinds)]
    return named[0] if len(named) == 1 else ""


def _page(said: Texts, title: str, found: Sequence[Listed], page: str, of: str, value: str) -> Reply:
    pages = -(-len(found) // ENTRIES)
    at = page_of(page, pages)
    heading = said.say("{title}:", title=title)
    if pages > 1:
        heading = said.say("{title}, page {page} of {pages}:", title=title, page=at + 1, pages=pages)
    turns = [(said.say("Previous page"), at)] if at else []
    turns += [(said.say("Next page"), at + 2)] if at + 1 < pages else []
    buttons = [Button(name, payload("resources", **{of: value, "page": str(number)})) for name, number in turns]
    shown = found[at * ENTRIES : (at + 1) * ENTRIES]
    return _entries(said, heading, shown, (*buttons, resources_button(said)))


def _entries(said: Texts, heading: str, shown: Sequence[Listed], buttons: tuple[Button, ...]) -> Reply:
    blocks = [heading]
    for each in shown:
        citation = _citation(each)
        lines = [said.foreign(each.name), said.quote(citation.quote), *_address(said, each)]
        blocks.append("\n".join(lines))
    return Reply(
        text="\n\n".join(blocks),
        language=said.language,
        citations=tuple(_citation(each) for each in shown),
        buttons=buttons,
    )


def _citation(one: Listed) -> Citation:
    from knowledge.entries.texts import answer_end

    passage = one.passage
    return Citation(
        document=passage.name,
        title=passage.title,
        label=one.name,
        text=passage.text,
        quote=passage.text[: answer_end(passage)],
        section=passage.section_path or None,
        address=one.address,
    )


def _address(said: Texts, one: Listed) -> list[str]:
    return [said.foreign(one.address)] if one.address else []


def _having(there: Sequence[Listed], words: str, language: str, *, names: bool = False) -> list[Listed]:
    """The resources whose text, or name alone, has all the words, whatever their endings."""
    from knowledge.tokens import tokenise

    wanted = set(tokenise(words, language))
    texts = {id(each): each.name if names else f"{each.name} {each.passage.text}" for each in there}
    return [each for each in there if wanted and wanted <= set(tokenise(texts[id(each)], language))]


def _audience(key: str) -> str:
    return payload("resources", audience=key)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
