from __future__ import annotations

import logging

import pytest

from actions.knowledge_base import SearchTimeoutError
from actions.unavailable import unavailable
from bot.replies import State
from knowledge.errors import BrokenIndex, EncoderError, IndexBusy, IndexMismatch, NoIndex
from nlu.texts import LANGUAGES, texts

ERRORS = {
    NoIndex: "make ready",
    IndexMismatch: "make ready",
    EncoderError: "make ready",
    SearchTimeoutError: "attache doctor",
    BrokenIndex: "make ready",
    IndexBusy: "attache doctor",
    MemoryError: "attache doctor",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ERRORS)
def test_says_that_it_is_down_and_what_to_do(kind, language):
    reply = unavailable(texts(language), kind("a detail that is for the log"))
    assert (reply.state, reply.language, reply.quote, reply.citations) == (State.UNAVAILABLE, language, None, ())
    assert ERRORS[kind] in reply.text
    assert "detail" not in reply.text


def test_never_dressed_as_not_found():
    assert unavailable(texts("en"), NoIndex("none")).text.startswith("I cannot reach my sources just now")


def test_the_detail_is_logged(caplog):
    with caplog.at_level(logging.ERROR, logger="actions.unavailable"):
        unavailable(texts("en"), NoIndex("nothing in /var/index"))
        unavailable(texts("en"), MemoryError("out"))
    assert "nothing in /var/index" in caplog.text
    assert caplog.records[1].exc_info is not None
