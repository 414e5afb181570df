"""docs/sessions.md: every command on it works as it is written, but for the year, which has to lie ahead."""

from __future__ import annotations

import json
import re
import shlex
from datetime import datetime, timezone

from settings.settings import PROJECT

PAGE = PROJECT / "docs" / "sessions.md"
WRITTEN = "2027"


def commands() -> list[str]:
    block = re.search(r"```\n(attache .*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    return block[1].splitlines()


def test_every_command_works(attache):
    year = str(datetime.now(timezone.utc).year + 1)
    names = {"SESSION": "", "POLL": ""}
    for line in commands():
        _, *arguments = shlex.split(line.replace(WRITTEN, year))
        arguments = [names.get(each, each) for each in arguments]
        needs_yes = arguments[1] in ("add", "office-hours", "change", "announce", "cancel")
        outcome = attache(*arguments, "--json", *(["--yes"] if needs_yes else []))
        assert (outcome.status, "Traceback" in outcome.errors) == (0, False), (line, outcome.errors)
        data = json.loads(outcome.out)
        if arguments[1] == "add" and not names["SESSION"]:
            names["SESSION"] = data[0]["id"]
            assert (data[0]["minutes"], data[0]["capacity"], data[0]["languages"]) == (90, 80, ["en", "es"])
        if arguments[:2] == ["polls", "open"]:
            names["POLL"] = data["id"]
    assert all(names.values())


def test_the_page_names_every_command(attache):
    page = PAGE.read_text(encoding="utf-8")
    for group in ("sessions", "polls"):
        listed = attache(group, "--help").out.partition("Commands:")[2].split("\n")
        for name in (line.split()[0] for line in listed if line.strip()):
            assert f"attache {group} {name}" in page or f"`{name}`" in page, name
