"""The index on disk: built incrementally, swapped in at once, opened for reading."""

from __future__ import annotations

from knowledge.index.encoders import IndexEncoder, PassageEmbeddings
from knowledge.index.index import Index
from knowledge.index.manifest import EncoderRecord, IndexedDocument, Manifest
from knowledge.index.report import Report, Row, Status
from knowledge.index.update import update

__all__ = [
    "EncoderRecord",
    "Index",
    "IndexEncoder",
    "IndexedDocument",
    "Manifest",
    "PassageEmbeddings",
    "Report",
    "Row",
    "Status",
    "update",
]
