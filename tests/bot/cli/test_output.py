"""What commands share."""

from __future__ import annotations

import json
import stat
import sys

import pytest

from bot.cli.output import prepare, print_json, text_of
from bot.errors import BadInput
from settings import PROJECT


def test_the_home_folder_is_made_for_its_owner_alone(home):
    settings = prepare()
    assert settings.home == home
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_folder_that_somebody_chose_stays_as_it_is(home):
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    prepare()
    assert stat.S_IMODE(home.stat().st_mode) == 0o755


def test_bytecode_is_kept_where_writing_beside_the_sources_is_not_wanted(home, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    prepare()
    assert (sys.dont_write_bytecode, sys.pycache_prefix) == (False, str(PROJECT / "var" / "cache" / "bytecode"))


def test_json_is_utf_8_and_a_line_where_one_is_asked_for(capsys):
    print_json({"a": "难民"}, lines=True)
    assert capsys.readouterr().out == '{"a": "难民"}\n'
    print_json([{"a": "难民"}])
    out = capsys.readouterr().out
    assert (json.loads(out), out.count("\n")) == ([{"a": "难民"}], 5)


def test_text_is_text():
    assert text_of("难民", "question") == "难民"
    with pytest.raises(BadInput, match=r"^The question is not UTF-8 text\."):
        text_of("caf\udce9", "question")
