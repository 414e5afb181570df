from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import nlu.training
import settings
from nlu.errors import TrainingFailed
from nlu.training import fingerprint, is_current, train
from settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.encoder


@pytest.fixture
def home(tmp_path: Path, trained_model: Path) -> Settings:
    """Settings of an empty home folder, with the encoder of the checkout."""
    return Settings(home=tmp_path, encoder_path=settings.load().encoder_dir)


def copied(home: Settings, model: Path) -> Path:
    """A model that is current in ``home``, without training."""
    home.models_dir.mkdir(parents=True)
    shutil.copy(model.with_name("attache.json"), home.models_dir)
    return shutil.copy(model, home.models_dir / model.name)


def forbid(*args: Any, **options: Any) -> None:
    raise AssertionError(f"nothing was to be started: {args}")


def test_a_current_model_is_not_trained_again(
    home: Settings, trained_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = copied(home, trained_model)
    monkeypatch.setattr(subprocess, "Popen", forbid)
    steps: list[tuple[str, float]] = []
    assert train(home, progress=lambda step, done: steps.append((step, done))) == model
    assert steps == [("dialogue model ready", 1.0)]
    assert is_current(home) is True


@pytest.mark.parametrize("damage", ["attache.tar.gz", "attache.json"])
def test_a_model_that_is_not_whole_is_not_current(home: Settings, trained_model: Path, damage: str) -> None:
    copied(home, trained_model)
    (home.models_dir / damage).unlink()
    assert is_current(home) is False


def test_the_fingerprint_follows_sources_and_encoder(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = tmp_path / "checkout"
    for path in nlu.training._sources():
        copy = checkout / path.relative_to(nlu.training.PROJECT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    before = fingerprint(home)
    monkeypatch.setattr(nlu.training, "PROJECT", checkout)
    assert fingerprint(home) == before
    for name in (
        "config.yml",
        "domain.yml",
        "knowledge/library/terms.yml",
        "nlu/components/hygiene.py",
        "nlu/data/zh.yml",
    ):
        changed = checkout / name
        kept = changed.read_bytes()
        changed.write_bytes(kept + b"\n# changed\n")
        assert fingerprint(home) != before, name
        changed.write_bytes(kept)
    other = tmp_path / "encoder"
    other.mkdir()
    stamp = (home.encoder_dir / "attache.json").read_text(encoding="utf-8")
    (other / "attache.json").write_text(stamp.replace('"recipe": ', '"recipe": 9'), encoding="utf-8")
    assert fingerprint(Settings(home=tmp_path, encoder_path=other)) != before


def test_without_an_encoder(tmp_path: Path) -> None:
    with pytest.raises(TrainingFailed, match=r"There is no encoder in .*run `make ready`"):
        train(Settings(home=tmp_path))


def test_a_failure_shows_the_end_of_the_log_and_keeps_the_model(
    home: Settings, trained_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = copied(home, trained_model)
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    (checkout / "config.yml").write_text("recipe: default.v1\npipeline: [{name: NoSuchComponent}]\n", encoding="utf-8")
    (checkout / "knowledge").symlink_to(nlu.training.PROJECT / "knowledge")
    monkeypatch.setattr(nlu.training, "PROJECT", checkout)
    with pytest.raises(TrainingFailed, match=r"ended with exit code \d") as caught:
        train(home)
    assert str(home.logs_dir / "train.log") in str(caught.value)
    assert 1 < len(str(caught.value).splitlines()) <= 16
    assert model.read_bytes() == trained_model.read_bytes()
    assert [path.name for path in home.models_dir.iterdir() if path.name.startswith(".training-")] == []


def test_a_fault_in_the_library_is_named(home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "checkout" / "knowledge" / "library"
    library.mkdir(parents=True)
    (library / "terms.yml").write_text("- id: asylum\n", encoding="utf-8")
    monkeypatch.setattr(nlu.training, "PROJECT", tmp_path / "checkout")
    monkeypatch.setattr(subprocess, "Popen", forbid)
    with pytest.raises(TrainingFailed, match=r"the library, which has a fault\. .*terms\.yml"):
        train(home)


def test_a_training_that_takes_too_long_is_stopped(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def slow(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        started.append(
            popen([sys.executable, "-c", "import time; print('at work', flush=True); time.sleep(60)"], **options)
        )
        return started[0]

    monkeypatch.setattr(subprocess, "Popen", slow)
    with pytest.raises(TrainingFailed, match="took more than 1 s and was stopped"):
        train(home, seconds=1)
    assert [child.poll() for child in started] == [-9]


def test_a_folder_that_cannot_be_written(tmp_path: Path, trained_model: Path) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    with pytest.raises(TrainingFailed, match=r"cannot be written to .*ATTACHE_HOME"):
        train(Settings(home=tmp_path / "home", encoder_path=settings.load().encoder_dir))
