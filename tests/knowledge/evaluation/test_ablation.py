"""The table of what each part is worth."""

from __future__ import annotations

from rich.console import Console

from knowledge.evaluation.ablation import ablation, table_of
from tests.knowledge.evaluation.outcomes import outcome, unanswerable


def data(*ranks):
    asked = [outcome(str(number), rank) for number, rank in enumerate(ranks)]
    follow_up = outcome("f", ranks[0], group="follow_up", rank_whole=1)
    return {"outcomes": [each.to_dict() for each in (*asked, follow_up, unanswerable("n", 0.1))]}


def test_a_row_for_the_whole_and_one_for_each_part():
    rows = ablation(data(1, 1, 2, 2), {"words": data(1, 2, 2, 11), "terms": data(1, 1, 2, 2)})
    assert [row["without"] for row in rows] == [None, "words", "terms"]
    assert [row["figures"]["hit@1"]["value"] for row in rows] == [0.5, 0.25, 0.5]
    assert [row["figures"]["hit@1"]["difference"] for row in rows] == [0.0, -0.25, 0.0]
    assert [row["figures"]["follow-ups hit@10"]["value"] for row in rows] == [1.0, 1.0, 1.0]


def test_on_the_screen():
    rows = ablation(data(*[1] * 20), {"words": data(*[5] * 20)})
    console = Console(width=120)
    with console.capture() as capture:
        console.print(table_of(rows))
    whole, without = capture.get().splitlines()[-2:]
    assert whole.split()[:4] == ["whole", "100.0", "100.0", "100.0"]
    assert without.split()[:5] == ["without", "words", "-100.0*", "-100.0*", "+0.0"]
