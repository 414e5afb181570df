"""What is installed, built, configured and reachable, and what to do about what is not."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import stat
import sys
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot.errors import StoreUnreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from settings import Settings

__all__ = ["Finding", "Level", "examine"]

#: What is left free on the disk: the encoder takes 600 MB when it is built, logs and conversations grow.
DISK_BYTES = 1_000_000_000

#: The packages that everything stands on; the lock file has the others.
PACKAGES = ("rasa", "rasa-sdk", "onnxruntime", "faiss-cpu", "bm25s", "spacy", "lingua-language-detector", "httpx")


class Level(str, Enum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        what: ``"index"``.
        found: what is there.
        todo: what to do about it; empty when all is well.
    """

    what: str
    level: Level
    found: str
    todo: str = ""

    def to_dict(self) -> dict[str, str]:
        """JSON-ready."""
        return {"what": self.what, "level": self.level.value, "found": self.found, "todo": self.todo}


def examine(settings: Settings) -> Iterator[Finding]:
    """Every finding, as it is made. A check that breaks is a finding too, never an error."""
    checks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
        _python,
        _home,
        _encoder,
        _index,
        _model,
        _stores,
        _engine,
        _telegram,
        _programme,
        _settings,
    )
    for check in checks:
        try:
            yield from check(settings)
        except Exception as error:  # noqa: PERF203 - each check on its own
            name = check.__name__.strip("_")
            yield Finding(name, Level.FAIL, f"could not be examined ({type(error).__name__}: {error})", "attache ready")


def _python(settings: Settings) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] == (3, 10):
        yield Finding("python", Level.OK, version)
    else:
        yield Finding("python", Level.FAIL, f"{version}; Rasa 3.6 needs 3.10", "make ready builds an environment")
    missing = [name for name in PACKAGES if not _version(name)]
    if missing:
        yield Finding("packages", Level.FAIL, f"missing: {', '.join(missing)}", "make ready")
    else:
        yield Finding("packages", Level.OK, ", ".join(f"{name} {_version(name)}" for name in PACKAGES[:3]))


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _home(settings: Settings) -> Iterator[Finding]:
    home = settings.home
    if not home.is_dir():
        yield Finding("home folder", Level.WARN, f"{home} does not exist yet", "make ready")
        return
    if not os.access(home, os.W_OK):
        yield Finding("home folder", Level.FAIL, f"{home} cannot be written", "make it writable, or set ATTACHE_HOME")
    elif stat.S_IMODE(home.stat().st_mode) & 0o077:
        yield Finding("home folder", Level.WARN, f"{home} can be read by others", f"chmod 700 {home}")
    else:
        yield Finding("home folder", Level.OK, str(home))
    free = shutil.disk_usage(home).free
    if free < DISK_BYTES:
        yield Finding("disk", Level.WARN, f"{free / 1e9:.1f} GB free", f"free {DISK_BYTES / 1e9:.0f} GB or more")
    else:
        yield Finding("disk", Level.OK, f"{free / 1e9:.0f} GB free")


def _encoder(settings: Settings) -> Iterator[Finding]:
    from knowledge.encoder import Encoder
    from knowledge.errors import KnowledgeError

    folder = settings.encoder_dir
    if not folder.is_dir():
        yield Finding("encoder", Level.FAIL, f"none in {folder}", "attache ready")
        return
    try:
        encoder = Encoder.load(folder, threads=settings.encoder_threads)
        encoder.warm_up()
        learned = _has_learned(folder, settings.questions_adapter_dir)
    except KnowledgeError as error:
        yield Finding("encoder", Level.FAIL, str(error), "attache ready")
        return
    if learned:
        yield Finding("encoder", Level.OK, f"{encoder.name} {encoder.checksum}, {encoder.dimensions} dimensions")
    else:
        what = "built with something else than what was learned of questions: other languages are found less well"
        yield Finding("encoder", Level.WARN, what, "attache ready")
    second = settings.second_encoder_dir
    if second is not None:
        yield _second(second, settings)


def _second(folder: Path, settings: Settings) -> Finding:
    from knowledge.encoder import EnglishEncoder
    from knowledge.errors import KnowledgeError

    if not folder.is_dir():
        return Finding("second encoder", Level.WARN, f"none in {folder}: English is found less well", "attache ready")
    try:
        encoder = EnglishEncoder.load(folder, threads=settings.encoder_threads)
        encoder.warm_up()
        learned = _has_learned(folder, settings.second_adapter_dir)
    except KnowledgeError as error:
        return Finding("second encoder", Level.FAIL, str(error), "attache ready")
    if not learned:
        what = "built with something else than what was learned of questions: English is found less well"
        return Finding("second encoder", Level.WARN, what, "attache ready")
    return Finding("second encoder", Level.OK, f"{encoder.name} {encoder.checksum}, {encoder.dimensions} dimensions")


def _has_learned(folder: Path, adapter: Path | None) -> bool:
    """Whether an encoder was built with what ships for its questions; one that somebody else put there has no need.

    Raises:
        EncoderError: what ships is damaged.
    """
    from knowledge.encoder.adapter import Adapter
    from knowledge.encoder.stamp import Stamp

    stamp = Stamp.read(folder)
    if stamp is None or stamp.source == "folder" or stamp.source.startswith("hub:"):
        return True
    return stamp.questions == (Adapter.read(adapter).digest if adapter else "")


def _index(settings: Settings) -> Iterator[Finding]:
    from knowledge.errors import KnowledgeError
    from knowledge.index import Index

    try:
        index = Index.open(settings.index_dir)
    except KnowledgeError as error:
        yield Finding("index", Level.FAIL, str(error), "attache ready")
        return
    made_with = {record.name: record.checksum for record in index.manifest.encoders}
    yield Finding("index", Level.OK, f"{len(index.documents)} documents, {len(index)} passages")
    if settings.encoder_dir.is_dir():
        from knowledge.encoder import Encoder

        encoder = Encoder.load(settings.encoder_dir, threads=settings.encoder_threads)
        if made_with.get(encoder.name) != encoder.checksum:
            shown = ", ".join(f"{name} {checksum}" for name, checksum in made_with.items())
            yield Finding(
                "index",
                Level.FAIL,
                f"made with {shown}, the encoder is {encoder.name} {encoder.checksum}",
                "attache ready",
            )
    if _unheard(settings.second_encoder_dir, made_with):
        yield Finding(
            "index", Level.WARN, "made without the second encoder: English is found less well", "attache ready"
        )


def _unheard(folder: Path | None, made_with: Mapping[str, str]) -> bool:
    """Whether the second encoder is there and the index has no vectors of it, or none of its words; whether it is whole
    is said elsewhere.
    """
    from knowledge.encoder.english import made_with as wanted
    from knowledge.encoder.stamp import Stamp

    stamp = Stamp.read(folder) if folder is not None else None
    if folder is None or stamp is None:
        return False
    return not set(wanted(folder.name, stamp.checksum).items()) <= set(made_with.items())


def _model(settings: Settings) -> Iterator[Finding]:
    from bot.supervisor import is_whole, newest_model

    path = newest_model(settings.models_dir)
    if path is None:
        yield Finding("dialogue model", Level.FAIL, f"none in {settings.models_dir}", "attache train")
        return
    if not is_whole(path):
        yield Finding("dialogue model", Level.FAIL, f"{path} is cut off or is none", f"rm {path}; attache train")
        return
    from nlu.errors import UnderstandingError
    from nlu.training import is_current

    try:
        current = is_current(settings)
    except UnderstandingError:  # there is no encoder, which has its own finding
        current = False
    if current:
        yield Finding("dialogue model", Level.OK, path.name)
    else:
        yield Finding("dialogue model", Level.WARN, f"{path.name}; what it is made of changed since", "attache train")


def _stores(settings: Settings) -> Iterator[Finding]:
    from bot.supervisor import stores
    from bot.supervisor.endpoints import conversations_url

    wanted: list[tuple[str, str, str, Callable[[str, str], None]]] = [
        ("conversations", conversations_url(settings), "ATTACHE_TRACKER_URL", stores.check_database)
    ]
    if events := settings.events_url.get_secret_value():
        wanted.append(("events", events, "ATTACHE_EVENTS_URL", stores.check_database))
    if lock := settings.lock_url.get_secret_value():
        wanted.append(("locks", lock, "ATTACHE_LOCK_URL", stores.check_redis))
    for what, url, setting, check in wanted:
        try:
            check(url, setting)
        except StoreUnreachable as error:  # noqa: PERF203 - each store on its own
            yield Finding(what, Level.FAIL, str(error), f"start it, or correct {setting}")
        else:
            yield Finding(what, Level.OK, stores.place(url))


def _engine(settings: Settings) -> Iterator[Finding]:
    from bot.supervisor import running
    from bot.supervisor.health import ask
    from bot.supervisor.ports import is_free

    found = running(settings.home)
    if found is None:
        yield Finding("engine", Level.OK, "not running; chat and ask start one for themselves", "")
        for name in ("rasa_port", "actions_port"):
            port = getattr(settings, name)
            if is_free(settings.host, port):
                yield Finding(f"port {port}", Level.OK, "free")
            else:
                yield Finding(
                    f"port {port}",
                    Level.WARN,
                    "taken by another program: attache up cannot start",
                    f"stop that program, or set ATTACHE_{name.upper()}",
                )
        return
    for part, url in (
        ("dialogue engine", f"{found.url}/webhooks/rest/"),
        ("action server", f"{found.actions_url}/health"),
    ):
        health = ask(url, seconds=5.0)
        if health.works:
            yield Finding(part, Level.OK, f"{health.status} at {url} (supervisor {found.pid}, since {found.started})")
        else:
            reason = f": {health.reason}" if health.reason else ""
            yield Finding(part, Level.FAIL, f"{health.status}{reason} at {url}", f"see {settings.logs_dir}")


def _telegram(settings: Settings) -> Iterator[Finding]:
    from bot.doctor_telegram import telegram

    yield from telegram(settings)


def _programme(settings: Settings) -> Iterator[Finding]:
    from bot.doctor_programme import programme

    yield from programme(settings)


def _settings(settings: Settings) -> Iterator[Finding]:
    from settings import unknown_names

    for name in unknown_names():
        yield Finding(name, Level.WARN, "is not a setting", "docs/settings.md lists them")
    if settings.host not in ("127.0.0.1", "::1"):
        yield Finding(
            "ATTACHE_HOST",
            Level.WARN,
            f"{settings.host}: others can reach the engine, which asks nobody who they are",
            "use 127.0.0.1, or a firewall",
        )
    for field, model in settings.__fields__.items():
        value = getattr(settings, field)  # a secret prints as stars
        if value != model.default:
            yield Finding(f"ATTACHE_{field.upper()}", Level.OK, str(value))
