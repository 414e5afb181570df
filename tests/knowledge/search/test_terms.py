from __future__ import annotations

import pytest

from knowledge.language import LANGUAGES
from knowledge.search import terms as module
from knowledge.search.terms import TABLE, Concept, Terms, to_lines
from knowledge.tokens import tokenise


def test_every_concept_has_words_in_six_languages() -> None:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) == len(Terms.load(TABLE)) >= 80
    for line in lines:
        cells = line.split("\t")
        assert len(cells) == len(LANGUAGES)
        assert all(word.strip() == word and word for cell in cells for word in cell.split("|")), line


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "can they send him back"),
        ("fr", "peut-on l'expulser ?"),
        ("es", "¿lo pueden devolver?"),
        ("ru", "его могут выслать?"),
        ("ar", "هل يمكن ترحيله أو طرده؟"),
        ("zh", "会被遣返吗"),
    ],
)
def test_one_concept_is_named_in_every_language(language: str, question: str) -> None:
    (expulsion,) = list(Terms.load().expand(tokenise(question, language), language, "en"))[:1]
    assert set(tokenise("return expel refoulement", "en")) <= expulsion


def test_a_phrase_needs_all_its_words() -> None:
    terms = Terms.load()
    assert terms.concepts(tokenise("social", "en"), "en") == []
    assert terms.concepts(tokenise("social security", "en"), "en") != []


def test_what_is_no_concept_expands_to_nothing() -> None:
    assert Terms.load().expand(tokenise("the boiling point of ethanol", "en"), "en", "en") == []
    assert Terms.load().expand([], "en", "fr") == []
    assert Terms.load().expand(["refuge"], "und", "fr") == []


CONCEPT = Concept(
    {"en": frozenset({("asylum",), ("safe", "haven")}), "zh": frozenset({("庇护",)})},
    {"en": frozenset({"asylum"}), "zh": frozenset({"庇护"})},
)


def compiled(folder, version):
    path = folder / "terms-compiled.tsv"
    path.write_text("\n".join(("# head", f"# tokens: {version}", *to_lines([CONCEPT]))) + "\n", encoding="utf-8")
    return path


def test_what_is_compiled_is_read_back(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(module, "COMPILED", compiled(tmp_path, module.TOKENS_VERSION))
    module._load.cache_clear()
    terms = Terms.load()
    assert len(terms) == 1
    assert terms.expand(["safe", "haven"], "en", "zh") == [frozenset({"庇护"})]
    assert terms.expand(["asylum"], "en", "en") == [frozenset({"asylum"})]
    assert terms.expand(["asylum"], "en", "fr") == [frozenset()]
    module._load.cache_clear()


@pytest.mark.parametrize("version", [None, "another"])
def test_without_a_compiled_table_of_this_tokeniser_the_table_itself_is_used(tmp_path, monkeypatch, version) -> None:
    path = compiled(tmp_path, version) if version else tmp_path / "missing.tsv"
    monkeypatch.setattr(module, "COMPILED", path)
    module._load.cache_clear()
    assert len(Terms.load()) == len(Terms.load(TABLE))
    module._load.cache_clear()
