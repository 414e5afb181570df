from __future__ import annotations

import pytest

from knowledge.entries.terms import parse_terms
from knowledge.language import LANGUAGES
from knowledge.search import compile_terms
from knowledge.search.common_words import COMMON_WORDS
from knowledge.search.compile_terms import LIBRARY, compiled, merged
from knowledge.search.terms import COMPILED, TABLE, Concept, read_table
from knowledge.tokens import tokenise
from tests.knowledge.entries.samples import TERMS, write


def term(identity, **wordings):
    """A term that is called ``identity`` wherever nothing else is said."""
    entry = {"id": identity, "instruments": [], "related": []}
    for language in LANGUAGES:
        wording = {"term": identity, "definition": "x", **wordings.get(language, {})}
        entry[language] = wording
    (parsed,) = parse_terms([entry], "terms.yml")
    return parsed


def concept(word):
    phrases = {language: frozenset({(word,)}) for language in LANGUAGES}
    return Concept(phrases, {language: frozenset({word}) for language in LANGUAGES})


def test_the_compiled_table_is_fresh():
    if not LIBRARY.exists():
        assert not COMPILED.exists()
        return
    assert COMPILED.read_text(encoding="utf-8") == compiled(), "run `python -m knowledge.search.compile_terms`"


def test_a_term_that_the_table_has_joins_its_concept():
    (only,) = merged([concept("asylum")], [term("asylum", en={"synonyms": ["sanctuary"], "everyday": ["safe haven"]})])
    assert only.phrases["en"] == {("asylum",), ("sanctuari",), ("safe", "haven")}
    assert only.words["en"] == {"asylum", "sanctuari"}


def test_one_name_in_common_is_chance():
    table = [Concept({**concept("other").phrases, "en": frozenset({("asylum",)})}, concept("other").words)]
    assert len(merged(table, [term("asylum")])) == 2


def test_everyday_words_ask_but_are_not_looked_for():
    (only,) = merged([], [term("refoulement", en={"everyday": ["shipped home"]})])
    assert ("ship", "home") not in only.words["en"]
    assert tuple(tokenise("shipped home", "en")) in only.phrases["en"]
    assert only.words["en"] == {"refoul"}


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "people"), ("fr", "gens"), ("es", "gente"), ("ru", "люди"), ("ar", "الناس"), ("zh", "人们"), ("en", "the")],
)
def test_an_everyday_word_that_is_too_general_does_not_ask(language, word):
    (only,) = merged([], [term("diaspora", **{language: {"everyday": [word]}})])
    assert tuple(tokenise(word, language)) not in only.phrases[language]


def test_an_everyday_word_of_many_terms_stands_for_none():
    terms = [term(name, en={"everyday": ["stamp"]}) for name in ("visa", "passport", "permit")]
    assert not any(("stamp",) in each.phrases["en"] for each in merged([], terms))
    assert all(("stamp",) in each.phrases["en"] for each in merged([], terms[:2]))


def test_a_word_that_many_names_share_is_not_looked_for():
    terms = [term(f"{kind} migrant") for kind in ("red", "green", "blue", "black", "white", "grey")]
    assert merged([], terms)[0].words["en"] == {"red"}
    assert merged([], terms[:5])[0].words["en"] == {"red", "migrant"}
    assert merged([], [*terms, term("migrant")])[-1].words["en"] == {"migrant"}


def test_a_compiled_termbase_reads_as_it_was_made(tmp_path):
    text = compiled(TABLE, write(tmp_path, terms=TERMS) / "terms.yml")
    assert text.splitlines()[1].startswith("# tokens: ")
    assert len(text.splitlines()) - 2 == len(read_table(TABLE))  # both are concepts of the table already


def test_without_a_termbase_nothing_is_compiled(tmp_path, monkeypatch, capsys):
    assert compiled(TABLE, tmp_path / "terms.yml") is None
    target = tmp_path / "terms-compiled.tsv"
    target.write_text("old")
    monkeypatch.setattr(compile_terms, "COMPILED", target)
    monkeypatch.setattr(compile_terms, "LIBRARY", tmp_path / "terms.yml")
    assert compile_terms.main() == 0
    assert not target.exists()
    assert "not there" in capsys.readouterr().out


def test_common_words_are_there_in_six_languages():
    assert sorted(COMMON_WORDS) == sorted(LANGUAGES)
    assert all(len(words) >= 60 for words in COMMON_WORDS.values())


def test_what_another_term_is_called_does_not_name_this_one():
    people = term("trafficking", fr={"term": "traite des personnes", "synonyms": ["traite", "traite humaine"]})
    treaty = term("treaty", fr={"term": "traité"})
    one, other = merged([], [people, treaty])
    named = tuple(tokenise("traité", "fr"))
    assert named == tuple(tokenise("traite", "fr"))
    assert named not in one.phrases["fr"]
    assert named in other.phrases["fr"]
    assert tuple(tokenise("traite humaine", "fr")) in one.phrases["fr"]
