from __future__ import annotations

from collections import Counter

from bench.programme import CAPACITY, NOW, draw


def test_the_same_programme_is_drawn_again() -> None:
    rows = draw(50, 500, 60, seed=3)
    assert rows == draw(50, 500, 60, seed=3)
    assert rows != draw(50, 500, 60, seed=4)
    assert {name: len(some) for name, some in rows.items()} == {
        "people": 60,
        "sessions": 50,
        "seats": 50 * CAPACITY,
        "registrations": 500,
    }


def test_nobody_is_in_a_session_twice_and_none_is_too_full() -> None:
    rows = draw(50, 500, 60)
    inside = Counter(row["session"] for row in rows["registrations"])
    assert max(inside.values()) <= CAPACITY
    assert len({(row["session"], row["person"]) for row in rows["registrations"]}) == 500
    assert len(set(inside.values())) > 3
    ahead = sum(row["starts_at"] > NOW for row in rows["sessions"])
    assert 10 < ahead < 40
