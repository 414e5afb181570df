"""The dialogue engine and the action server as child processes: started, watched, found, stopped."""

from bot.supervisor.engine import Engine, newest_model
from bot.supervisor.state import Running, running

__all__ = ["Engine", "Running", "newest_model", "running"]
