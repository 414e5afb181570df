"""``attache eval``: over a small index, and a few questions over the library that ships."""

from __future__ import annotations

import json

import pytest

from knowledge.evaluation import PARTS

ARTICLES = """# Course on refugees

## 1951 Refugee Convention

### Article 31

1. The Contracting States shall not impose penalties, on account of their illegal entry or presence, on refugees who,
coming directly from a territory where their life or freedom was threatened, enter without authorization.

### Article 33

1. No Contracting State shall expel or return a refugee in any manner whatsoever to the frontiers of territories
where his life or freedom would be threatened on account of his race, religion or nationality.
"""

RETURN = {
    "id": "one",
    "split": "tuning",
    "language": "en",
    "kind": "everyday",
    "question": "may a refugee be sent back to where his life is in danger",
    "document": "refugees.md",
    "section": "Article 33",
}
QUESTIONS = [
    RETURN,
    {
        **RETURN,
        "id": "two",
        "language": "fr",
        "question": "peut-on punir un réfugié entré illégalement",
        "section": "Article 31",
    },
    {**RETURN, "id": "three", "kind": "capitals", "of": "one", "question": RETURN["question"].upper()},
    {
        **RETURN,
        "id": "four",
        "kind": "follow_up",
        "question": "and if he came without papers",
        "history": ["may a refugee be punished"],
        "whole": "may a refugee be punished if he came without papers",
        "section": "Article 31",
    },
    {"id": "five", "split": "tuning", "language": "en", "kind": "far", "question": "how do I boil an egg"},
    {**RETURN, "id": "six", "split": "test", "question": "return of refugees"},
    {**RETURN, "id": "seven", "document": "elsewhere.md"},
]


def write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="session")
def small_index(tmp_path_factory, encoder):
    from knowledge.index import update

    folder = tmp_path_factory.mktemp("evaluated")
    (folder / "course").mkdir()
    (folder / "course" / "refugees.md").write_text(ARTICLES, encoding="utf-8")
    update([folder / "course"], folder / "index", encoders=[encoder], cache_dir=folder / "vectors")
    return str(folder / "index")


@pytest.fixture
def evaluate(attache, small_index, real_encoder, tmp_path):
    """Call the command over the small index with the questions above, or with others."""

    def call(*arguments, rows=QUESTIONS):
        return attache("eval", "--index", small_index, "--questions", write(tmp_path / "some.jsonl", rows), *arguments)

    return call


@pytest.mark.encoder
def test_figures_are_printed_and_written(evaluate, home):
    outcome = evaluate()
    assert outcome.status == 0, outcome.errors
    assert outcome.out.splitlines()[0] == "5 questions (tuning): some.jsonl 5"
    for title in ("Retrieval", "Quotation", "Abstention", "States", "Follow-ups", "Robustness", "Latency"):
        assert len([line for line in outcome.out.splitlines() if line.startswith(title)]) == 1
    assert "some.jsonl: 1 of 6 questions are about documents that the index does not hold" in outcome.errors
    data = json.loads((home / "eval" / "eval.json").read_text(encoding="utf-8"))
    assert [each["id"] for each in data["outcomes"]] == ["one", "two", "three", "four", "five"]
    assert data["figures"]["retrieval"]["all"]["questions"] == 2
    assert (home / "eval" / "eval.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.encoder
def test_json(evaluate, tmp_path):
    outcome = evaluate("--json", "--split", "all", "--out", str(tmp_path / "out"), "--held-out", "refugees.md")
    data = json.loads(outcome.out)
    assert data == json.loads((tmp_path / "out" / "eval.json").read_text(encoding="utf-8"))
    assert (data["questions"]["split"], data["questions"]["asked"]) == ("all", 6)
    assert list(data["figures"]["retrieval"]["familiarity"]) == ["unseen"]
    first = data["outcomes"][0]
    assert (first["id"], first["rank"], first["first"]) == (
        "one",
        1,
        "refugees.md: 1951 Refugee Convention > Article 33",
    )
    assert all(each["verbatim"] for each in data["outcomes"])


@pytest.mark.encoder
def test_without_a_part_and_compared(evaluate, attache, tmp_path):
    assert evaluate("--out", str(tmp_path / "whole")).status == 0
    outcome = evaluate("--out", str(tmp_path / "part"), "--without", "words, terms")
    assert outcome.out.splitlines()[1].endswith(", without words, terms")
    paths = [str(tmp_path / name / "eval.json") for name in ("whole", "part")]
    compared = attache("eval", "--compare", *paths, "--json")
    assert json.loads(compared.out)["questions"] == 5
    shown = attache("eval", "--compare", *paths)
    assert shown.out.splitlines()[0].startswith(f"First: {paths[0]}: 1 documents, 2 passages, ")
    assert shown.out.splitlines()[1].endswith(", without words, terms")
    assert "Won: " in shown.out


@pytest.mark.encoder
def test_with_typing_errors(evaluate, home):
    outcome = evaluate("--typing-errors", "8")
    assert outcome.out.splitlines()[1].endswith(", a typing error for every 8 letters")
    data = json.loads((home / "eval" / "eval.json").read_text(encoding="utf-8"))
    assert data["questions"]["typing_errors"] == 8
    assert evaluate("--typing-errors", "3").status == 2


@pytest.mark.encoder
def test_ablation(evaluate, home):
    outcome = evaluate("--ablation", "--json")
    rows = json.loads(outcome.out)["ablation"]
    assert [row["without"] for row in rows] == [None, *PARTS]
    assert json.loads((home / "eval" / "ablation.json").read_text(encoding="utf-8"))["rows"] == rows
    assert json.loads((home / "eval" / "eval.json").read_text(encoding="utf-8"))["without"] == []


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("arguments", "rows", "said"),
    [
        ((), [{**RETURN, "language": "de"}], "some.jsonl, line 1: \"language\" is 'de'"),
        ((), [{**RETURN, "document": "none.md"}], "are about none.md, and the index holds none of these"),
        (("--split", "test"), [RETURN], "There are no questions of the split test"),
        (("--held-out", "none.md"), [RETURN], "The index holds no document none.md (--held-out)"),
        (("--without", "word"), [RETURN], "The search has no part word"),
        (("--calibration", "none.json"), [RETURN], "none.json cannot be used"),
        (("--encoder", "none"), [RETURN], "There is no complete encoder in none"),
    ],
)
def test_what_cannot_be_measured(evaluate, home, arguments, rows, said):
    outcome = evaluate(*arguments, rows=rows)
    assert (outcome.status, outcome.out) == (1, "")
    assert said in outcome.errors
    assert "Traceback" not in outcome.errors
    assert not (home / "eval").exists()


@pytest.mark.encoder
def test_a_section_that_the_index_does_not_have_is_told(evaluate):
    outcome = evaluate(rows=[RETURN, {**RETURN, "id": "lost", "section": "Article 99"}])
    assert "The index lacks the section of 1 question, which count as missed: lost." in outcome.errors


@pytest.mark.encoder
def test_the_sets_that_ship_do_not_fit_every_index(attache, small_index, real_encoder):
    outcome = attache("eval", "--index", small_index)
    assert (outcome.status, outcome.out) == (1, "")
    assert (
        "There are no questions of the split tuning about the documents of the index in corpus.jsonl" in outcome.errors
    )


@pytest.mark.encoder
def test_a_folder_of_sets(attache, small_index, real_encoder, tmp_path):
    (tmp_path / "sets").mkdir()
    write(tmp_path / "sets" / "one.jsonl", [RETURN])
    write(tmp_path / "sets" / "two.jsonl", [{**RETURN, "id": "again"}])
    outcome = attache("eval", "--index", small_index, "--questions", str(tmp_path / "sets"), "--json")
    assert [each["file"] for each in json.loads(outcome.out)["questions"]["sets"]] == ["one.jsonl", "two.jsonl"]


def test_a_folder_without_sets(attache, tmp_path):
    outcome = attache("eval", "--questions", str(tmp_path))
    assert (outcome.status, outcome.out) == (1, "")
    assert f"There are no question sets (*.jsonl) in {tmp_path}" in outcome.errors


def test_called_wrongly(attache):
    assert attache("eval", "--ablation", "--without", "words").status == 2
    assert attache("eval", "--split", "half").status == 2
    assert attache("eval", "--compare", "one.json").status == 2


def test_files_that_are_no_results(attache, tmp_path):
    path = tmp_path / "eval.json"
    path.write_text("{}")
    outcome = attache("eval", "--compare", str(path), str(path))
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.errors == f"{path} is no result of `attache eval`: give the eval.json that it wrote.\n"


@pytest.mark.encoder
def test_the_library_answers_questions_of_its_set(attache, library_settings, real_encoder, tmp_path):
    """A heading of the course, an entry by its id, and a transcript, by the set that ships."""
    from settings import PROJECT

    lines = (PROJECT / "tests" / "evaluation" / "library.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for line in lines if (row := json.loads(line))["split"] == "tuning"]
    kinds = ("everyday", "faq", "resource", "term", "seminar")
    some = [row for kind in kinds for row in [row for row in rows if row["kind"] == kind][:4]]
    outcome = attache(
        *("eval", "--index", str(library_settings.index_dir), "--questions", write(tmp_path / "few.jsonl", some)),
        *("--json", "--out", str(tmp_path / "out")),
    )
    assert outcome.status == 0, outcome.errors
    assert "The index lacks the section" not in outcome.errors
    data = json.loads(outcome.out)
    assert [each["id"] for each in data["outcomes"]] == [row["id"] for row in some]
    found = {each["kind"] for each in data["outcomes"] if each["rank"] is not None}
    assert found == set(kinds)
    assert [each["id"] for each in data["outcomes"] if not each["verbatim"]] == []
