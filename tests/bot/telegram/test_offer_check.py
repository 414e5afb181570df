"""Another process reads an offered file: within limits, and without knowing a secret."""

from __future__ import annotations

import pytest

from bot.offered_file import Reading
from bot.telegram import offer_check
from bot.telegram.offer_check import Check, NoReading
from tests.bot.processes import gone, wait_for


async def test_what_is_read_and_what_is_not(tmp_path):
    file = tmp_path / "0123.md"
    file.write_text("# Non-refoulement\n\nNo State shall return a refugee.\n")
    assert await Check()(file, "notes.md") == Reading("Non-refoulement")
    file.write_bytes(b"")
    assert (await Check()(file, "notes.md")).failure == "empty"


async def test_no_result_is_not_the_file_s_fault(tmp_path, monkeypatch, caplog):
    file = tmp_path / "0123.md"
    file.write_text("# Notes\n")
    monkeypatch.setattr(offer_check.sys, "executable", "/bin/false")
    with pytest.raises(NoReading):
        await Check()(file, "my private name.md")
    assert "my private name" not in caplog.text
    monkeypatch.setattr(offer_check.sys, "executable", "/nowhere/python")
    with pytest.raises(NoReading):
        await Check()(file, "notes.md")


async def test_a_process_that_hangs_is_ended_with_what_it_started(tmp_path, monkeypatch):
    script = tmp_path / "python"
    script.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {tmp_path}/pid\nwait\n")
    script.chmod(0o700)
    monkeypatch.setattr(offer_check.sys, "executable", str(script))
    monkeypatch.setattr(offer_check, "_MORE_SECONDS", 0.0)
    with pytest.raises(NoReading):
        await Check(seconds=5)(tmp_path / "a.md", "a.md")
    number = int((tmp_path / "pid").read_text())
    assert wait_for(lambda: gone(number))


async def test_the_process_knows_no_secret(tmp_path, monkeypatch):
    script = tmp_path / "python"
    script.write_text(f"#!/bin/sh\nenv > {tmp_path}/environment\n")
    script.chmod(0o700)
    monkeypatch.setenv("ATTACHE_TELEGRAM_TOKEN", "7000000001:hush-hush-hush")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "7000000001:hush-hush-hush")
    monkeypatch.setattr(offer_check.sys, "executable", str(script))
    with pytest.raises(NoReading):
        await Check()(tmp_path / "a.md", "a.md")
    assert "hush" not in (tmp_path / "environment").read_text()
