"""One ONNX graph of an encoder, loaded when it is first run."""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from knowledge.encoder.export import MASK, STATES, WORDS
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Graph"]


class Graph:
    """Token states by embeddings of the tokens. Safe to share between threads."""

    def __init__(self, path: Path, threads: int) -> None:
        """Args:
        path: of the graph.
        threads: processor threads for one run, from 1.
        """
        self._path = path
        self._threads = threads
        self._loading = Lock()

    def load(self) -> Any:
        """Its session, loaded once.

        Raises:
            EncoderError: the graph cannot be loaded.
        """
        with self._loading:
            return self._session

    def states(self, words: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        """Token states ``[texts, tokens, d]``.

        Args:
            words: embeddings of the tokens ``[texts, tokens, d]``.
            mask: 1 for tokens, 0 for padding ``[texts, tokens]``.

        Raises:
            EncoderError: the graph cannot be loaded.
        """
        states: NDArray[np.float32] = self.load().run([STATES], {WORDS: words, MASK: mask})[0]
        return states

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Idle threads that spin take the processor from the other processes, for half a millisecond gained.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            return onnxruntime.InferenceSession(str(self._path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises bare Exceptions of its own kinds
            raise EncoderError(f"{self._path} cannot be loaded ({error}): run `make ready` again.") from error
