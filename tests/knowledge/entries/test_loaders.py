"""Each way in which an entry can be wrong, on a copy that is broken on purpose."""

from __future__ import annotations

import pytest

from knowledge.entries import load_faq, load_resources, load_terms
from knowledge.errors import KnowledgeError
from tests.knowledge.entries.samples import FAQ, RESOURCES, TERMS, changed, write

LOADERS = {"faq": load_faq, "resources": load_resources, "terms": load_terms}


def faults(folder, kind, entries):
    write(folder, **{kind: entries})
    with pytest.raises(KnowledgeError) as caught:
        LOADERS[kind](folder / f"{kind}.yml")
    return str(caught.value).splitlines()


def test_good_files_are_read_whole(tmp_path):
    write(tmp_path, faq=FAQ, resources=RESOURCES, terms=TERMS)
    questions = load_faq(tmp_path / "faq.yml")
    assert [each.id for each in questions] == ["sent-back-at-sea", "compact-binding"]
    assert questions[1].question["es"] == "¿Es vinculante el Pacto Mundial sobre Migración?"
    course, cities = load_resources(tmp_path / "resources.yml")
    assert (course.kind, course.audience, course.address) == (
        "e-learning",
        ("delegates", "participants"),
        "https://example.org/course",
    )
    assert (cities.mode, cities.languages) == ("blended", ("en",))
    term, other = load_terms(tmp_path / "terms.yml")
    assert [(each.instrument, each.article) for each in term.instruments] == [
        ("refugee-convention-1951", "33(1)"),
        ("cat-1984", "3"),
    ]
    assert term.wordings["en"].names == ("non-refoulement", "principle of non-refoulement", "NRF")
    assert (term.related, other.related) == (("asylum",), ())


@pytest.mark.parametrize(
    ("kind", "entries", "fault"),
    [
        ("faq", [*FAQ, FAQ[0]], "sent-back-at-sea: the id stands there twice."),
        ("faq", changed(FAQ, "id", to=...), "entry 1: it has no id."),
        ("faq", changed(FAQ, "question", "ar", to=...), "sent-back-at-sea: question has no text in ar."),
        ("faq", changed(FAQ, "answer", "zh", to="  "), "sent-back-at-sea: answer has no text in zh."),
        ("faq", changed(FAQ, "answer", "zh", to=5), "sent-back-at-sea: answer in zh is no text."),
        (
            "faq",
            changed(FAQ, "answer", to=...),
            "sent-back-at-sea: answer is missing; it has a text in each of ar, en, ",
        ),
        (
            "faq",
            changed(FAQ, "answer", "de", to="Nein."),
            "sent-back-at-sea: answer is in 'de'; the languages are ar, en, ",
        ),
        ("faq", changed(FAQ, "topic", to=None), "sent-back-at-sea: topic is empty."),
        (
            "faq",
            changed(FAQ, "anwser", to="x"),
            "sent-back-at-sea: there is no field 'anwser'; an entry has answer, id, ",
        ),
        ("faq", {"id": "x"}, "the file: a list of entries is needed"),
        ("resources", changed(RESOURCES, "kind", to="podcast"), "law-course: kind is 'podcast'; it is one of course, "),
        ("resources", changed(RESOURCES, "mode", to="hybrid"), "law-course: mode is 'hybrid'; it is one of blended, "),
        ("resources", changed(RESOURCES, "audience", to=["kings"]), "law-course: audience has 'kings'; it is one of "),
        ("resources", changed(RESOURCES, "audience", to=[]), "law-course: audience is no list with something in it."),
        ("resources", changed(RESOURCES, "languages", to=["xx"]), "law-course: languages has 'xx'; it is one of ar, "),
        ("resources", changed(RESOURCES, "languages", to=[False]), "law-course: languages has False, which is no text"),
        (
            "resources",
            changed(RESOURCES, "address", to="http://example.org"),
            "law-course: the address 'http://example.org'",
        ),
        (
            "resources",
            changed(RESOURCES, "address", to="https://localhost"),
            "law-course: the address 'https://localhost'",
        ),
        ("resources", changed(RESOURCES, "address", to="https://a@example.org"), "law-course: the address 'https://a@"),
        ("resources", changed(RESOURCES, "address", to="javascript:alert(1)"), "law-course: the address 'javascript:"),
        ("resources", changed(RESOURCES, "name", "ru", to=""), "law-course: name has no text in ru."),
        ("terms", changed(TERMS, "related", to=["exile"]), "non-refoulement: the related id 'exile' is no other term"),
        (
            "terms",
            changed(TERMS, "related", to=["non-refoulement"]),
            "non-refoulement: the related id 'non-refoulement'",
        ),
        (
            "terms",
            changed(TERMS, "instruments", 0, "instrument", to="magna-carta"),
            "non-refoulement: there is no instrument",
        ),
        ("terms", changed(TERMS, "instruments", 0, to="33"), "non-refoulement: instruments has '33'; each has an"),
        ("terms", changed(TERMS, "fr", to=...), "non-refoulement: it has no term in fr."),
        ("terms", changed(TERMS, "fr", "term", to=""), "non-refoulement: fr.term is empty."),
        ("terms", changed(TERMS, "fr", "definition", to=...), "non-refoulement: fr.definition is empty."),
        ("terms", changed(TERMS, "en", "synonyms", to="NRF"), "non-refoulement: en.synonyms is no list."),
        (
            "terms",
            changed(TERMS, "en", "everyday", to=["a; b"]),
            "non-refoulement: en has 'a; b' with a ';': that is two",
        ),
        ("terms", changed(TERMS, "en", "note", to="x"), "non-refoulement: en has a field 'note'; it has term, "),
    ],
)
def test_what_is_wrong_is_named_with_file_and_id(tmp_path, kind, entries, fault):
    (found,) = faults(tmp_path, kind, entries)
    assert found.startswith(f"{kind}.yml: {fault}"), found


def test_all_faults_are_told_at_once(tmp_path):
    entries = changed(FAQ, "answer", to={})
    assert len(faults(tmp_path, "faq", entries)) == 6


def test_of_very_many_faults_the_first_are_told(tmp_path):
    entries = [{**FAQ[0], "id": f"q{number}", "answer": {}} for number in range(9)]
    found = faults(tmp_path, "faq", entries)
    assert (len(found), found[-1]) == (21, "... and 34 more.")


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(KnowledgeError, match=r"faq\.yml cannot be read \(No such file"):
        load_faq(tmp_path / "faq.yml")


def test_a_number_that_yaml_makes_of_an_article_is_the_article(tmp_path):
    write(tmp_path, terms=changed(TERMS, "instruments", 0, "article", to=33))
    assert load_terms(tmp_path / "terms.yml")[0].instruments[0].article == "33"
