"""The offer to hand a question over: what stands in it, and what of it is read again."""

from __future__ import annotations

from bot.replies import Button, Reply
from bot.telegram import handover_wording
from bot.telegram.handover import QUESTION_UNITS, Handover, quoted
from bot.telegram.splitting import LIMIT, units
from nlu.texts import LANGUAGES

OFFER = (Button("Send it", "/send_to_staff"), Button("No", "/keep_to_myself"))


def handover() -> Handover:
    return Handover(None, None, None, days=30)


def test_words_are_quoted_as_they_are_and_long_ones_folded():
    assert quoted("a < b", "<b>", "c & d") == "a &lt; b\n\n<blockquote>&lt;b&gt;</blockquote>\n\nc &amp; d"
    assert quoted("", "x" * 601).startswith("<blockquote expandable>")


def test_the_offer_of_the_engine_becomes_one_that_says_what_is_kept():
    for language in LANGUAGES:
        (html,), buttons = handover().shown(Reply("Shall I?\n\n“When?”", language, quote="When?", buttons=OFFER))
        before, after = handover_wording.offer(language, days=30)
        assert html == quoted(before, "When?", after)
        assert "30" in after
        (row,) = buttons.inline_keyboard
        assert [button.callback_data for button in row] == [f"hand:{language}", "hand:keep"]


def test_other_replies_are_shown_as_they_are():
    reply = Reply("“When?”", "en", quote="When?", buttons=(Button("More", "/more"),))
    (html,), buttons = handover().shown(reply)
    assert (html, buttons.inline_keyboard[0][0].callback_data) == ("<blockquote>When?</blockquote>", "p:/more")


def test_the_longest_question_fits_into_one_message_in_every_language_and_a_longer_one_is_refused():
    for language in LANGUAGES:
        longest = Reply("", language, quote="𝄞" * (QUESTION_UNITS // 2), buttons=OFFER)
        (html,), buttons = handover().shown(longest)
        assert units(html) <= LIMIT and buttons is not None
        (said,), none = handover().shown(Reply("", language, quote="q" * (QUESTION_UNITS + 1), buttons=OFFER))
        assert (said, none) == (handover_wording.too_long(language, length=2001, limit=2000), None)
