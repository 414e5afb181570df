"""What Rasa utters by itself (``utter_greet``, ``utter_help``, …), said in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa.core.nlg import NaturalLanguageGenerator

import settings
from nlu.message import as_message
from nlu.texts import texts
from nlu.turn import Turn
from nlu.utterances import UTTERANCES, utterance

if TYPE_CHECKING:
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.trackers import DialogueStateTracker
    from rasa.utils.endpoints import EndpointConfig

__all__ = ["CatalogueGenerator"]


class CatalogueGenerator(NaturalLanguageGenerator):  # type: ignore[misc]  # Rasa ships no types
    """Says the utterances of ``UTTERANCES``: ``nlg: {type: nlu.nlg.CatalogueGenerator}`` in ``endpoints.yml``."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        """Take what Rasa passes; nothing of it is needed.

        Args:
            endpoint_config: the ``nlg`` section of ``endpoints.yml``.
            domain: the assistant's domain.
        """
        self._default = settings.load().language

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The utterance as ``{"text", "custom"}``; ``None`` for a name that is not one of ``UTTERANCES``.

        Args:
            utter_action: name of the utterance.
            tracker: the conversation; its slots and its last message say the language.
            output_channel: what collects the reply, not what the person writes in; not used.
            kwargs: what Rasa passes beside; not used.
        """
        if utter_action not in UTTERANCES:
            return None
        message = tracker.latest_message.parse_data if tracker.latest_message else {}
        language = Turn(message, tracker.current_slot_values()).language(self._default)
        return as_message(utterance(utter_action, texts(language)), tracker.get_latest_input_channel())
