"""Replies as Telegram's HTML: quoted, cited, escaped, within the limit, whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies import Citation, Reply, State
from bot.telegram.formatting import EXPANDABLE, LINK_PREVIEW, PARSE_MODE, messages
from bot.telegram.splitting import LIMIT, units, visible
from nlu.texts import LANGUAGES, isolate, texts
from nlu.utterances import UTTERANCES, utterance
from tests.bot.telegram.replies import LABELS, QUOTES, answer, found, inside, parsed

DIRECTIONS = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200f")


def plain(text: str) -> str:
    return text.translate(DIRECTIONS)


def cite(quote: str, label: str = "Article 1") -> Citation:
    return Citation(document="a.md", title="A", label=label, text=quote, quote=quote)


def test_messages_are_html_without_previews():
    assert PARSE_MODE == "HTML"
    assert LINK_PREVIEW.to_dict() == {"is_disabled": True}


@pytest.mark.parametrize("asked", LANGUAGES)
@pytest.mark.parametrize("source", LANGUAGES)
def test_the_quotation_is_a_block_and_its_place_bold(asked: str, source: str):
    reply = answer(asked, found(source), found(source, label=f"{LABELS[source]} bis"))
    (message,) = messages(reply)
    text, entities = parsed(message)
    assert plain(text) == plain(reply.text)
    assert [(entity.element, plain(entity.text)) for entity in entities] == [
        ("blockquote", plain(texts(asked).quote(QUOTES[source]))),
        ("b", LABELS[source]),
        ("b", f"{LABELS[source]} bis"),
    ]


@pytest.mark.parametrize("asked", LANGUAGES)
@pytest.mark.parametrize("name", UTTERANCES)
def test_what_quotes_nothing_is_its_text(asked: str, name: str):
    reply = utterance(name, texts(asked))
    assert [plain(parsed(message)[0]) for message in messages(reply)] == [plain(reply.text)]
    assert parsed(messages(reply)[0])[1] == []


def test_signs_of_html_are_escaped_everywhere():
    quote, label = 'if a < b && b > c then <b>"it\'s"</b> &amp;', "R&D <Act>, Article 1"
    reply = answer("en", found("en", quote=quote, label=label))
    (message,) = messages(reply)
    assert parsed(message)[0] == reply.text
    assert inside(message, "blockquote") == [f"“{quote}”"]
    assert inside(message, "b") == [label]
    assert 'if a &lt; b &amp;&amp; b &gt; c then &lt;b&gt;"it\'s"&lt;/b&gt; &amp;amp;' in message


def test_a_quotation_over_several_lines_is_one_block():
    quote = "A refugee:\n\n(a) may enter;\n(b) may stay."
    (message,) = messages(answer("ar", found("en", quote=quote)))
    assert inside(message, "blockquote") == [f"«{quote}»"]


@pytest.mark.parametrize("asked", LANGUAGES)
def test_a_long_quotation_is_folded(asked: str):
    quote = QUOTES[asked] * (EXPANDABLE // len(QUOTES[asked]) + 1)
    (message,) = messages(answer(asked, found(asked, quote=quote)))
    assert [plain(text) for text in inside(message, "blockquote expandable")] == [plain(texts(asked).quote(quote))]
    assert inside(message, "blockquote") == []


def test_places_with_the_same_label_are_each_bold():
    label = LABELS["en"]
    (message,) = messages(answer("en", found("en"), found("en", quote="Other words"), found("en", quote="More words")))
    assert inside(message, "b") == [label] * 3


def test_a_label_inside_the_quotation_is_not_taken_for_the_place():
    quote = "Article 1 applies, as Article 1 says"
    (message,) = messages(answer("en", found("en", quote=quote, label="Article 1")))
    assert message.endswith(f"<blockquote>“{quote}”</blockquote>\n— <b>Article 1</b>")


@pytest.mark.parametrize("asked", LANGUAGES)
def test_a_quotation_within_a_longer_passage_is_bold_there(asked: str):
    said, quote = texts(asked), QUOTES["en"]
    passage = f"The rule. {quote} in any manner. It is old.\n\nSecond paragraph."
    text = f"{said.foreign(LABELS['en'])}\n{said.say('Page {page}', page=3)}\n\n{said.foreign(passage)}"
    (message,) = messages(Reply(text, asked, quote=quote, citations=(cite(quote, LABELS["en"]),)))
    assert inside(message, "b") == [LABELS["en"], quote]
    assert inside(message, "blockquote") == []


def test_an_arabic_reply_keeps_its_lines_on_the_right_and_the_english_quotation_on_the_left():
    (message,) = messages(answer("ar", found("en")))
    lines = message.split("\n")
    assert lines[-2:] == [f"<blockquote>«{QUOTES['en']}»</blockquote>", f"\u200f— \u2068<b>{LABELS['en']}</b>\u2069"]


def test_an_arabic_quotation_in_an_english_reply_lies_on_the_right():
    (message,) = messages(answer("en", found("ar")))
    assert f"<blockquote>“{QUOTES['ar']}”</blockquote>\n— \u2068<b>{LABELS['ar']}</b>\u2069" in message


@pytest.mark.parametrize("asked", LANGUAGES)
@pytest.mark.parametrize("source", LANGUAGES)
def test_a_quotation_longer_than_a_message_goes_on_in_a_block_of_the_next(asked: str, source: str):
    end = "。" if source == "zh" else ". "
    quote = (QUOTES[source].capitalize() + end) * (2 * LIMIT // len(QUOTES[source]))
    reply = answer(asked, found(source, quote=quote.strip()))
    shown = messages(reply)
    assert len(shown) == 3
    assert {units(parsed(message)[0]) <= LIMIT for message in shown} == {True}
    blocks = [plain(text) for message in shown for text in inside(message, "blockquote expandable")]
    assert len(blocks) == 3
    assert {block.rstrip("”»\u00a0")[-1] for block in blocks} == {end.strip()}  # whole sentences
    assert " ".join(blocks).replace(" ", "") == plain(texts(asked).quote(quote.strip())).replace(" ", "")
    assert [text for message in shown for text in inside(message, "b")] == [LABELS[source]]
    assert {message.count("\u2068") - message.count("\u2069") for message in shown} == {0}


@pytest.mark.parametrize("text", ["", "  \n", "\u2068\u2069", "\u200b"])
def test_nothing_to_see_is_no_message(text: str):
    assert messages(Reply(text, "en")) == []


def test_half_a_surrogate_pair_is_replaced():
    assert messages(Reply("a\ud83d b", "en")) == ["a\ufffd b"]
    quote = "rule \ud83d here"
    (message,) = messages(answer("en", found("en", quote=quote, label="\ude00")))
    assert inside(message, "blockquote") == ["“rule \ufffd here”"]
    assert inside(message, "b") == ["\ufffd"]


def test_a_line_separator_breaks_the_line():
    assert messages(Reply("one\u2028two", "en")) == ["one\ntwo"]


SIGNS = st.sampled_from([*"aB. \n<>&\"'；。人ءل«»“”\u00a0\u0301\u200d\u2066\u2068\u2069\u200b", "😀", "</b>", "&lt;"])
WORDS = st.lists(SIGNS | st.characters(blacklist_categories=("Cs",)), max_size=40).map("".join)
LONG = st.tuples(WORDS, st.integers(1, 400)).map(lambda made: made[0] * made[1]) | WORDS


@st.composite
def replies(draw: st.DrawFn) -> Reply:
    """Composed as answers are, or of any text with quotations and labels that may stand in it anywhere."""
    asked = draw(st.sampled_from(LANGUAGES))
    language = draw(st.sampled_from(LANGUAGES))
    quotes = draw(st.lists(LONG, min_size=1, max_size=3))
    labels = [draw(WORDS) for _ in quotes]
    if draw(st.booleans()):
        pairs = zip(quotes, labels, strict=True)
        return answer(asked, *(found(language, quote=quote, label=label) for quote, label in pairs))
    joined = "".join(draw(st.lists(st.sampled_from([*quotes, *labels, "\n", " ", isolate("a")]), max_size=12)))
    citations = tuple(cite(quote, label) for quote, label in zip(quotes, labels, strict=True))
    return Reply(joined, asked, State.ANSWERED, quote=quotes[0], citations=citations)


@given(replies())
def test_whatever_the_text_every_message_fits_and_nothing_is_lost(reply: Reply):
    rest = plain(reply.text).replace("\u2028", "\n").replace("\u2029", "\n")
    for message in messages(reply):
        text, _ = parsed(message)
        assert units(text) <= LIMIT
        assert visible(text)
        text = plain(text).strip()
        at = rest.find(text)
        assert at >= 0
        assert not visible(rest[:at])
        rest = rest[at + len(text) :]
    assert not visible(rest)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", ["May “they” stay, & if so < 3 days?", "هل يجوز لهم البقاء؟", "«Можно?»"])
def test_a_persons_own_words_are_a_block_of_exactly_these(language: str, question: str):
    said = texts(language)
    reply = Reply(f"Shall I?\n\n{said.quote(question)}\n\nIt comes here.", language, quote=question)
    (message,) = messages(reply)
    assert inside(message, "blockquote") == [question]
    assert plain(parsed(message)[0]) == plain(f"Shall I?\n\n{question}\n\nIt comes here.")
