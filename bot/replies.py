"""A reply as data: what a turn brings back, the same for every channel. Imports nothing of ours."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any

__all__ = ["PAYLOAD_BYTES", "Attachment", "Button", "Citation", "Reply", "State"]

#: Longest payload of a button, in bytes of UTF-8: the limit of Telegram's callback data.
PAYLOAD_BYTES = 64


class State(str, Enum):
    """What kind of reply this is."""

    ANSWERED = "answered"  # a quotation that stands word for word in a cited passage
    CLOSEST = "closest"  # nothing certain, but passages near it
    NOT_FOUND = "not_found"  # nothing near; never a source beside it
    UNAVAILABLE = "unavailable"  # the index or a service is down
    REFUSED = "refused"  # an individual's own case
    INFO = "info"  # everything that is not an answer to a question of law


@dataclass(frozen=True, slots=True)
class Button:
    """A choice under a reply.

    Raises:
        ValueError: the payload is longer than ``PAYLOAD_BYTES``.
    """

    title: str
    payload: str

    def __post_init__(self) -> None:
        size = len(self.payload.encode("utf-8"))
        if size > PAYLOAD_BYTES:
            raise ValueError(f"The payload {self.payload!r} has {size} bytes; at most {PAYLOAD_BYTES} fit. Shorten it.")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a reply; the bytes stay where ``path`` says."""

    name: str
    media_type: str
    path: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The place a quotation comes from; absent values are ``None``.

    Attributes:
        label: the place as one writes it in a note: ``"1951 Refugee Convention, Article 33(1)"``.
        section: heading path joined by ``" > "``.
        page: physical page or slide of the quotation, from 1.
        page_label: the page as printed, where it differs.
        start: seconds from the beginning of a recording.
        end: seconds from the beginning of a recording.
        text: the whole passage that ``quote`` stands in.
        quote: one to three sentences, word for word from ``text``.
        score: 0 to 1, comparable within one reply only.
        address: of the resource that the passage describes.
    """

    document: str
    title: str
    label: str
    text: str
    quote: str
    section: str | None = None
    page: int | None = None
    page_label: str | None = None
    start: float | None = None
    end: float | None = None
    speaker: str | None = None
    score: float = 0.0
    url: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person.

    Attributes:
        text: the whole message as plain text, quotation and label included, for channels that render nothing else.
        language: ISO 639-1 code of everything around the quotation.
        quote: the best quotation, in the language of its source.
        citations: best first; at most three of an answer, five of a list of resources.
    """

    text: str
    language: str
    state: State = State.INFO
    quote: str | None = None
    citations: tuple[Citation, ...] = ()
    buttons: tuple[Button, ...] = ()
    attachments: tuple[Attachment, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: what Rasa carries in ``custom``."""
        data = asdict(self)
        data["state"] = self.state.value
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Reply:
        """The reverse of ``to_dict``; lists become tuples.

        Raises:
            KeyError: a field that every reply has is missing.
            TypeError: a field is there that no reply has.
        """
        return cls(
            text=data["text"],
            language=data["language"],
            state=State(data["state"]),
            quote=data.get("quote"),
            citations=tuple(Citation(**item) for item in data.get("citations", ())),
            buttons=tuple(Button(**item) for item in data.get("buttons", ())),
            attachments=tuple(Attachment(**item) for item in data.get("attachments", ())),
        )
