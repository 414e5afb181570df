"""How this run's models and versions differ from those of the index that is there, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.index.layout import SPELLINGS
from knowledge.tokens import TOKENS_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.index.build import Versions
    from knowledge.index.encoders import IndexEncoder
    from knowledge.index.manifest import Manifest
    from knowledge.index.previous import Previous

__all__ = ["Differences", "find_differences"]


@dataclass(frozen=True, slots=True)
class Differences:
    """What has to be done again although no file changed.

    Attributes:
        build: a new build is needed.
        read: why every file is read again; empty when unchanged files are not.
        notes: the same for people, one sentence or two a difference.
    """

    build: bool
    read: str = ""
    notes: tuple[str, ...] = ()


def find_differences(previous: Previous, encoders: Sequence[IndexEncoder], versions: Versions) -> Differences:
    """Compare a run with the index before it."""
    notes = [f"The index that was there is built anew. {previous.trouble}"] if previous.trouble else []
    manifest = previous.manifest
    if manifest is None:
        return Differences(build=True, notes=tuple(notes))
    models = _models(manifest, encoders)
    read = "Read again: the index was damaged." if not previous.usable else _outdated(manifest, versions)
    if read:
        notes.append(f"Every file is read again, also from other sources. {read}")
    return Differences(build=bool(models or read), read=read, notes=(*notes, *models))


def _models(manifest: Manifest, encoders: Sequence[IndexEncoder]) -> list[str]:
    before = {record.name: record.checksum for record in manifest.encoders}
    now = {encoder.name: encoder.checksum for encoder in encoders}
    notes = []
    for name in sorted(now):
        if name not in before:
            notes.append(f"Every passage is embedded with {name} now, which the index did not have.")
        elif now[name] != before[name]:
            notes.append(f"Every passage is embedded again: {name} was {before[name]} and is {now[name]}.")
    notes += [f"The vectors of {name} are no longer in the index." for name in sorted(set(before) - set(now))]
    if manifest.tokens != TOKENS_VERSION:
        notes.append("The lexical index is made again: the tokeniser has another version.")
    if SPELLINGS not in manifest.files:
        notes.append("The words of the documents are counted, which mends typing errors in questions.")
    return notes


def _outdated(manifest: Manifest, versions: Versions) -> str:
    if manifest.reader != versions.reader:
        return f"Read again: the readers have version {versions.reader} instead of {manifest.reader}."
    if manifest.cutting != versions.cutting:
        return f"Cut again: the cutting has version {versions.cutting} instead of {manifest.cutting}."
    if manifest.words != versions.words:
        old, new = ("{} to {}".format(*words) for words in (manifest.words, versions.words))
        return f"Cut again: passages have {new} words instead of {old}."
    return ""
