"""One turn as understanding leaves it: the message's parse data, its metadata and the slots, read in one place.

The dialogue engine (texts of ``utter_...``) and the action server both ask here, so that they agree on the language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nlu.vectors import unpack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LANGUAGES", "Turn"]

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


@dataclass(frozen=True, slots=True)
class Turn:
    """The current message and what the conversation remembers.

    Attributes:
        message: the parse data of the message: ``tracker.latest_message`` in an action,
            ``tracker.latest_message.parse_data`` inside the dialogue engine.
        slots: ``tracker.slots`` in an action, ``tracker.current_slot_values()`` inside the dialogue engine.
    """

    message: Mapping[str, Any]
    slots: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The message without control characters, cut to what is read; empty for an empty one."""
        return "" if self.trouble == "empty" else str(self.message.get("text") or "")

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What the channel sent along."""
        metadata = self.message.get("metadata")
        return metadata if isinstance(metadata, Mapping) else {}

    @property
    def trouble(self) -> str | None:
        """``"too_long"``, ``"empty"`` or ``"no_words"`` when there is no question to answer; else ``None``."""
        trouble = self.message.get("trouble")
        return str(trouble) if trouble else None

    @property
    def wished_language(self) -> str | None:
        """The language that this message asks for, when it is one of the six."""
        return _known(self.entity("language"))

    def entity(self, name: str) -> str:
        """The value of the first entity of that name, as a button or a command gives it; empty when there is none."""
        found = (each.get("value") for each in self.message.get("entities") or () if each.get("entity") == name)
        return next((value.strip() for value in found if isinstance(value, str)), "")

    @property
    def settled_language(self) -> str | None:
        """The language that holds whatever the message is written in; ``None`` when nothing was settled.

        An explicit wish within the conversation holds until the next one, or until the channel's own setting
        (``metadata["language"]``: a flag, the person's profile) becomes another than it was at the time of the wish.
        """
        told = _known(self.metadata.get("language"))
        fixed = self.slots.get("language_fixed")
        if isinstance(fixed, Mapping) and told in (None, fixed.get("language"), fixed.get("instead_of")):
            return _known(fixed.get("language")) or told
        return told

    def language(self, default: str = "en") -> str:
        """The language to answer in.

        First what is settled; then what the message is written in, or an earlier one where this one does not show it
        (the slot); then the channel's hint (``metadata["language_hint"]``); then ``default``.
        """
        hint = _known(self.metadata.get("language_hint"))
        return self.settled_language or _known(self.slots.get("language")) or hint or default

    def fixed(self, language: str) -> dict[str, Any]:
        """The slots to set so that ``language`` holds from now on."""
        instead_of = _known(self.metadata.get("language"))
        return {"language": language, "language_fixed": {"language": language, "instead_of": instead_of}}

    def vector(self, checksum: str) -> NDArray[np.float32] | None:
        """The embedding of ``text``, float32 ``[d]``, unit length; ``None`` if another encoder made it, or none.

        A follow-up that has been completed is another question and has another vector.

        Args:
            checksum: of the encoder in use.
        """
        return unpack(self.message.get("question_vector"), checksum)


def _known(code: object) -> str | None:
    base = str(code or "").replace("_", "-").partition("-")[0].lower()
    return base if base in LANGUAGES else None
