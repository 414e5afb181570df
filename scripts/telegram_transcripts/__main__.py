"""Write `docs/telegram.md`: conversations in Telegram as they really go, each in two languages.

Runs the whole engine over the shipped library, the bot, and the Bot API server of the tests; nothing reaches Telegram.
Run it (`.venv/bin/python -m scripts.telegram_transcripts`) after texts or answers changed, and read what it wrote. With
titles behind it (`"In a group"`) it prints those conversations and writes nothing. `scenarios.py` is where to add one.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.supervisor import Engine
from scripts.telegram_transcripts.playing import SECONDS, play
from scripts.telegram_transcripts.scenarios import SCENARIOS, Scenario
from settings.settings import PROJECT, load

PAGE = PROJECT / "docs" / "telegram.md"
HEAD = """# Conversations in Telegram

Written by `.venv/bin/python -m scripts.telegram_transcripts`: the whole engine, the shipped library, the bot, and the
Bot API server of the tests. The people are roles. What stands in `[ ]` are buttons; a line behind `>` is quoted in a
block.
"""


async def _played(scenarios: list[Scenario], engine: Engine, conversations: Path) -> list[str]:
    changes = {
        "engine": engine.url,
        "actions": engine.actions_url,
        "conversations": f"sqlite:///{conversations}",
        "seconds": SECONDS,
    }
    return [
        line
        for scenario in scenarios
        for language in scenario.words
        for line in await play(scenario, language, changes)
    ]


def main(titles: list[str]) -> int:
    """Start the engine in a home of its own, hold the conversations, write the page."""
    unknown = set(titles) - {scenario.title for scenario in SCENARIOS}
    if unknown:
        sys.stderr.write(f"There is no {sorted(unknown)[0]!r}. There are: {', '.join(s.title for s in SCENARIOS)}.\n")
        return 1
    chosen = [scenario for scenario in SCENARIOS if not titles or scenario.title in titles]
    settings = load()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("models", "index"):
            (home / name).symlink_to(settings.home / name)
        own = settings.copy(
            update={
                "home": home,
                "encoder_path": settings.encoder_dir,
                "second_encoder": str(settings.second_encoder_dir or "none"),
                "index_path": settings.index_dir,
            }
        )
        with Engine(own, own_ports=True) as engine:
            lines = asyncio.run(_played(chosen, engine, home / "conversations.db"))
    if titles:
        sys.stdout.write("\n".join(lines))
    else:
        PAGE.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
