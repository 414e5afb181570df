"""How people reach Attaché: command line, supervisor, one dialogue client, one adapter a channel."""

from bot.replies import Attachment, Button, Citation, Reply, State

__all__ = ["Attachment", "Button", "Citation", "Reply", "State"]
