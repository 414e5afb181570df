from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import BrokenFile
from knowledge.readers.child import _refuse, _result, read_bytes

ROOT = Path(__file__).resolve().parents[3]


def test_read_bytes_chooses_by_name() -> None:
    assert read_bytes("a.md", b"# One").build().title == "One"


@pytest.mark.parametrize(
    ("failure", "kind", "sentence"),
    [
        (MemoryError(), "ReadTooExpensive", "needs more than 64 MB of memory"),
        (RecursionError(), "BrokenFile", "nested too deeply"),
        (KeyError("x"), "BrokenFile", "cannot be read as Markdown (KeyError)"),
        (BrokenFile("a.md is damaged."), "BrokenFile", "a.md is damaged."),
    ],
)
def test_whatever_a_reader_raises_becomes_a_result(
    failure: Exception, kind: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(data: bytes, builder: Any) -> None:
        raise failure

    monkeypatch.setattr("knowledge.readers.markdown.read", fail)
    monkeypatch.setattr("knowledge.readers.child._limit", lambda seconds, megabytes: None)
    monkeypatch.setattr("knowledge.readers.child._drop_rights", lambda: None)
    result = json.loads(_result("a.md", 60, 64, io.BytesIO(b"text")))
    assert result["error"] == kind
    assert sentence in result["sentence"]


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.__new__", ()),
        ("socket.getaddrinfo", ("example.org",)),
        ("subprocess.Popen", ()),
        ("os.system", ("true",)),
        ("open", ("/tmp/x", "w", os.O_WRONLY | os.O_CREAT)),
        ("open", ("/tmp/x", None, os.O_RDWR)),
        ("os.remove", ("/tmp/x",)),
    ],
)
def test_what_a_reader_may_not_do(event: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(PermissionError, match=event):
        _refuse(event, arguments)


def test_what_it_may() -> None:
    assert _refuse("open", ("/tmp/x", "rb", os.O_RDONLY | os.O_CLOEXEC)) is None
    assert _refuse("import", ("json",)) is None


def test_the_process_has_no_network_no_programs_and_no_files_to_write(tmp_path: Path) -> None:
    script = (
        "import os, socket, subprocess\n"
        "from knowledge.readers import child\n"
        "child._limit(5, 256)\n"
        "child._drop_rights()\n"
        f"target = {str(tmp_path / 'written')!r}\n"
        "attempts = (lambda: socket.socket(), lambda: subprocess.run(['true']), lambda: open(target, 'w'),\n"
        "            lambda: os.write(os.open(target, os.O_CREAT | os.O_WRONLY), b'x'), lambda: bytearray(2**30))\n"
        "for attempt in attempts:\n"
        "    try:\n"
        "        attempt(); print('done')\n"
        "    except (OSError, MemoryError) as error:\n"
        "        print(type(error).__name__)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert run.stdout.split() == [*["PermissionError"] * 4, "MemoryError"]
    assert list(tmp_path.iterdir()) == []
