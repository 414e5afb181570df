"""Exports a sentence-transformers folder to ONNX; runs as a process of its own.

``python -m knowledge.encoder.export FOLDER WORK [QUESTIONS]`` writes ``FOLDER/onnx/model.onnx`` by way of the folder
``WORK``, and ``FOLDER/onnx/questions.onnx`` with what the adapter in the folder ``QUESTIONS`` adds where a question is
embedded. PyTorch and transformers need 1.6 GB and 20 s to load and export; in a child process they are gone with the
work done.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from knowledge.errors import EncoderError

__all__ = ["MASK", "MODEL", "QUESTIONS", "STATES", "WORDS", "export"]

MODEL = Path("onnx") / "model.onnx"
#: The graph for questions that have an adapter of their own: a second one rather than a switch in the first, which
#: could not be fused then, and would take half as long again for a question and a fourth for a passage.
QUESTIONS = Path("onnx") / "questions.onnx"

#: Names in the graph: embeddings of the tokens ``[batch, tokens, d]`` and their mask in, token states out.
WORDS, MASK, STATES = "word_embeddings", "attention_mask", "token_states"

#: Longest time an export may take, in seconds.
LIMIT = 900

#: Models whose attention the optimizer recognises. What it fuses of others, ONNX Runtime fuses itself at loading, and
#: here that would take 4 GB of memory for a model of 110 million weights.
_FUSED = ("bert", "roberta", "xlm-roberta")

#: A hidden folder for what is half done; one that a killed export left is removed by the next.
_WORK = ".export-"


def export(folder: Path, *, questions: Path | None = None, seconds: float = LIMIT) -> None:
    """Write the ONNX graphs of the folder's transformer beside it, in a child process.

    The table of word embeddings stays out of the graph: four fifths of the weights, of which a question needs twenty
    rows. They are read from ``model.safetensors`` where they lie.

    Args:
        folder: a sentence-transformers folder.
        questions: folder of an adapter that changes how questions are embedded, and passages not; without one there
            is one graph for both.
        seconds: time limit.

    Raises:
        EncoderError: the model cannot be exported, or not within the time limit.
    """
    # USE_TF: transformers would load TensorFlow, which Rasa brings, only to say that it is there.
    offline = {"USE_TF": "0", "USE_FLAX": "0", "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, **offline, "PYTHONPATH": str(root)}
    for left in folder.glob(f"{_WORK}*"):
        shutil.rmtree(left, ignore_errors=True)
    work = tempfile.mkdtemp(prefix=_WORK, dir=folder)
    command = [sys.executable, "-m", __name__, str(folder), work, *([str(questions)] if questions else [])]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise EncoderError(
            f"Exporting the encoder took longer than {seconds} s and was stopped: run `make ready` again."
        ) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise EncoderError(
            f"The model in {folder} cannot be exported ({reason}). Is it a sentence-transformers folder?"
        )


def _export(folder: Path, work: Path, questions: Path | None = None) -> None:
    (folder / MODEL).parent.mkdir(exist_ok=True)
    for path, adapter in ((MODEL, None), (QUESTIONS, questions)):
        if path == QUESTIONS and adapter is None:
            (folder / path).unlink(missing_ok=True)
            continue
        written = work / "written.onnx"
        kind, heads, hidden = _write(folder, written, adapter)
        if kind in _FUSED:
            from onnxruntime.transformers.optimizer import optimize_model

            fused = optimize_model(str(written), model_type="bert", num_heads=heads, hidden_size=hidden, opt_level=0)
            written = work / path.name
            fused.save_model_to_file(str(written))
        written.replace(folder / path)


def _write(folder: Path, path: Path, questions: Path | None) -> tuple[str, int, int]:
    """The graph as PyTorch writes it; a function of its own, so that the model is gone when the graph is fused.

    Returns:
        The kind of model, its number of attention heads, and the width of a token state.
    """
    import torch
    from transformers import AutoModel

    # Attention written out in full ("eager") is the form in which the optimizer recognises and fuses it.
    model = AutoModel.from_pretrained(folder, attn_implementation="eager", local_files_only=True).float().eval()
    hidden, heads = model.config.hidden_size, model.config.num_attention_heads
    # Four fifths of a multilingual model are its words, and the graph does without: it is given their embeddings.
    model.set_input_embeddings(torch.nn.Embedding(1, hidden))
    if questions is not None:
        from knowledge.encoder.adapter import Adapter
        from knowledge.encoder.question_side import add

        add(model, Adapter.read(questions))

    class TokenStates(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, words: Any, mask: Any) -> Any:
            return self.model(inputs_embeds=words, attention_mask=mask).last_hidden_state

    with torch.no_grad():
        torch.onnx.export(
            TokenStates(),
            (torch.zeros(2, 9, hidden), torch.ones(2, 9, dtype=torch.int64)),
            str(path),
            input_names=[WORDS, MASK],
            output_names=[STATES],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in (WORDS, MASK, STATES)},
            opset_version=17,
            dynamo=False,
        )
    return model.config.model_type, heads, hidden


if __name__ == "__main__":
    _export(*map(Path, sys.argv[1:]))
