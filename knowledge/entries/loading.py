"""What the three kinds of entries share: reading the file, and saying what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.errors import KnowledgeError
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Checker", "parse", "read"]

#: Faults that one error lists at most.
_LISTED = 20


def read(path: Path) -> Any:
    """The parsed content of a file of entries.

    Raises:
        KnowledgeError: it cannot be opened, or is not valid YAML.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path} cannot be read ({error.strerror}): check the path.") from None
    return parse(data, path.name)


def parse(data: bytes, name: str) -> Any:
    """The same of its bytes; ``name`` is for errors.

    Raises:
        KnowledgeError: not valid YAML; the text names the line.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(data, Loader=loader)  # noqa: S506 - both are safe
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or type(error).__name__
        raise KnowledgeError(f"{name}: {where}this is not valid YAML ({problem}). Put the text in quotes.") from None


class Checker:
    """Goes through the entries of one file and collects what is wrong, so that an author reads all of it at once."""

    def __init__(self, name: str, fields: Collection[str]) -> None:
        """Args:
        name: of the file, for errors.
        fields: that an entry may have; it has to have those that are asked for.
        """
        self._name = name
        self._fields = fields
        self._faults: list[str] = []
        self._id = ""

    def wrong(self, fault: str) -> None:
        """Note what is wrong with the entry at hand."""
        self._faults.append(f"{self._name}: {self._id}: {fault}")

    def entries(self, data: object) -> Iterator[dict[str, Any]]:
        """The entries of a parsed file, each made the entry at hand; what is none is noted and left out."""
        if not isinstance(data, list):
            self._id = "the file"
            self.wrong("a list of entries is needed, each beginning with `- id:`.")
            return
        seen: set[str] = set()
        for number, entry in enumerate(data, 1):
            self._id = f"entry {number}"
            if not isinstance(entry, dict):
                self.wrong(f"{entry!r:.60} is no entry; fields such as `id:` are needed.")
                continue
            identity = entry.get("id")
            if not isinstance(identity, str) or not identity.strip():
                self.wrong("it has no id.")
                continue
            self._id = identity
            if identity in seen:
                self.wrong("the id stands there twice.")
                continue
            seen.add(identity)
            for field in sorted(map(str, set(entry) - set(self._fields))):
                self.wrong(f"there is no field {field!r}; an entry has {', '.join(sorted(self._fields))}.")
            yield entry

    def text(self, entry: Mapping[str, Any], field: str) -> str:
        """A text that must be there, white space collapsed."""
        value = entry.get(field)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        self.wrong(f"{field} is empty." if value in (None, "") or isinstance(value, str) else f"{field} is no text.")
        return ""

    def texts(self, entry: Mapping[str, Any], field: str) -> dict[str, str]:
        """A text in each of the six languages."""
        value = entry.get(field)
        texts: dict[str, str] = {}
        if not isinstance(value, dict):
            self.wrong(f"{field} is missing; it has a text in each of {', '.join(LANGUAGES)}.")
            return texts
        for language in sorted(map(str, set(value) - set(LANGUAGES))):
            self.wrong(f"{field} is in {language!r}; the languages are {', '.join(LANGUAGES)}.")
        for language in LANGUAGES:
            said = value.get(language)
            if isinstance(said, str) and said.strip():
                texts[language] = " ".join(said.split())
            elif said is not None and not isinstance(said, str):
                self.wrong(f"{field} in {language} is no text.")
            else:
                self.wrong(f"{field} has no text in {language}.")
        return texts

    def chosen(self, entry: Mapping[str, Any], field: str, among: Collection[str]) -> str:
        """One of some words."""
        value = entry.get(field)
        if not isinstance(value, str) or value not in among:
            self.wrong(f"{field} is {value!r}; it is one of {', '.join(sorted(among))}.")
            return ""
        return value

    def listed(
        self, entry: Mapping[str, Any], field: str, among: Collection[str] = (), *, required: bool = True
    ) -> tuple[str, ...]:
        """A list of words, of some words where ``among`` names these; none of them twice."""
        value = entry.get(field)
        if value is None and not required:
            return ()
        if not isinstance(value, list) or (required and not value):
            self.wrong(f"{field} is no list with something in it." if required else f"{field} is no list.")
            return ()
        words = []
        for each in value:
            if not isinstance(each, str) or not each.strip():
                self.wrong(f"{field} has {each!r:.40}, which is no text; put it in quotes.")
            elif among and each not in among:
                self.wrong(f"{field} has {each!r}; it is one of {', '.join(sorted(among))}.")
            else:
                words.append(" ".join(each.split()))
        return tuple(dict.fromkeys(words))

    def finish(self) -> None:
        """Raise what was noted.

        Raises:
            KnowledgeError: anything is wrong; one line for each fault.
        """
        if self._faults:
            raise KnowledgeError("\n".join(_shortened(self._faults)))


def _shortened(faults: list[str]) -> Iterable[str]:
    yield from faults[:_LISTED]
    if len(faults) > _LISTED:
        yield f"... and {len(faults) - _LISTED} more."
