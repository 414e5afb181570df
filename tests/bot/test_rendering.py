"""A reply in a terminal: nothing lost, quotations set apart, choices numbered."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from bot.rendering import choice, plain, render
from bot.replies import Attachment, Button, Citation, Reply, State

QUOTE = "No Contracting State shall expel or return a refugee"


def cite(quote: str, label: str = "1951 Refugee Convention, Article 33(1)") -> Citation:
    return Citation(document="a.md", title="A", label=label, text=f"{quote} in any manner.", quote=quote)


def shown(reply: Reply, width: int = 60) -> list[str]:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(render(reply))
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_the_quotation_is_a_block_and_what_stands_around_it_is_not():
    reply = Reply(
        text=f"Here is what I found:\n“{QUOTE}”\n1951 Refugee Convention, Article 33(1)",
        language="en",
        state=State.ANSWERED,
        quote=QUOTE,
        citations=(cite(QUOTE),),
    )
    assert shown(reply) == [
        "Here is what I found:",
        "│ “No Contracting State shall expel or return a refugee”",
        "1951 Refugee Convention, Article 33(1)",
    ]


def test_a_long_quotation_has_its_bar_on_every_line():
    long = " ".join(["word"] * 40)
    lines = shown(Reply(text=f"Found:\n{long}", language="en", citations=(cite(long),)))
    assert lines[0] == "Found:"
    assert {line[:2] for line in lines[1:]} == {"│ "}
    assert " ".join(line[2:] for line in lines[1:]) == long


def test_a_quotation_over_several_lines_is_one_block():
    quote = "(a) to enter;\n(b) to stay."
    lines = shown(Reply(text=f"Found:\n\n{quote}\n\nArticle 1", language="en", citations=(cite(quote),)))
    assert lines == ["Found:", "", "│ (a) to enter;", "│ (b) to stay.", "", "Article 1"]


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("ar", "لا يجوز لأية دولة متعاقدة أن تطرد لاجئا أو ترده"),
        ("en", QUOTE),
        ("es", "Ningún Estado Contratante podrá expulsar o devolver a un refugiado"),
        ("fr", "Aucun des États contractants n’expulsera ou ne refoulera un réfugié"),
        ("ru", "Договаривающиеся государства не будут высылать или возвращать беженцев"),
        ("zh", "任何缔约国不得以任何方式将难民驱逐或送回"),
    ],
)
def test_every_word_is_there_in_order_in_every_language(language, quote):
    reply = Reply(text=f"1.\n{quote}\n2.", language=language, state=State.ANSWERED, citations=(cite(quote, "33"),))
    lines = shown(reply, width=30)
    assert (lines[0], lines[-1]) == ("1.", "2.")
    assert {line[:2] for line in lines[1:-1]} == {"│ "}
    assert "".join(line[2:] for line in lines[1:-1]).replace(" ", "") == quote.replace(" ", "")


def test_square_brackets_are_words_and_no_markup():
    assert shown(Reply(text="[bold]not bold[/bold] [1]", language="en")) == ["[bold]not bold[/bold] [1]"]


def test_choices_and_attachments_come_last():
    reply = Reply(
        text="Done.",
        language="en",
        buttons=(Button("Why", "/why"), Button("More", "/more")),
        attachments=(Attachment("course.pdf", "application/pdf", "/srv/course.pdf"),),
    )
    assert shown(reply) == ["Done.", "course.pdf  /srv/course.pdf", "", "[1] Why   [2] More"]
    assert plain(reply) == "Done.\ncourse.pdf  /srv/course.pdf\n[1] Why\n[2] More"


@pytest.mark.parametrize(
    ("typed", "payload"),
    [
        ("1", "/why"),
        (" 2 ", "/more"),
        ("٢", "/more"),
        ("２", "/more"),
        ("0", None),
        ("3", None),
        ("²", None),
        ("", None),
    ],
)
def test_a_number_in_any_digits_chooses(typed, payload):
    chosen = choice(typed, (Button("Why", "/why"), Button("More", "/more")))
    assert (chosen and chosen.payload) == payload


def test_without_choices_a_number_is_a_message():
    assert choice("33", ()) is None
