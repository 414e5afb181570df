from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from knowledge.answer.calibrate import auroc
from knowledge.answer.confidence import FEATURES
from knowledge.answer.fitting import DIRECTIONS, Example, crossed, fit
from knowledge.answer.standing import SIGNS


def example(kind: str, value: float, *, half: int = 0, found: bool = True, index: str = "small", vector=()) -> Example:
    right = found and kind == "answerable"
    return Example(index, kind, half, right, (value, *[0.0] * (len(FEATURES) - 1)), vector, first=right)


def test_what_tells_answers_apart_gets_the_weight() -> None:
    random = np.random.default_rng(5)
    examples = [example("answerable", 0.9 + 0.02 * random.standard_normal()) for _ in range(60)]
    examples += [example("far", 0.8 + 0.02 * random.standard_normal()) for _ in range(60)]
    model = fit(examples)
    assert model.weights[0] > 0
    assert np.allclose(model.weights[1:], 0)
    assert model.meaning.shape == (0,)
    right, wrong = model.confidences([example("answerable", 0.92), example("far", 0.78)])
    assert wrong < 0.2 < 0.8 < right


def test_what_was_missed_says_nothing_of_whether_there_is_an_answer() -> None:
    random = np.random.default_rng(2)
    examples = [example("answerable", 0.9 + 0.02 * random.standard_normal()) for _ in range(60)]
    examples += [example("far", 0.8 + 0.02 * random.standard_normal()) for _ in range(60)]
    missed = [example("answerable", 0.7, found=False) for _ in range(60)]
    model, same = fit(examples), fit([*examples, *missed])
    assert same.weights == pytest.approx(model.weights)
    assert same.intercept == pytest.approx(model.intercept)


def test_where_the_first_stands_high_it_is_more_likely_right() -> None:
    random = np.random.default_rng(3)

    def placed(first: bool, height: float) -> Example:
        signs = (height, *random.random(len(SIGNS) - 1))
        return replace(example("answerable", random.random()), first=first, signs=signs)

    examples = [placed(at % 3 > 0, 0.5 + 0.3 * (at % 3 > 0) + 0.05 * random.standard_normal()) for at in range(120)]
    examples += [replace(example("far", random.random()), signs=(0.9, *[0.0] * (len(SIGNS) - 1))) for _ in range(60)]
    model = fit(examples)
    assert model.signs.shape == (len(SIGNS),)
    assert np.argmax(np.abs(model.signs)) == 0
    one = examples[0]
    high, low = (replace(one, signs=(height, *one.signs[1:])) for height in (0.9, 0.4))
    sure, unsure = model.confidences([high, low])
    assert sure > 2 * unsure
    deaf = fit([replace(each, signs=()) for each in examples])
    assert deaf.signs.shape == (0,)
    assert all(deaf.confidences([one, high]) >= model.confidences([one, high]))


def test_each_half_is_judged_by_what_the_other_teaches() -> None:
    one = [example("answerable", 0.9 + at / 1000) for at in range(20)]
    one += [example("far", 0.8 + at / 1000) for at in range(20)]
    # Here it is the other way round, so that each half is judged wrongly.
    other = [example("answerable", 0.8 + at / 1000, half=1) for at in range(20)]
    other += [example("far", 0.9 + at / 1000, half=1) for at in range(20)]
    confidences = crossed([*one, *other])
    assert auroc(list(confidences[:20]), list(confidences[20:40])) == 0.0
    assert auroc(list(confidences[40:60]), list(confidences[60:])) == 0.0
    assert list(crossed([*other, *one])[:40]) == list(confidences[40:])


def test_what_is_asked_tells_as_well_where_questions_have_vectors() -> None:
    random = np.random.default_rng(7)

    def asked(kind: str, side: float, half: int) -> Example:
        vector = random.standard_normal(8)
        vector[3] = side
        return example(kind, random.random(), half=half, vector=tuple(vector / np.linalg.norm(vector)))

    examples = [asked(kind, side, at % 2) for at in range(100) for kind, side in (("answerable", 2.0), ("far", -2.0))]
    model = fit(examples)
    assert model.meaning.shape == (8,)
    assert np.argmax(np.abs(model.meaning)) == 3
    assert model.meaning[3] > 0
    confidences = crossed(examples)
    assert auroc(list(confidences[::2]), list(confidences[1::2])) > 0.95
    deaf = crossed([example(each.kind, each.values[0], half=each.half) for each in examples])
    assert auroc(list(deaf[::2]), list(deaf[1::2])) < 0.7


def test_as_many_directions_are_heard_as_there_can_be() -> None:
    few = [example(kind, 0.5, vector=tuple(np.eye(60)[at])) for at, kind in enumerate(["answerable", "far"] * 5)]
    assert fit(few).meaning.shape == (60,)
    assert DIRECTIONS < 60


def test_the_same_examples_give_the_same_model() -> None:
    random = np.random.default_rng(1)
    examples = [
        example(kind, random.random(), vector=tuple(random.standard_normal(384))) for kind in ["answerable", "far"] * 60
    ]
    one, other = fit(examples), fit(examples)
    assert one.meaning.tolist() == other.meaning.tolist()
    assert one.intercept == other.intercept
