"""The peer of the dialogue engine: Rasa as it comes, with its default pipeline and a ResponseSelector.

It knows the same small talk as Attaché (the messages of ``nlu/data``) and, instead of a library, an answer that is
written out for each topic of the bench's questions. It is trained on those very questions: all it has to do is to
recognise them. Everything lies in a folder of its own and runs in processes that end with the bench.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
import json
import os
import shutil
import time
from typing import TYPE_CHECKING, Any

import yaml

from bench.questions import questions
from bot.supervisor import ports
from bot.supervisor.health import ask
from bot.supervisor.process import Child
from settings import PROJECT

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from bench.options import Options

__all__ = ["PEER", "Peer", "PeerFailed", "TrainedPeer", "answer_of", "project", "train", "trained"]

#: What it is called in the table.
PEER = "Rasa's default pipeline"

#: Time limits in seconds. Its training takes some 8 minutes on two cores.
_TRAINING, _START = 780, 180
_HOST = "127.0.0.1"
#: The intent whose examples are the bench's questions.
_FAQ = "faq"
#: Intents of Attaché that stand for a question; the peer has ``_FAQ`` for them.
_QUESTIONS = frozenset({"ask", "nlu_fallback"})


class PeerFailed(Exception):
    """The peer could not be trained or started; the text says why."""


class TrainedPeer:
    """A model of the peer.

    Attributes:
        folder: its project.
        model: the file.
        seconds: how long its training took.
    """

    def __init__(self, folder: Path, model: Path, seconds: float) -> None:
        self.folder = folder
        self.model = model
        self.seconds = seconds


def answer_of(topic: str) -> str:
    """The written-out answer to a topic, as long as a quotation with its source usually is."""
    return f"[{topic}] " + "This is where an answer to the question stands, word for word, with its source. " * 5


def project(epochs: int | None = None) -> dict[str, Any]:
    """The files of the peer's project as data, by path in its folder.

    Args:
        epochs: of every component that has them; Rasa's own number when ``None``.
    """
    data = _our_messages()
    intents = sorted(data)
    asked: dict[str, list[str]] = {}
    for question in questions():
        asked.setdefault(question.topic, []).append(question.text)
    nlu = [{"intent": intent, "examples": examples} for intent, examples in data.items()]
    nlu += [{"intent": f"{_FAQ}/{topic}", "examples": _listed(texts)} for topic, texts in asked.items()]
    steps = {intent: [{"intent": intent}, {"action": f"utter_{intent}"}] for intent in (*intents, _FAQ, "nlu_fallback")}
    talks = (("greet", _FAQ, "thanks", "goodbye"), ("greet", "help", _FAQ, _FAQ, "thumbs_up"), (_FAQ, "why", "goodbye"))
    responses = {f"utter_{intent}": [{"text": f"[{intent}] A short text."}] for intent in (*intents, "nlu_fallback")}
    responses |= {f"utter_{_FAQ}/{topic}": [{"text": answer_of(topic)}] for topic in asked}
    return {
        "config.yml": _default_config(epochs),
        "domain.yml": {"version": "3.1", "intents": [*intents, _FAQ], "responses": responses},
        "data/nlu.yml": {"version": "3.1", "nlu": nlu},
        "data/rules.yml": {
            "version": "3.1",
            "rules": [{"rule": f"say {intent}", "steps": some} for intent, some in steps.items()],
        },
        "data/stories.yml": {
            "version": "3.1",
            "stories": [
                {"story": " ".join(talk), "steps": [step for intent in talk for step in steps[intent]]}
                for talk in talks
            ],
        },
        "credentials.yml": {"rest": None},
        "endpoints.yml": {},
    }


def train(options: Options) -> TrainedPeer:
    """Train the peer now, and keep the model for the other parts of the bench.

    Raises:
        PeerFailed: Rasa refuses or the time is up.
    """
    place = _place(options)
    folder = options.workspace / "peer"
    for name, data in _project(options).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    child = _child(options, folder, ["train", "--fixed-model-name", "peer", "--out", "models"], "training of the peer")
    started = time.perf_counter()
    child.start()
    try:
        while child.alive:
            if time.perf_counter() - started > _TRAINING:
                raise PeerFailed(f"its training took more than {_TRAINING} s and was stopped")
            time.sleep(0.2)
    finally:
        child.stop()
    seconds = time.perf_counter() - started
    if child.exit_status != 0 or not (folder / "models" / "peer.tar.gz").is_file():
        raise PeerFailed(f"its training ended with exit status {child.exit_status}: {child.last_words}")
    (folder / "trained.json").write_text(json.dumps({"seconds": seconds}) + "\n", encoding="utf-8")
    shutil.rmtree(place.parent, ignore_errors=True)  # models of other questions, messages or versions
    place.parent.mkdir(parents=True)
    shutil.move(folder, place)
    return _at(place)


def trained(options: Options) -> TrainedPeer:
    """The model that an earlier part trained of the same questions, messages and versions; else trained now.

    Raises:
        PeerFailed: Rasa refuses or the time is up.
    """
    place = _place(options)
    return _at(place) if (place / "trained.json").is_file() else train(options)


class Peer:
    """The peer as a running server, in a ``with`` statement.

    Attributes:
        url: where it listens.
    """

    def __init__(self, options: Options, model: TrainedPeer) -> None:
        port = ports.free(_HOST)
        self.url = ports.address(_HOST, port)
        arguments = ["run", "--model", str(model.model), "--interface", _HOST, "--port", str(port)]
        arguments += ["--credentials", "credentials.yml", "--endpoints", "endpoints.yml"]
        self._child = _child(options, model.folder, arguments, "peer")

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._child.pid is not None
        return self._child.pid

    def __enter__(self) -> Peer:
        """Start it and return when it answers.

        Raises:
            PeerFailed: it ended or took too long.
        """
        deadline = time.monotonic() + _START
        self._child.start()
        try:
            while not ask(f"{self.url}/webhooks/rest/").started:
                if not self._child.alive:
                    raise PeerFailed(f"it ended: {self._child.last_words}")
                if time.monotonic() > deadline:
                    raise PeerFailed(f"it did not start within {_START} s")
                time.sleep(0.2)
        except BaseException:
            self._child.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.stop()


def _our_messages() -> dict[str, str]:
    """Examples by intent, all six languages together, without those that stand for a question."""
    found: dict[str, str] = {}
    for path in sorted((PROJECT / "nlu" / "data").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", ()):
            if "examples" in entry and entry.get("intent", "") not in _QUESTIONS | {""}:
                found[entry["intent"]] = found.get(entry["intent"], "") + entry["examples"]
    return found


def _listed(texts: list[str]) -> str:
    return "".join(f"- {text}\n" for text in texts)


def _default_config(epochs: int | None) -> dict[str, Any]:
    """What Rasa takes when a project leaves pipeline and policies open."""
    text = importlib.resources.read_text("rasa.engine.recipes.config_files", "default_config.yml", encoding="utf-8")
    config: dict[str, Any] = yaml.safe_load(text)
    config["assistant_id"] = "peer"
    for component in (*config["pipeline"], *config["policies"]) if epochs is not None else ():
        if "epochs" in component:
            component["epochs"] = epochs
    return config


def _project(options: Options) -> dict[str, Any]:
    return project(epochs=1 if options.quick else None)


def _place(options: Options) -> Path:
    """Where its model is kept: named by everything that it is made of."""
    made_of = json.dumps([_project(options), importlib.metadata.version("rasa")], sort_keys=True)
    kind = "peer-quick" if options.quick else "peer"
    return options.keep / kind / hashlib.sha256(made_of.encode()).hexdigest()[:16]


def _at(place: Path) -> TrainedPeer:
    seconds = json.loads((place / "trained.json").read_text(encoding="utf-8"))["seconds"]
    return TrainedPeer(place, place / "models" / "peer.tar.gz", seconds)


def _child(options: Options, folder: Path, arguments: list[str], name: str) -> Child:
    environment = {
        **os.environ,
        "CUDA_VISIBLE_DEVICES": "-1",
        "PYTHONPATH": str(PROJECT),
        "PYTHONWARNINGS": "ignore",
        "RASA_CACHE_DIRECTORY": str(options.workspace / "peer-cache"),
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    log = options.settings.logs_dir / "bench-peer.log"
    return Child(name, "rasa", arguments, environment=environment, log=log, folder=folder)
