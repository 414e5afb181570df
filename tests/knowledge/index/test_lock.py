from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from knowledge.errors import IndexBusy
from knowledge.index.lock import LOCK, writing

HOLD = (
    "import sys, time; from pathlib import Path; from knowledge.index.lock import writing\n"
    "with writing(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"
)


def test_one_writer_at_a_time_and_the_other_is_named(tmp_path):
    with writing(tmp_path / "index"):
        with pytest.raises(IndexBusy, match=f"process {os.getpid()}.*try again"), writing(tmp_path / "index"):
            pass
        with writing(tmp_path / "another"):
            pass
    with writing(tmp_path / "index"):
        pass


def test_a_process_that_is_killed_lets_go(tmp_path):
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(IndexBusy, match=f"process {holder.pid}"), writing(tmp_path):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait(10)
    holder.stdout.close()
    with writing(tmp_path):
        assert (tmp_path / LOCK).read_text() == f"{os.getpid()}\n"


def test_a_file_in_place_of_the_folder(tmp_path):
    (tmp_path / "index").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="exists"), writing(tmp_path / "index"):
        pass
