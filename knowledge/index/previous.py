"""The index that is there before a run: what of it can be used again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.errors import BadIndex, BrokenIndex
from knowledge.index.layout import PASSAGES, vectors_folder
from knowledge.index.manifest import IndexedDocument, Manifest
from knowledge.index.store import Store
from knowledge.index.swap import current
from knowledge.index.vectors import VectorIndex

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.index.encoders import IndexEncoder
    from knowledge.passage import Passage

__all__ = ["Previous"]


class Previous:
    """The documents that are known, and their passages and vectors where these are whole.

    Attributes:
        manifest: ``None`` where there is no index or it tells nothing.
        trouble: why it cannot be used again; empty where it can, or where there is none.
    """

    def __init__(self, folder: Path, *, whole: bool = True) -> None:
        """Open it.

        Args:
            folder: the index folder.
            whole: ``False`` takes the list of documents only, after its files proved to be damaged.
        """
        self.manifest: Manifest | None = None
        self.trouble = ""
        self._build = current(folder)
        self._store: Store | None = None
        self._vectors: dict[str, VectorIndex] = {}
        if self._build is None:
            return
        try:
            self.manifest = Manifest.read(self._build)
            self.manifest.check_files(self._build)
            if whole:
                self._store = Store(self._build / PASSAGES)
            else:
                self.trouble = f"The files of {self._build} are damaged."
        except BadIndex as error:
            self.trouble = str(error)
        except FileNotFoundError:
            self.trouble = f"{self._build} is not there any more."

    @property
    def documents(self) -> tuple[IndexedDocument, ...]:
        """What was indexed, whether or not its passages can be used again."""
        return self.manifest.documents if self.manifest else ()

    @property
    def usable(self) -> bool:
        """Whether passages and vectors can be used again."""
        return self._store is not None

    def passages(self, document: IndexedDocument) -> list[Passage]:
        """The passages of one of ``documents``.

        Raises:
            BrokenIndex: they cannot be read.
        """
        if self._store is None:
            raise BrokenIndex(self.trouble)
        return self._store.block(document.first, document.first + document.passages)

    def vectors(self, encoder: IndexEncoder) -> VectorIndex | None:
        """The vectors of this very encoder; ``None`` where there are none of its checksum.

        Raises:
            BrokenIndex: they cannot be read.
        """
        if self.manifest is None or self._build is None or self._store is None:
            return None
        record = self.manifest.encoder(encoder.name)
        if record is None or record.checksum != encoder.checksum:
            return None
        if encoder.name not in self._vectors:
            self._vectors[encoder.name] = VectorIndex(vectors_folder(self._build, encoder.checksum))
        return self._vectors[encoder.name]

    def close(self) -> None:
        """Let go of the files."""
        if self._store is not None:
            self._store.close()
        self._vectors.clear()
