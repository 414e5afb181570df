"""What the process remembers of its chats while it runs, and nowhere else."""

from __future__ import annotations

from collections import OrderedDict

__all__ = ["Memory"]

_REMEMBERED = 20_000


class Memory:
    """Which messages answer which question, which answer is the last, and which question waits.

    Chats and people are named by the place that order is kept in (``Item.chat``).
    """

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[int, int], tuple[int, ...]] = OrderedDict()
        self._current: OrderedDict[str, frozenset[int]] = OrderedDict()
        self._waiting: dict[str, int] = {}
        self._asked: set[str] = set()
        self._dropped: dict[str, int] = {}
        self._met: OrderedDict[str, int] = OrderedDict()

    def meets(self, where: str, update_id: int) -> bool:
        """Whether this is the first message here that is known of; also when it is worked on again."""
        _keep(self._met, where, self._met.get(where, update_id))
        return self._met[where] == update_id

    def answered(self, chat: int, question: int, answers: tuple[int, ...]) -> None:
        """``answers`` are the messages that answer the message ``question`` of a chat."""
        _keep(self._answers, (chat, question), answers)

    def speaks(self, where: str, messages: tuple[int, ...], *, anew: bool) -> None:
        """The buttons of ``messages`` belong to the last answer; with ``anew`` they are it, and older ones are old."""
        before = frozenset() if anew else self._current.get(where)
        if before is not None:  # nothing is known after a start: what comes later does not make an answer old
            _keep(self._current, where, before.union(messages))

    def answers(self, chat: int, question: int) -> tuple[int, ...]:
        """The messages that answer a question; none when it is not known any more."""
        return self._answers.get((chat, question), ())

    def is_old(self, where: str, message: int) -> bool:
        """Whether another answer is known to be the last one."""
        current = self._current.get(where)
        return current is not None and message not in current

    def waits(self, where: str, update_id: int) -> None:
        """A question waits for the engine."""
        self._waiting[where] = update_id

    def ask(self, where: str) -> None:
        """The person was asked to write a question."""
        self._asked.add(where)

    def settled(self, where: str) -> None:
        """Nothing waits here any more."""
        self._waiting.pop(where, None)
        self._asked.discard(where)

    def cancel(self, where: str, update_id: int) -> bool:
        """Drop what waits and came before ``update_id``; whether there was anything."""
        waited = where in self._waiting or where in self._asked
        if where in self._waiting:
            self._dropped[where] = update_id
        self.settled(where)
        return waited

    def is_dropped(self, where: str, update_id: int) -> bool:
        """Whether the person has dropped this question."""
        limit = self._dropped.get(where)
        if limit is not None and update_id > limit:
            del self._dropped[where]
        return limit is not None and update_id < limit

    def forget(self, where: str, chat: int) -> None:
        """Forget a private chat."""
        self.settled(where)
        self._current.pop(where, None)
        self._dropped.pop(where, None)
        self._met.pop(where, None)
        for key in [key for key in self._answers if key[0] == chat]:
            del self._answers[key]


def _keep(kept: OrderedDict, key: object, value: object) -> None:  # type: ignore[type-arg]
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > _REMEMBERED:
        kept.popitem(last=False)
