from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

import settings
from actions.knowledge_base import Health, KnowledgeBase, SearchTimeoutError
from knowledge.encoder import Encoder
from knowledge.errors import EncoderError, IndexMismatch, NoIndex
from knowledge.index import update
from settings import Settings
from tests.knowledge.index.hashing import HashingEncoder

if TYPE_CHECKING:
    from pathlib import Path

REFUGEES = "# A convention\n\n## Article 33\n\nNo State shall expel or return a refugee to a place of danger.\n"
SAILORS = "# Another convention\n\n## Article 1\n\nEvery master of a ship renders assistance to persons in distress.\n"


def test_an_encoder_that_is_missing(tmp_path):
    config = settings.load().copy(update={"home": tmp_path, "encoder_path": tmp_path / "nowhere"})
    base = KnowledgeBase(config)
    assert base.health == Health("loading")
    with pytest.raises(EncoderError):
        base.open()
    assert base.health.status == "failed"
    assert str(tmp_path / "nowhere") in (base.health.reason or "")


@pytest.mark.encoder
class TestWithAnEncoder:
    @pytest.fixture
    def config(self, tmp_path: Path, encoder_folder: Path) -> Settings:
        return settings.load().copy(update={"home": tmp_path, "index_path": None, "encoder_path": encoder_folder})

    @staticmethod
    def index(config: Settings, **files: str) -> None:
        folder = config.home / "source"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        encoder = Encoder.load(config.encoder_dir)
        update([folder], config.index_dir, encoders=[encoder], cache_dir=config.vectors_dir)

    def test_opens_once_and_again_for_a_newer_index(self, config):
        self.index(config, refugees=REFUGEES)
        base = KnowledgeBase(config)
        first = base.open()
        assert base.open() is first
        assert base.health == Health("ready", None, first.index.manifest.build, len(first.index))
        self.index(config, sailors=SAILORS)
        second = base.open()
        assert len(second.index) > len(first.index)
        assert second.encoder is first.encoder
        assert base.health.passages == len(second.index)

    def test_what_was_mended_needs_no_restart(self, config):
        base = KnowledgeBase(config)
        with pytest.raises(NoIndex):
            base.open()
        assert base.health.status == "failed"
        self.index(config, refugees=REFUGEES)
        base.open()
        assert base.health.status == "ready"

    def test_an_index_of_another_encoder(self, config):
        folder = config.home / "source"
        folder.mkdir()
        (folder / "refugees.md").write_text(REFUGEES, encoding="utf-8")
        update([folder], config.index_dir, encoders=[HashingEncoder()], cache_dir=config.vectors_dir)
        with pytest.raises(IndexMismatch):
            KnowledgeBase(config).open()

    async def test_work_that_takes_too_long_is_given_up(self, config):
        self.index(config, refugees=REFUGEES)
        base = KnowledgeBase(config.copy(update={"turn_seconds": 0.1}))
        await asyncio.to_thread(base.open)
        release = threading.Event()
        with pytest.raises(SearchTimeoutError):
            await base.ask(lambda _: release.wait(30))
        release.set()
        base.close()

    async def test_a_background_start_makes_it_ready(self, config):
        self.index(config, refugees=REFUGEES)
        base = KnowledgeBase(config)
        base.warm_up()
        assert await base.ask(lambda opened: len(opened.index)) == 1
        assert base.health.status == "ready"
        base.close()
