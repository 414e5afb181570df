"""The address and the secret of the webhook. (Its requests: tests/telegram/scenarios.)"""

from __future__ import annotations

import re

import pytest

from bot.errors import StartFailed
from bot.telegram.webhook import Address, token_of


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://bot.example.org/telegram", "/telegram"),
        ("https://bot.example.org", "/"),
        ("https://bot.example.org:8443/a/b/", "/a/b/"),
    ],
)
def test_the_path_is_that_of_the_public_address(url, path):
    assert Address(url).path == path


def test_the_secret_has_letters_that_telegram_takes(tmp_path):
    assert re.fullmatch(r"[A-Za-z0-9_-]{32,256}", token_of(tmp_path))


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 257, b"a space, and a comma" * 3, b"\xff" * 40])
def test_a_file_that_holds_no_secret_is_named(tmp_path, content):
    file = tmp_path / "telegram" / "webhook.key"
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(StartFailed, match=r"webhook\.key does not hold a secret .* Delete it"):
        token_of(tmp_path)
