"""Errors as people see them."""

from __future__ import annotations

import errno
import os

import pytest

from bot.cli.failures import sentence
from bot.errors import PortInUse
from knowledge.errors import NoIndex
from nlu.errors import TrainingFailed
from settings import SettingsError


@pytest.mark.parametrize("kind", [PortInUse, NoIndex, TrainingFailed, SettingsError])
def test_our_own_errors_speak_for_themselves(kind):
    assert sentence(kind("What happened, and what to do.")) == "What happened, and what to do."


FULL = "The disk is full: /srv/x. Free some space and run the same command again; nothing old was lost."
DENIED = "Not allowed: /srv/x. Give yourself the right to it, or set ATTACHE_HOME to a folder of your own."


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, FULL),
        (errno.EDQUOT, FULL),
        (errno.EACCES, DENIED),
        (errno.EROFS, DENIED),
        (errno.ENOENT, "There is no such file or folder: /srv/x."),
    ],
)
def test_the_system_s_errors_say_where_and_what_to_do(number, expected):
    assert sentence(OSError(number, os.strerror(number), "/srv/x")) == expected


def test_without_a_file_they_do_without():
    assert sentence(OSError(errno.ENOSPC, "full")).startswith("The disk is full. ")


def test_no_memory():
    assert sentence(MemoryError()).startswith("There is not enough memory for this.")


@pytest.mark.parametrize("error", [ZeroDivisionError(), KeyError("x"), OSError(errno.EIO, "I/O"), OSError("odd")])
def test_what_nobody_foresaw_has_no_sentence(error):
    assert sentence(error) is None
