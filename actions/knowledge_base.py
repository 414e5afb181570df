"""The knowledge that actions ask: encoder and index opened once, in a thread, and again when a newer index is there."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import settings
from knowledge.errors import IndexMismatch, KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.answer import Answerer
    from knowledge.encoder import Encoder
    from knowledge.index import Index
    from knowledge.instruments import Instruments
    from settings import Settings

__all__ = ["Health", "KnowledgeBase", "Opened", "SearchTimeoutError", "shared"]

logger = logging.getLogger(__name__)

T = TypeVar("T")

#: Turns that are worked on at the same time; the encoder has threads of its own.
_WORKERS = 4
#: Without small words, so that the language detector is loaded as well.
_FIRST_QUESTION = "asylum seekers, Article 33"
#: Part of a turn's time that the search may take; the rest is for the engine around it.
_SHARE = 0.7


class SearchTimeoutError(KnowledgeError):
    """The work was not done within the time of a turn."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What an answer needs, all of one build of the index."""

    encoder: Encoder
    index: Index
    instruments: Instruments
    answerer: Answerer


@dataclass(frozen=True, slots=True)
class Health:
    """How it stands.

    Attributes:
        status: ``"ready"``, ``"loading"`` or ``"failed"``.
        reason: why it failed, fit to be read by staff.
        build: the build of the index.
        passages: the number of passages in it.
    """

    status: str
    reason: str | None = None
    build: str | None = None
    passages: int | None = None


class KnowledgeBase:
    """Opens lazily; what fails to open is tried again at the next question, so that mending it needs no restart."""

    def __init__(self, config: Settings) -> None:
        self._config = config
        self._lock = threading.Lock()
        self._opened: Opened | None = None
        self._encoder: Encoder | None = None
        self._health = Health("loading")
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="knowledge")

    @property
    def health(self) -> Health:
        """How it stood after the last attempt."""
        return self._health

    def open(self) -> Opened:
        """Everything opened and up to date; blocks, some seconds the first time.

        Raises:
            KnowledgeError: the encoder or the index cannot be used.
        """
        with self._lock:
            if self._opened is None or self._opened.index.stale():
                try:
                    self._opened = self._load()
                except Exception as error:
                    self._opened = None
                    reason = str(error) if isinstance(error, KnowledgeError) else f"{type(error).__name__}: {error}"
                    self._health = Health("failed", reason)
                    raise
                index = self._opened.index
                self._health = Health("ready", None, index.manifest.build, len(index))
            return self._opened

    async def ask(self, work: Callable[[Opened], T]) -> T:
        """``work`` done in a thread, within a turn's time.

        Raises:
            KnowledgeError: the encoder or the index cannot be used.
            SearchTimeoutError: time is up; the thread ends by itself.
        """
        seconds = self._config.turn_seconds * _SHARE
        job = asyncio.get_running_loop().run_in_executor(self._workers, lambda: work(self.open()))
        try:
            return await asyncio.wait_for(job, seconds)
        except asyncio.TimeoutError:
            raise SearchTimeoutError(f"The search took longer than {seconds:g} seconds and was given up.") from None

    def warm_up(self) -> None:
        """Open in the background, so that the first question does not wait."""
        self._workers.submit(self._try_to_open)

    def close(self) -> None:
        """Take no more work."""
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _try_to_open(self) -> None:
        try:
            self.open()
        except KnowledgeError as error:
            logger.error("No answers until this is mended: %s", error)
        except Exception:
            logger.exception("No answers until this is mended.")

    def _load(self) -> Opened:
        from knowledge.answer import Answerer
        from knowledge.encoder import Encoder
        from knowledge.instruments import Instruments
        from knowledge.search import Searcher, open_index

        config = self._config
        # Kept when only the index is not usable: loading it again takes seconds.
        if self._encoder is None:
            self._encoder = Encoder.load(config.encoder_dir, threads=config.encoder_threads)
        encoder = self._encoder
        try:
            index, second = open_index(
                config.index_dir, encoder, config.second_encoder_dir, threads=config.encoder_threads
            )
        except IndexMismatch:
            self._encoder = None  # perhaps it is the encoder that was replaced
            raise
        instruments = self._opened.instruments if self._opened else Instruments.load()
        answerer = Answerer(Searcher(index, encoder, instruments, second=second))
        # Much is made at the first question (a second's work), in any language; nobody shall wait for it.
        encoder.warm_up()
        answerer.answer(_FIRST_QUESTION)
        return Opened(encoder, index, instruments, answerer)


@lru_cache(maxsize=1)
def shared() -> KnowledgeBase:
    """The one of this process."""
    return KnowledgeBase(settings.load())
