"""Whether a server of ours answers, asked over HTTP with a time limit."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["Health", "ask"]


@dataclass(frozen=True, slots=True)
class Health:
    """What a server says of itself.

    Attributes:
        status: ``ok`` or ``ready`` when it works, ``loading`` or ``failed`` when not yet or not wholly,
            ``degraded`` when it works but not all around it does, ``down`` when nothing answers, ``unknown`` when
            something else does.
        reason: why it failed, where it says so.
        details: everything it said.
    """

    status: str
    reason: str | None = None
    details: dict[str, object] | None = None

    @property
    def works(self) -> bool:
        """Whether it does its whole job."""
        return self.status in ("ok", "ready")

    @property
    def started(self) -> bool:
        """Whether it has come as far as it will: it works, or says why it does not."""
        return self.works or self.status in ("failed", "degraded")


def ask(url: str, *, seconds: float = 2.0) -> Health:
    """Fetch ``url`` and read ``{"status", "reason"}``. Never raises; proxies are not asked."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=seconds)
    try:
        connection.request("GET", parts.path or "/")
        said = json.loads(connection.getresponse().read(65_536))
        return Health(str(said["status"]), said.get("reason"), said)
    except (KeyError, TypeError, ValueError, AttributeError):
        return Health("unknown")
    except (OSError, http.client.HTTPException):
        return Health("down")
    finally:
        connection.close()
