from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.numbering import Numbering


def numbers(*paragraphs: str, points: bool = False, number: str = "") -> list[str]:
    numbering = Numbering(points=points, number=number)
    return [numbering.read(paragraph) for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["1. No State shall", "2. The benefit"], ["(1)", "(2)"]),
        (["1) No State shall", "2) The benefit"], ["(1)", "(2)"]),
        (["(1) No State shall", "(2) The benefit"], ["(1)", "(2)"]),
        (["1 Unless provided", "2. The State", "3All ships"], ["(1)", "(2)", "(3)"]),
        (["1. They shall:", "(a) act;", "(b) wait.", "2. They may"], ["(1)", "(1)(a)", "(1)(b)", "(2)"]),
        (["1. They shall:", "a) act;", "b. wait."], ["(1)", "(1)(a)", "(1)(b)"]),
        (["2. (a) Everyone", "(b) Nobody"], ["(2)(a)", "(2)(b)"]),
        (["(a) Those who:", "(i) act;", "(ii) wait;", "(b) others"], ["(a)", "(a)(i)", "(a)(ii)", "(b)"]),
        (["(g) one;", "(h) two;", "(i) three;", "(j) four"], ["(g)", "(h)", "(i)", "(j)"]),
        (["(h) as follows:", "(i) one;", "(ii) two"], ["(h)", "(h)(i)", "(h)(ii)"]),
        (["(u) one;", "(v) two;", "(w) three"], ["(u)", "(v)", "(w)"]),
        (["1. The State", "Such measures", "2. Others"], ["(1)", "(1)", "(2)"]),
        (
            ["1. They:", "(a) act;", "(b) wait", "and shall report.", "2. More"],
            ["(1)", "(1)(a)", "(1)(b)", "(1)", "(2)"],
        ),
        (["Everyone has rights.", "Nobody is left out."], ["", ""]),
        (["They shall inform:", "(a) of this;", "(b) of that.", "The end."], ["", "(a)", "(b)", ""]),
        (["1. First", "1 bis. Added", "2. Second"], ["(1)", "(1 bis)", "(2)"]),
        (["1. First", "1-1. Added", "2. Second"], ["(1)", "(1-1)", "(2)"]),
        (["1. First", "3. Third, the second being deleted"], ["(1)", "(3)"]),
        (["1 January 2001 was the day", "12 May 1926 another"], ["", ""]),
        (["1. Государства:", "а) действуют;", "б) ждут.", "2. Они"], ["(1)", "(1)(а)", "(1)(б)", "(2)"]),
        (["1. Les États :", "a) agissent ;", "b) attendent.", "2. Ils"], ["(1)", "(1)(a)", "(1)(b)", "(2)"]),
        (["1. Los Estados:", "a) actuarán;", "b) esperarán.", "2. Ellos"], ["(1)", "(1)(a)", "(1)(b)", "(2)"]),
        (["1- تتعهد الدول:", "(أ) بالعمل؛", "(ب) بالانتظار.", "2- تحترم"], ["(1)", "(1)(أ)", "(1)(ب)", "(2)"]),
        (["一、缔约国应：", "（一）行动；", "（二）等待。", "二、缔约国"], ["(1)", "(1)(1)", "(1)(2)", "(2)"]),
        (["十一、缔约国", "十二、缔约国"], ["(11)", "(12)"]),
    ],
)
def test_paragraphs_are_numbered_as_lawyers_cite_them(paragraphs: list[str], expected: list[str]) -> None:
    assert numbers(*paragraphs) == expected


def test_sections_of_the_refugee_definition() -> None:
    paragraphs = {
        "A. For the purposes of the Convention, the term shall apply to any person who:": "A",
        "(1) Has been considered a refugee": "A(1)",
        "(2) As a result of events": "A(2)",
        "B.": "B",
        "(1) The words shall mean either": "B(1)",
        '(a) "events occurring in Europe"; or': "B(1)(a)",
        '(b) "events occurring elsewhere"': "B(1)(b)",
        "(2) Any State": "B(2)",
        "C. This Convention shall cease to apply if:": "C",
        "(1) He has": "C(1)",
        "(2) Having": "C(2)",
        "D. This Convention": "D",
        "E. This Convention": "E",
        "F. The provisions shall not apply when:": "F",
        "(a) he has committed a crime": "F(a)",
        "(b) he has committed another": "F(b)",
    }
    assert numbers(*paragraphs) == list(paragraphs.values())


def test_maritime_regulations_are_cited_with_points() -> None:
    paragraphs = {
        "1. Application": ".1",
        "1.1Ships shall": ".1.1",
        "1.2Ships built before shall:": ".1.2",
        ".1be fitted with one;": ".1.2.1",
        ".2 be fitted as follows:": ".1.2.2",
        ".1 passenger ships;": ".1.2.2.1",
        ".2 others.": ".1.2.2.2",
        "2. Equipment": ".2",
        "2.1 All ships shall have:": ".2.1",
        ".1 a compass;": ".2.1.1",
        ".2 charts, in the case of:": ".2.1.2",
        ".2.1 passenger ships": ".2.1.2.1",
        ".2.2 tankers": ".2.1.2.2",
        ".3 a radar": ".2.1.3",
        "3. Other means": ".3",
    }
    assert numbers(*paragraphs, points=True, number="19") == list(paragraphs.values())


def test_number_that_could_be_of_two_rows_is_given_as_far_as_it_is_sure() -> None:
    paragraphs = ["1. They have:", ".1 a ladder:", ".1 of wood;", ".2 or of steel;", ".3 or a lift.", "2. They use it"]
    assert numbers(*paragraphs, points=True, number="23") == [".1", ".1.1", ".1.1.1", ".1", ".1", ".2"]


def test_number_of_the_heading_is_not_repeated() -> None:
    paragraphs = ["2.1.1. Parties shall:", ".1 act;", ".2 wait.", "2.1.10. Parties may", "2.2.1. Of another section"]
    assert numbers(*paragraphs, points=True, number="2.1") == [".1", ".1.1", ".1.2", ".10", ""]


@pytest.mark.parametrize(
    "closing",
    [
        "IN WITNESS WHEREOF the undersigned",
        "IN FAITH WHEREOF the undersigned",
        "DONE at Geneva",
        "EN FOI DE QUOI les soussignés",
        "EN FE DE LO CUAL los infrascritos",
        "В УДОСТОВЕРЕНИЕ ЧЕГО",
        "وإثباتا لذلك",
        "以资证明，下列代表",
    ],
)
def test_closing_formula_is_in_no_paragraph(closing: str) -> None:
    assert numbers("1. The last article", "2. Its end", closing) == ["(1)", "(2)", ""]


def test_next_number_counts_within_a_paragraph_and_others_do_not() -> None:
    numbering = Numbering()
    read = [
        numbering.read("1. States shall act."),
        numbering.read("Measures follow.", begins=False),
        numbering.read("2. States shall wait.", begins=False),
        numbering.read("7. is the number of a rule elsewhere.", begins=False),
    ]
    assert read == ["(1)", "(1)", "(2)", "(2)"]


def test_rows_that_begin_again_and_again_end_somewhere() -> None:
    assert max(map(len, numbers(*["1. as follows:"] * 1_000))) == 8 * len("(1)")


@settings(deadline=None)
@given(
    st.lists(st.text("1234.()abivxABCDё一十、 :;\n", max_size=12), max_size=30),
    st.booleans(),
    st.sampled_from(["", "2.1"]),
)
def test_any_text_gives_a_number_in_brackets_or_none(texts: list[str], points: bool, number: str) -> None:
    for label in numbers(*texts, points=points, number=number):
        assert label == "".join(label.split("\n"))
        assert label.count("(") == label.count(")")
