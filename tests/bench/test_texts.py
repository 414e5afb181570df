from __future__ import annotations

from pathlib import Path

from bench.texts import library_sentences, write_documents
from knowledge import cutting, readers
from knowledge.sentences import count_words

LIBRARY = Path(__file__).resolve().parents[2] / "knowledge" / "library"


def test_sentences_are_those_of_the_library_each_once() -> None:
    sentences = library_sentences(LIBRARY)
    assert len(sentences) > 200
    assert len(set(sentences)) == len(sentences)
    assert min(count_words(sentence) for sentence in sentences) >= 8


def test_every_section_becomes_one_passage_of_about_120_words(tmp_path: Path) -> None:
    total = write_documents(tmp_path / "texts", LIBRARY, sections=25)
    files = sorted((tmp_path / "texts").iterdir())
    assert [path.name for path in files] == ["text-00000.md", "text-00020.md"]
    passages = [
        passage for path in files for passage in cutting.cut(readers.read(path), key=path.name, collection="texts")
    ]
    assert len(passages) == 25
    assert len({passage.text for passage in passages}) == 25
    words = [count_words(passage.text) for passage in passages]
    assert sum(words) == total
    assert min(words) >= 112
    assert max(words) <= 132


def test_the_same_seed_writes_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_documents(tmp_path / name, LIBRARY, sections=3)
    write_documents(tmp_path / "third", LIBRARY, sections=3, seed=1)
    one, other, third = ((tmp_path / name / "text-00000.md").read_text() for name in ("one", "other", "third"))
    assert one == other
    assert one != third
