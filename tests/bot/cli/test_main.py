"""The group: what it lists, how fast it starts, and what becomes of errors."""

from __future__ import annotations

import json
import subprocess
import sys

import click
import pytest

from bot.cli import cli, search
from bot.cli.main import COMMANDS

#: What takes longer to import than `attache --help` may take altogether.
HEAVY = (
    "faiss",
    "httpx",
    "knowledge.index",
    "lingua",
    "numpy",
    "onnxruntime",
    "rasa",
    "rich",
    "sanic",
    "spacy",
    "sqlalchemy",
    "tensorflow",
    "torch",
    "yaml",
)


@pytest.fixture
def breaks(monkeypatch):
    """Have a command fail in a way of one's own."""

    def breaking(error: BaseException) -> str:
        def callback(**_: object) -> None:
            raise error

        monkeypatch.setattr(search.search, "callback", callback)
        return "search"

    return breaking


def test_help_lists_every_command(program):
    outcome = program("--help")
    assert outcome.status == 0
    listed = outcome.out.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    assert [line for line in listed if line.endswith("...")] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(attache, command):
    outcome = attache(command, "--help")
    assert outcome.status == 0
    assert outcome.out.startswith(f"Usage: attache {command} ")


def test_help_imports_nothing_heavy():
    code = (
        "import json, sys\n"
        "from bot.cli import cli\n"
        "try: cli.main(['--help'], prog_name='attache')\n"
        "except SystemExit: pass\n"
        "print('\\n' + json.dumps(sorted(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(result.stdout.splitlines()[-1]))
    assert "bot.cli.chat" in loaded
    assert sorted(loaded & set(HEAVY)) == []


def test_the_version(program):
    outcome = program("--version")
    assert (outcome.status, outcome.out.split()[0]) == (0, "attache,")


def test_an_unknown_command_is_a_usage_error(attache):
    outcome = attache("serach", "x")
    assert (outcome.status, outcome.out) == (2, "")
    assert "No such command 'serach'" in outcome.errors


def test_an_unusable_setting_is_one_sentence(program):
    outcome = program("doctor", ATTACHE_RASA_PORT="99999")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.errors == (
        "The setting ATTACHE_RASA_PORT ('99999') cannot be used: ensure this value is less than or equal to 65535. "
        "See docs/settings.md.\n"
    )


def test_what_nobody_foresaw_is_a_sentence_and_a_log(attache, breaks, home):
    outcome = attache(breaks(ZeroDivisionError("by hush")), "x")
    log = home / "logs" / "attache.log"
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.errors == (
        f"Something went wrong that Attaché did not foresee (ZeroDivisionError). The details are in {log}.\n"
    )
    assert "ZeroDivisionError: by hush" in log.read_text()


def test_secrets_do_not_get_into_that_log(attache, breaks, home, monkeypatch):
    monkeypatch.setenv("ATTACHE_TRACKER_URL", "postgresql://me:hush@db/x")
    attache(breaks(ZeroDivisionError("by hush")), "x")
    assert "ZeroDivisionError: by **********" in (home / "logs" / "attache.log").read_text()


def test_debug_shows_where(attache, breaks):
    outcome = attache("--debug", breaks(ZeroDivisionError("x")), "x")
    assert outcome.status == 1
    assert "Traceback (most recent call last)" in outcome.errors


def test_interrupted_is_130_without_a_traceback(attache, breaks):
    for error in (KeyboardInterrupt(), click.Abort()):
        outcome = attache(breaks(error), "x")
        assert (outcome.status, outcome.out, outcome.errors.strip()) == (130, "", "Stopped.")


def test_a_reader_that_has_enough_is_no_error(program):
    result = subprocess.run(  # noqa: S602 - a pipe is what this is about
        f"set -o pipefail; {sys.executable} -c 'from bot.cli import main; main()' --help | true",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in result.stderr


def test_called_in_a_program_it_exits(home):
    with pytest.raises(SystemExit) as end:
        cli.main(["--help"])
    assert end.value.code == 0
