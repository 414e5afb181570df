"""``attache search``: passages that answer a question, without a conversation."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.cli.knowledge_base import Asked, KnowledgeBase

__all__ = ["search"]

_BATCH_KEYS = frozenset({"id", "question", "history", "language"})

_BATCH_HELP = (
    'JSON lines {"id", "question"} in, one JSON line out for each; - is stdin. A line may have "history" (a text or a '
    'list, oldest first) and "language" (of its question).'
)


@click.command()
@click.argument("question", nargs=-1)
@click.option("--index", "folder", type=click.Path(path_type=Path), help="The index folder; the usual one when unset.")
@click.option("--top", type=click.IntRange(1, 100), default=10, show_default=True, help="Passages at most.")
@click.option("--language", type=output.LANGUAGES, help="Only passages in this language.")
@click.option("--collection", help="Only passages of this collection (a folder's name).")
@click.option("--document", help="Only passages of this document (a file's name).")
@click.option("--history", multiple=True, metavar="QUESTION", help="An earlier question; repeat it, oldest first.")
@click.option("--batch", metavar="FILE", help=_BATCH_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def search(
    question: tuple[str, ...],
    folder: Path | None,
    top: int,
    language: str | None,
    collection: str | None,
    document: str | None,
    history: tuple[str, ...],
    batch: str | None,
    as_json: bool,
) -> int:
    """Find the passages that answer QUESTION."""
    if bool(question) == (batch is not None):
        raise click.UsageError('Give a question (attache search "...") or a file of them (--batch FILE).')
    text = output.text_of(" ".join(question), "question")
    earlier = [output.text_of(item, "earlier question") for item in history]
    if batch is None and not text.strip():
        raise click.UsageError("The question is empty.")
    lines = None if batch is None else _open(batch)
    from bot.cli.knowledge_base import KnowledgeBase

    base = KnowledgeBase.open(output.prepare(), folder)
    filters = {"collection": collection, "document": document}
    if lines is not None:
        return _batch(base, lines, top=top, language=language, history=earlier, filters=filters)
    asked = base.ask(text, top=top, language=language, history=earlier, **filters)
    if as_json:
        output.print_json(asked.to_dict(None))
    else:
        _show(asked)
    return 0


def _open(name: str) -> Iterator[bytes]:
    """The lines of a file, or of standard input; a file that is not there is noticed at once."""
    if name == "-":
        return iter(sys.stdin.buffer)
    return iter(Path(name).open("rb"))


def _batch(
    base: KnowledgeBase,
    lines: Iterable[bytes],
    *,
    top: int,
    language: str | None,
    history: Sequence[str],
    filters: dict[str, str | None],
) -> int:
    """One line out for each line in, as soon as it is there; 1 when not a single one could be answered."""
    from knowledge.errors import KnowledgeError

    answered = failed = 0
    for line in lines:
        if not line.strip():
            continue
        identity: Any = None
        try:
            item = _item(line)
            identity = item.get("id")
            _check(item)
            asked = base.ask(
                item["question"],
                top=top,
                language=language,
                history=_history(item) or history,
                hint=item.get("language"),
                **filters,
            )
        except (ValueError, KnowledgeError) as error:
            failed += 1
            output.print_json({"id": identity, "error": str(error)}, lines=True)
        else:
            answered += 1
            output.print_json(asked.to_dict(identity), lines=True)
    return 1 if failed and not answered else 0


def _item(line: bytes) -> dict[str, Any]:
    try:
        item = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("The line is not UTF-8 text.") from None
    except (ValueError, RecursionError):
        raise ValueError('The line is not JSON. Write {"id": "1", "question": "..."}.') from None
    if not isinstance(item, dict):
        raise ValueError('The line is not a JSON object. Write {"id": "1", "question": "..."}.')
    return item


def _check(item: dict[str, Any]) -> None:
    question = item.get("question")
    if not isinstance(question, str) or not question.strip():
        raise ValueError('"question" is missing or is no text.')
    unknown = sorted(set(item) - _BATCH_KEYS)
    if unknown:
        raise ValueError(f"Unknown: {', '.join(unknown)}. A line has id, question, history and language.")
    if item.get("language") not in (None, *output.LANGUAGES.choices):
        raise ValueError(f'"language" is {item["language"]!r}; choose one of {", ".join(output.LANGUAGES.choices)}.')
    try:
        "".join((question, *_history(item))).encode("utf-8")
    except UnicodeEncodeError:  # "\\ud800" alone is JSON, but no text
        raise ValueError("The question has half a character (a lone surrogate).") from None


def _history(item: dict[str, Any]) -> list[str]:
    history = item.get("history") or []
    if isinstance(history, str):
        return [history]
    if not isinstance(history, list) or not all(isinstance(text, str) for text in history):
        raise ValueError('"history" is a text or a list of texts, oldest first.')
    return history


def _show(asked: Asked) -> None:
    from rich.text import Text

    from bot.rendering import Block

    console = output.console()
    said = {"answered": "Answered", "closest": "Nothing certain; the closest passages", "not_found": "Not found"}
    console.print(Text(f"{said.get(asked.state, asked.state)} (confidence {asked.confidence:.2f})", style="bold"))
    if asked.state == "not_found":  # a source beside it would look like an answer
        console.print("The nearest passages all the same: --json")
        return
    for number, passage in enumerate(asked.passages, 1):
        console.print()
        head = Text.assemble(f"{number}. ", (passage.label, "bold"), f"  {passage.document}  {passage.score:.2f}")
        console.print(head)
        console.print(Block(passage.text, "dim"))
