from __future__ import annotations

from programme.ids import ALPHABET, new_id, new_token


def test_ids_are_short_plain_and_not_the_same():
    ids, tokens = {new_id() for _ in range(1000)}, {new_token() for _ in range(1000)}
    assert (len(ids), len(tokens)) == (1000, 1000)
    assert {len(id) for id in ids} == {12} and {len(token) for token in tokens} == {26}
    assert set("".join(ids | tokens)) == set(ALPHABET)
