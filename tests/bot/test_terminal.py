"""A conversation over pipes and at a prompt, with a small server that answers."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from bot.dialogue import Dialogue
from bot.replies import Button, Reply, State
from bot.supervisor.ports import free
from bot.terminal import Terminal

pytestmark = pytest.mark.loopback

REPLY = Reply(text="Found.", language="en", state=State.ANSWERED, buttons=(Button("Why", "/why"),))


def says(server, *replies: Reply) -> None:
    server.says([{"text": reply.text, "custom": reply.to_dict()} for reply in replies])


@pytest.fixture
def terminal(server):
    says(server, REPLY)
    with Dialogue(server.url) as dialogue:
        yield Terminal(dialogue, sender="me")


def piped(terminal, *lines: bytes) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    return terminal.read(lines, out, errors), out.getvalue(), errors.getvalue()


def sent(server) -> list[str]:
    return [asked["message"] for asked in server.asked]


def test_one_message_a_line_and_an_answer_to_each(terminal, server):
    assert piped(terminal, "难民？\n".encode(), b"And at sea?\n") == (0, "Found.\n[1] Why\n\n" * 2, "")
    assert sent(server) == ["难民？", "And at sea?"]


def test_empty_lines_are_passed_over_and_quit_ends(terminal, server):
    failed, _, _ = piped(terminal, b"\n", b"  \n", b"one\n", b"/quit\n", b"two\n")
    assert (failed, sent(server)) == (0, ["one"])


def test_a_number_stands_for_a_choice_of_the_last_reply(terminal, server):
    piped(terminal, b"1\n", b"1\n", b"7\n")
    assert sent(server) == ["1", "/why", "7"]


def test_choices_last_until_there_are_none(terminal, server):
    piped(terminal, b"one\n")
    says(server, Reply(text="Because.", language="en"))
    piped(terminal, b"1\n", b"1\n")
    assert sent(server) == ["one", "/why", "1"]


def test_a_line_that_is_not_utf_8_is_named_and_the_others_go_on(terminal, server):
    failed, out, errors = piped(terminal, b"one\n", b"caf\xe9\n", b"two\n")
    assert failed == 1
    assert errors == "Line 2 is not UTF-8 text and was passed over. Save the messages as UTF-8.\n"
    assert (sent(server), out.count("Found.")) == (["one", "two"], 2)


def test_a_byte_order_mark_is_no_part_of_the_message(terminal, server):
    piped(terminal, b"\xef\xbb\xbfone\n")
    assert sent(server) == ["one"]


def test_a_turn_that_fails_is_said_to_both(terminal, server):
    server.says([])
    failed, out, errors = piped(terminal, "Peut-on renvoyer un réfugié ?\n".encode())
    assert failed == 1
    assert out.strip()
    assert "Found." not in out
    assert errors.startswith("The dialogue engine could not finish this turn.")


def talk(terminal, monkeypatch, *typed: str, end: type[BaseException] = EOFError) -> list[str]:
    left = iter(typed)

    def read(prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise end from None

    monkeypatch.setattr("builtins.input", read)
    console = Console(file=io.StringIO(), width=200, color_system=None)
    terminal.talk(console)
    return [line.rstrip() for line in console.file.getvalue().splitlines() if line.strip()]


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_at_a_prompt_it_says_what_it_is_and_how_to_leave(terminal, monkeypatch, end):
    lines = talk(terminal, monkeypatch, "May a refugee be returned?", end=end)
    assert "/quit" in lines[0]
    assert lines[-3:] == ["Found.", "[1] Why", "Goodbye."]


def test_quit_leaves_without_a_turn(terminal, monkeypatch, server):
    assert talk(terminal, monkeypatch, "/quit", "never")[-1] == "Goodbye."
    assert sent(server) == []


def test_at_a_prompt_a_failure_is_said_with_what_to_do(monkeypatch):
    with Dialogue(f"http://127.0.0.1:{free('127.0.0.1')}") as dialogue:
        lines = talk(Terminal(dialogue, sender="me"), monkeypatch, "hello there")
    assert lines[1].startswith("I cannot be reached just now.")
    assert lines[2].endswith("does not answer. Start it with: attache up.")


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_it_begins_and_ends_in_the_language_that_was_chosen(server, monkeypatch, language):
    with Dialogue(server.url) as dialogue:
        lines = talk(Terminal(dialogue, sender="me", language=language), monkeypatch)
    assert "/quit" in lines[0]
    assert (lines[-1] == "Goodbye.") == (language == "en")
