"""Erasures under way: what they have counted, so that one that was cut off still tells of everything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.models import erasures, inbox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from programme.database import Database

__all__ = ["Erasures", "add_counts"]


class Erasures:
    """Counts by the inbox item that asks. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, request: int) -> dict[str, int] | None:
        """What an erasure has counted so far, rows by name; None when it has not begun."""
        with self._database.session(write=False) as session:
            return _counts(session, request)

    def expect(self, request: int, name: str, rows: int) -> int:
        """So many rows of ``name`` are about to be erased elsewhere; again when that was cut off.

        Returns:
            The most that were ever expected: what is gone already is not there to be counted again.
        """
        with self._database.session() as session:
            counts = _counts(session, request) or {}
            counts[name] = max(rows, counts.get(name, 0))
            _write(session, request, counts)
            return counts[name]

    def done(self, request: int) -> None:
        """The person was told."""
        with self._database.session() as session:
            session.execute(sa.delete(erasures).where(erasures.c.request == request))

    def tidy(self) -> None:
        """Remove counts of which the person was told just before a crash."""
        waiting = sa.select(inbox.c.id).where(inbox.c.state != "done")
        with self._database.session() as session:
            session.execute(sa.delete(erasures).where(erasures.c.request.not_in(waiting)))


def add_counts(session: Any, request: int, rows: Mapping[str, int]) -> None:
    """Add rows that this transaction erases; for whoever erases them."""
    counts = _counts(session, request) or {}
    _write(session, request, counts | {name: counts.get(name, 0) + number for name, number in rows.items()})


def _counts(session: Any, request: int) -> dict[str, int] | None:
    row = session.execute(sa.select(erasures.c.counts).where(erasures.c.request == request)).first()
    return None if row is None else dict(json.loads(row.counts))


def _write(session: Any, request: int, counts: Mapping[str, int]) -> None:
    written = {"counts": json.dumps(counts, sort_keys=True)}
    if not session.execute(sa.update(erasures).where(erasures.c.request == request).values(**written)).rowcount:
        session.execute(sa.insert(erasures).values(request=request, **written))
