"""What the tests of understanding share: Rasa's parts around a component, and a parser with the trained model."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Parse = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def parse(trained_model: Path) -> Iterator[Parse]:
    """Reads a message as the dialogue engine does: ``parse(text, metadata=..., events=...)`` gives the parse data."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    import logging

    import structlog
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage
    from rasa.shared.core.trackers import DialogueStateTracker

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    processor = Agent.load(trained_model).processor
    assert processor is not None
    loop = asyncio.new_event_loop()

    def read(text: str | None, *, metadata: dict[str, Any] | None = None, events: Any = ()) -> dict[str, Any]:
        tracker = DialogueStateTracker.from_events("tests", list(events), slots=processor.domain.slots)
        message = UserMessage(text, metadata=metadata)
        return dict(loop.run_until_complete(processor.parse_message(message, tracker)))

    yield read
    loop.close()
