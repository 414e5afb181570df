"""Text as Telegram takes it: cleaned, its HTML read strictly, its length counted in UTF-16 code units.

Offsets in the refusals are bytes of the UTF-8 text that was sent, offsets of entities are UTF-16 code units of the text
that is shown: so does Telegram (https://core.telegram.org/bots/api#html-style).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Entity", "Malformed", "clean", "empty", "incoming_entities", "parse_html", "trim", "units"]

Entity = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z]+));?")
ATTRIBUTE = re.compile(r"""\s*([^\s=>]*)(?:\s*(=)\s*(?:"([^"]*)"|'([^']*)'|([\w.\-]*)))?""", re.ASCII)
LINK = re.compile(r"(?:https?|tg|ton|mailto|tel)://\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", re.IGNORECASE)
# Line and paragraph separators, the old embeddings and overrides, and three combining lines never reach a reader.
DROPPED = re.compile("[\r\u0333\u033f\u030a\u2028-\u202e]")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
MARKS = re.compile("[\u200e\u200f](?=[\u200e\u200f])")
INVISIBLE = re.compile("[\\s\u200b-\u200f\u2800\u3000\ufeff\ufffc]*")


class Malformed(ValueError):
    """HTML that Telegram refuses, in its words."""


@dataclass
class _Open:
    tag: str
    start: int
    attributes: dict[str, str] = field(default_factory=dict)


def units(text: str) -> int:
    """The length of ``text`` in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """``text`` without the characters that Telegram drops, control characters made spaces."""
    return MARKS.sub("\u200c", CONTROL.sub(" ", DROPPED.sub("", text)))


def empty(text: str) -> bool:
    """Whether nothing of ``text`` can be seen."""
    return INVISIBLE.fullmatch(text) is not None


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED.get(name, match.group())
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match.group()


def _attributes(body: str, tag: str, at: int) -> dict[str, str]:
    found: dict[str, str] = {}
    position = 0
    while body[position:].strip():
        match = ATTRIBUTE.match(body, position)
        if match is None or not match[1]:
            raise Malformed(f'Empty attribute name in the tag "{tag}" at byte offset {at}')
        position = match.end()
        name, equals, *values = match.groups()
        if position < len(body) and not body[position].isspace():
            raise Malformed(f"Unexpected end of name token at byte offset {at}")
        found[name.lower()] = (
            CHARACTER.sub(_character, next((v for v in values if v is not None), "")) if equals else ""
        )
    return found


def _tag_end(text: str, start: int) -> int:
    """Where the ``>`` of the tag at ``start`` is, outside its quoted values; -1 when there is none."""
    quote = ""
    for position in range(start, len(text)):
        letter = text[position]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'" and text[start:position].rstrip().endswith("="):
            quote = letter
        elif letter == ">":
            return position
    return -1


def _entity(opened: _Open, shown: str, at: int) -> Entity | None:
    start, length = opened.start, units(shown)
    kind = KINDS[opened.tag]
    entity: Entity = {"type": kind, "offset": start, "length": length}
    if kind == "text_link":
        url = opened.attributes.get("href") or shown
        if not LINK.fullmatch(url):
            return None  # Telegram shows the text, without a link
        entity["url"] = url
    elif kind == "blockquote" and "expandable" in opened.attributes:
        entity["type"] = "expandable_blockquote"
    elif kind == "custom_emoji":
        if not opened.attributes.get("emoji-id", "").isdigit():
            raise Malformed(f"Invalid custom emoji identifier specified at byte offset {at}")
        entity["custom_emoji_id"] = opened.attributes["emoji-id"]
    return entity


def _inside(inner: Entity, outer: Entity) -> bool:
    start, end = outer["offset"], outer["offset"] + outer["length"]
    return inner is not outer and start <= inner["offset"] and inner["offset"] + inner["length"] <= end


def _kept(entities: list[Entity]) -> list[Entity]:
    """Without what cannot be nested: anything in code, a quotation in a quotation."""
    code = [entity for entity in entities if entity["type"] in {"code", "pre"}]
    quotes = [entity for entity in entities if entity["type"].endswith("blockquote")]
    kept = []
    for entity in entities:
        within = quotes if entity in quotes else code
        if not any(_inside(entity, outer) and entity["length"] < outer["length"] for outer in within):
            kept.append(entity)
    return sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text that is shown and its entities.

    Raises:
        Malformed: a tag that is unknown, unclosed, wrongly nested or has broken attributes.
    """
    shown: list[str] = []
    length = position = 0
    stack: list[tuple[_Open, int]] = []
    entities: list[Entity] = []

    def show(piece: str) -> None:
        nonlocal length
        shown.append(piece)
        length += units(piece)

    while position < len(source):
        start = source.find("<", position)
        show(CHARACTER.sub(_character, source[position : start if start >= 0 else len(source)]))
        if start < 0:
            break
        at = len(source[:start].encode())
        closing = source.startswith("</", start)
        end = _tag_end(source, start)
        if end < 0:
            raise Malformed(f"Unclosed {'end' if closing else 'start'} tag at byte offset {at}")
        body = source[start + 1 + closing : end]
        name, rest = re.match(r"(\S*)(.*)", body, re.DOTALL).groups()  # type: ignore[union-attr]
        tag = name.lower()
        position = end + 1
        if closing:
            if not stack:
                raise Malformed(f"Unexpected end tag at byte offset {at}")
            opened, first = stack.pop()
            if rest.strip():
                raise Malformed(f"Unclosed end tag at byte offset {at}")
            if tag and tag != opened.tag:
                raise Malformed(f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", found "</{tag}>"')
            entity = _entity(opened, "".join(shown[first:]), at)
            if entity and entity["length"]:
                entities.append(entity)
            continue
        if tag not in KINDS:
            raise Malformed(f'Unsupported start tag "{tag}" at byte offset {at}')
        opened = _Open(tag, length, _attributes(rest, tag, at))
        if tag == "span" and opened.attributes.get("class") != "tg-spoiler":
            raise Malformed(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
        stack.append((opened, len(shown)))
    if stack:
        raise Malformed(f'Can\'t find end tag corresponding to start tag "{stack[-1][0].tag}"')
    return "".join(shown), _kept(entities)


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at both ends, entities moved along."""
    left = units(text) - units(text.lstrip())
    text = text.strip()
    whole = units(text)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - left, 0)
        end = min(entity["offset"] + entity["length"] - left, whole)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return text, moved


def incoming_entities(text: str) -> list[Entity]:
    """What Telegram marks by itself in what people write: commands, mentions, addresses."""
    patterns = {
        "bot_command": r"(?<![\w/])/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])",
        "mention": r"(?<![\w/])@[a-zA-Z]\w{3,31}",
        "url": r"https?://[^\s<>]+",
    }
    found = [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
        for kind, pattern in patterns.items()
        for match in re.finditer(pattern, text, re.ASCII)
    ]
    return sorted(found, key=lambda entity: int(entity["offset"]))
