"""A secret is made once, whole, and for its owner's eyes only."""

from __future__ import annotations

import stat

import pytest

from bot.telegram.secret_file import secret_of


def test_it_is_made_once(tmp_path):
    file = tmp_path / "telegram" / "one.key"
    assert [secret_of(file, lambda: b"first"), secret_of(file, lambda: b"second")] == [b"first", b"first"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert list(file.parent.iterdir()) == [file]


def test_another_process_that_is_quicker_wins(tmp_path):
    file = tmp_path / "one.key"

    def late() -> bytes:
        file.write_bytes(b"theirs")
        return b"ours"

    assert secret_of(file, late) == b"theirs"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_is_none_is_an_error(tmp_path):
    (tmp_path / "telegram").write_text("no folder")
    with pytest.raises(OSError):
        secret_of(tmp_path / "telegram" / "one.key", lambda: b"x")
