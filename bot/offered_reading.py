"""``python -m bot.offered_reading FILE NAME SECONDS MEGABYTES``: whether an offered file can be read, as JSON.

A process of its own for who may not read documents (Telegram's); the reading itself is done in one more, with limits of
time and memory and no network (``knowledge.readers``).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bot.offered_file import Reading, plain_name

__all__ = ["main", "read"]


def read(file: Path, name: str, *, seconds: int, megabytes: int) -> Reading:
    """Read ``file`` as if it were called ``name``; what is wrong with it is in the result."""
    from knowledge import errors
    from knowledge.readers import read as read_document

    kinds = {
        errors.EncryptedFile: "encrypted",
        errors.EmptyFile: "empty",
        errors.NoTextLayer: "scan",
        errors.WrongFormat: "format",
        errors.UnknownFormat: "format",
        errors.ReadTooExpensive: "expensive",
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / plain_name(name)  # a document without a title is called after its file
        path.symlink_to(file.absolute())
        try:
            document = read_document(path, seconds=seconds, megabytes=megabytes)
        except errors.ReadError as error:
            return Reading(failure=kinds.get(type(error), "broken"), reason=str(error))
    return Reading(document.title or path.stem, document.pages)


def main() -> int:
    """Print the reading."""
    file, name, seconds, megabytes = sys.argv[1:]
    sys.stdout.write(read(Path(file), name, seconds=int(seconds), megabytes=int(megabytes)).to_json() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
