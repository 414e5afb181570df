"""Child processes: started, logged, stopped."""

from __future__ import annotations

import stat

from tests.bot.processes import gone, wait_for

SLEEP = "import time; print('up'); time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up'); time.sleep(600)"
PARENT = """
import subprocess, sys, time
helper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(helper.pid)
time.sleep(600)
"""


def logged(child) -> str:
    return child.log.read_text(encoding="utf-8") if child.log.exists() else ""


def test_before_the_first_start_there_is_nothing(child):
    one = child(SLEEP)
    assert (one.pid, one.exit_status, one.alive, one.last_words) == (None, None, False, "")
    one.stop()


def test_arguments_reach_the_module(child):
    one = child("import sys; print(sys.argv[1:], __name__)", "--port", "5005")
    one.start()
    assert wait_for(lambda: one.exit_status == 0)
    assert one.last_words == "['--port', '5005'] __main__"


def test_what_it_says_goes_to_a_log_for_the_owner_alone(child):
    one = child("import sys; print('on output'); print('on errors: ü', file=sys.stderr); sys.exit(3)")
    one.start()
    assert wait_for(lambda: one.exit_status is not None)
    assert (one.exit_status, one.last_words) == (3, "on errors: ü")
    assert logged(one).splitlines() == ["on output", "on errors: ü"]
    assert stat.S_IMODE(one.log.stat().st_mode) == 0o600


def test_secrets_are_masked_in_the_log_and_in_the_last_words(child):
    one = child("print('connecting to postgresql://me:hush@db')", hidden=("hush",))
    one.start()
    assert wait_for(lambda: one.exit_status == 0)
    assert one.last_words == "connecting to postgresql://me:**********@db"
    assert "hush" not in logged(one)


def test_bytes_that_are_no_text_do_not_end_the_log(child):
    one = child("import sys; sys.stdout.buffer.write(b'\\xff\\xfe broken\\n'); print('whole')")
    one.start()
    assert wait_for(lambda: one.exit_status == 0)
    assert one.last_words == "whole"
    assert "broken" in logged(one)


def test_files_it_makes_are_for_the_owner_alone(child, tmp_path):
    made = tmp_path / "conversations.db"
    one = child(f"open({str(made)!r}, 'w').close()")
    one.start()
    assert wait_for(lambda: one.exit_status == 0)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_it_stops_when_asked(child):
    one = child(SLEEP)
    one.start()
    assert wait_for(lambda: "up" in logged(one))
    one.stop()
    assert (one.alive, one.exit_status) == (False, -15)


def test_one_that_does_not_listen_is_ended(child):
    one = child(STUBBORN)
    one.start()
    assert wait_for(lambda: "up" in logged(one))
    one.stop(0.2)
    assert one.exit_status == -9


def test_what_it_started_ends_with_it(child):
    one = child(PARENT)
    one.start()
    assert wait_for(lambda: logged(one).strip().isdigit())
    helper = int(logged(one))
    one.stop()
    assert wait_for(lambda: gone(helper))


def test_it_can_be_started_again(child):
    one = child("print('up')")
    for _ in range(2):
        one.start()
        assert wait_for(lambda: one.exit_status == 0)
        one.stop()
    assert logged(one).splitlines() == ["up", "up"]
