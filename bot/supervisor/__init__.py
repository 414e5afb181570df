"""The dialogue engine, the action server and the Telegram bot as child processes: started, watched, found, stopped."""

from bot.supervisor.engine import Engine
from bot.supervisor.model import is_whole, newest_model
from bot.supervisor.state import Running, running

__all__ = ["Engine", "Running", "is_whole", "newest_model", "running"]
