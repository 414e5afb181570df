from __future__ import annotations

from knowledge.evaluation import Question, Selection, with_typing_errors


def selection(*texts: str) -> Selection:
    questions = tuple(Question(f"q{number}", "en", "plain", text) for number, text in enumerate(texts))
    return Selection("tuning", questions, (), (), ())


TEXTS = ("may a refugee be returned to a border", "who decides about asylum", "驱逐难民")


def test_every_question_in_letters_has_errors_and_nothing_else_changes():
    before = selection(*TEXTS)
    after = with_typing_errors(before, 8)
    assert (before.typing_errors, after.typing_errors) == (None, 8)
    assert [one.question != two.question for one, two in zip(before.questions, after.questions, strict=True)] == [
        True, True, False,
    ]  # fmt: skip
    assert [question.id for question in after.questions] == ["q0", "q1", "q2"]


def test_the_errors_are_the_same_every_time_and_whatever_else_is_asked():
    whole, first = with_typing_errors(selection(*TEXTS), 8), with_typing_errors(selection(*TEXTS[:1]), 8)
    assert whole == with_typing_errors(selection(*TEXTS), 8)
    assert first.questions == whole.questions[:1]
