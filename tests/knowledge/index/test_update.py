from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import settings
from knowledge import cutting, readers
from knowledge.errors import IndexBusy, IndexNotWritten, NothingIndexed
from knowledge.index import Index, update
from knowledge.index.layout import SPELLINGS
from knowledge.index.lock import writing
from knowledge.index.manifest import Manifest
from knowledge.index.swap import current
from knowledge.tokens import tokenise
from tests.knowledge.index.hashing import HashingEncoder


def statuses(report):
    return {Path(row.file).name: row.status for row in report.rows}


def row(report, name):
    (found,) = [row for row in report.rows if Path(row.file).name == name]
    return found


def snapshot(into):
    """Everything that the index says, by passage."""
    with Index.open(into) as index:
        return {
            passage.id: (
                passage,
                index.passage_vectors("hashing", [row]).tobytes(),
                index.sentence_vectors("hashing", row).tobytes(),
            )
            for row, passage in enumerate(index.passages(range(len(index))))
        }


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# {path.stem.title()}\n\n{text}\n", encoding="utf-8")


def test_a_first_run_adds_everything(run, course, into):
    (course / "list.xlsx").write_bytes(b"PK")
    report = run([course])
    assert statuses(report) == {
        "refugees.md": "added",
        "famille.md": "added",
        "sea.md": "added",
        "list.xlsx": "skipped",
    }
    assert row(report, "refugees.md").file == str(course / "law" / "refugees.md")
    assert (report.swapped, report.documents, report.notes) == (True, 3, ())
    with Index.open(into) as index:
        assert report.passages == len(index) == sum(row.passages for row in report.rows)
        assert {document.collection for document in index.documents} == {"law", "course"}


def test_an_index_from_before_words_were_counted_is_read_and_counts_them(run, course, into, tmp_path):
    other = tmp_path / "other"
    write(other / "own.md", "Ferries carry refugees; ferries are ships.")
    run([course])
    run([other])
    build = current(into)
    manifest = Manifest.read(build)
    replace(manifest, files={name: size for name, size in manifest.files.items() if name != SPELLINGS}).write(build)
    (build / SPELLINGS).unlink()
    with Index.open(into) as index:
        assert index.counts.of("en") == {}
    report = run([course])  # what came from elsewhere stays
    assert any("words of the documents are counted" in note for note in report.notes)
    with Index.open(into) as index:
        assert index.counts.of("en")["ferries"] == 2
    assert not run([course]).notes


def test_a_second_run_finds_nothing_to_do(run, course, into, encoder, monkeypatch):
    first = run([course])
    embedded, build = encoder.embedded, (into / "CURRENT").read_text()
    monkeypatch.setattr(readers, "read", lambda *_, **__: pytest.fail("An unchanged file was read."))
    report = run([course])
    assert set(statuses(report).values()) == {"unchanged"}
    assert [(row.file, row.passages) for row in report.rows] == [(row.file, row.passages) for row in first.rows]
    assert not report.swapped
    assert encoder.embedded == embedded
    assert (into / "CURRENT").read_text() == build


def test_only_what_changed_is_read_and_embedded(run, course, into, encoder, tmp_path, monkeypatch):
    run([course])
    before, embedded = snapshot(into), encoder.embedded
    shutil.rmtree(tmp_path / "vectors")  # the cache is not what saves the work
    write(course / "sea.md", "Every master of a ship rescues whoever is in danger.")
    write(course / "new.md", "A new one.")
    (course / "law" / "famille.md").unlink()
    read, calls = readers.read_documents, []

    def watched(path, **limits):
        calls.append(path.name)
        return read(path, **limits)

    monkeypatch.setattr(readers, "read_documents", watched)

    report = run([course])

    assert statuses(report) == {
        "refugees.md": "unchanged",
        "famille.md": "removed",
        "sea.md": "changed",
        "new.md": "added",
    }
    assert sorted(calls) == ["new.md", "sea.md"]
    assert encoder.embedded - embedded == row(report, "sea.md").passages + row(report, "new.md").passages
    after = snapshot(into)
    kept = {identity for identity, (passage, *_) in before.items() if passage.name == "refugees.md"}
    assert {identity for identity, (passage, *_) in after.items() if passage.name == "refugees.md"} == kept
    assert {identity: after[identity] for identity in kept} == {identity: before[identity] for identity in kept}
    assert {passage.name for passage, *_ in after.values()} == {"refugees.md", "sea.md", "new.md"}


def test_step_by_step_or_at_once_makes_the_same_index(run, course, into, tmp_path, encoder):
    for name in ("refugees.md", "famille.md"):
        (course / "law" / name).rename(tmp_path / name)
    run([course])
    for name in ("refugees.md", "famille.md"):
        (tmp_path / name).rename(course / "law" / name)
        run([course])
    update([course], tmp_path / "other", encoders=[encoder], cache_dir=tmp_path / "other-vectors")
    assert list(snapshot(into).items()) == list(snapshot(tmp_path / "other").items())
    with Index.open(into) as one, Index.open(tmp_path / "other") as other:
        assert one.documents == other.documents
        assert np.array_equal(one.lexical_scores(["refuge", "sea"])[0], other.lexical_scores(["refuge", "sea"])[0])


def test_what_other_sources_gave_stays(run, course, into, tmp_path):
    write(tmp_path / "talks" / "sea.md", "A talk on rescue.")
    run([course])
    report = run([tmp_path / "talks"])
    assert statuses(report) == {"sea.md": "added"}
    assert report.documents == 4
    (course / "sea.md").unlink()
    assert run([tmp_path / "talks"]).documents == 4
    assert statuses(run([course]))["sea.md"] == "removed"
    with Index.open(into) as index:
        assert [document.key for document in index.documents] == [
            "course/law/famille.md",
            "course/law/refugees.md",
            "talks/sea.md",
        ]


def test_a_source_that_is_missing_fails_and_removes_nothing(run, course, into, tmp_path):
    run([course])
    before = snapshot(into)
    course.rename(tmp_path / "elsewhere")
    write(tmp_path / "talk.md", "A talk.")
    report = run([course, tmp_path / "talk.md"])
    assert statuses(report) == {"course": "failed", "talk.md": "added"}
    assert before.keys() < snapshot(into).keys()


def test_a_folder_or_one_of_its_files_is_the_same_document(run, course, into):
    run([course])
    report = run([course / "law" / "refugees.md"])
    assert statuses(report) == {"refugees.md": "unchanged"}
    assert report.documents == 3
    (course / "sea.md").unlink()
    assert statuses(run([course / "law"])) == {"refugees.md": "unchanged", "famille.md": "unchanged"}
    assert statuses(run([course]))["sea.md"] == "removed"


def test_a_source_that_was_moved_is_not_indexed_twice(run, course, into, tmp_path, encoder):
    run([course])
    before, embedded = snapshot(into), encoder.embedded
    (tmp_path / "moved").mkdir()
    course.rename(tmp_path / "moved" / "course")
    report = run([tmp_path / "moved" / "course"])
    assert set(statuses(report).values()) == {"unchanged"}
    assert (report.documents, encoder.embedded) == (3, embedded)
    assert snapshot(into) == before
    (tmp_path / "moved" / "course" / "sea.md").unlink()
    assert statuses(run([tmp_path / "moved" / "course"]))["sea.md"] == "removed"


def test_equal_names_have_different_keys(run, tmp_path, into):
    for parent in ("a", "b"):
        write(tmp_path / parent / "docs" / "x.md", f"From {parent}.")
    run([tmp_path / "a" / "docs", tmp_path / "b" / "docs"])
    with Index.open(into) as index:
        assert [document.key for document in index.documents] == ["b/docs/x.md", "docs/x.md"]


def test_equal_files_are_both_indexed_and_told(run, course, into):
    shutil.copy(course / "sea.md", course / "law" / "sea-copy.md")
    for _ in range(2):
        report = run([course])
        assert report.documents == 4
        reasons = {Path(row.file).name: row.reason for row in report.rows if row.reason}
        assert reasons == {"sea.md": "It has the same content as course/law/sea-copy.md."}


def test_one_bad_file_costs_one_row(run, course, into):
    (course / "empty.md").write_bytes(b"")
    (course / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (course / "signs.md").write_text("# \n\n", encoding="utf-8")
    report = run([course])
    assert {name for name, status in statuses(report).items() if status == "failed"} == {
        "empty.md",
        "broken.pdf",
        "signs.md",
    }
    assert row(report, "empty.md").reason.startswith("empty: ")
    assert report.count("added") == 3


def test_a_file_that_makes_us_fail_costs_one_row(run, course, monkeypatch):
    cut = cutting.cut

    def fail(document, **options):
        if document.name == "sea.md":
            raise RecursionError("maximum recursion depth exceeded")
        return cut(document, **options)

    monkeypatch.setattr(cutting, "cut", fail)
    report = run([course])
    assert statuses(report) == {"refugees.md": "added", "famille.md": "added", "sea.md": "failed"}
    assert row(report, "sea.md").reason.startswith("broken: sea.md could not be cut into passages")


def test_a_file_that_can_no_longer_be_read_keeps_its_earlier_version(run, course, into):
    run([course])
    before = snapshot(into)
    (course / "sea.md").write_bytes(b"")
    for _ in range(2):
        report = run([course])
        assert row(report, "sea.md").status == "failed"
        assert row(report, "sea.md").reason.endswith("Its earlier version stays in the index.")
        assert snapshot(into) == before
    write(course / "sea.md", "It can be read again.")
    assert row(run([course]), "sea.md").status == "changed"


def test_nothing_at_all(run, into, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "table.xlsx").write_bytes(b"PK")
    with pytest.raises(NothingIndexed, match=r"no file that Attaché reads \(\.docx") as caught:
        run([tmp_path / "folder"])
    assert statuses(caught.value.report) == {"table.xlsx": "skipped"}
    with pytest.raises(NothingIndexed, match="nowhere: There is no such file or folder"):
        run([tmp_path / "nowhere"])
    with pytest.raises(NothingIndexed, match="no source at all"):
        run([])
    assert not (into / "CURRENT").exists()


def test_an_index_is_never_emptied(run, course, into, tmp_path):
    run([course])
    before = snapshot(into)
    shutil.rmtree(course)
    course.mkdir()
    with pytest.raises(NothingIndexed, match="stays as it was; delete that folder") as caught:
        run([course])
    assert set(statuses(caught.value.report).values()) == {"removed"}
    assert snapshot(into) == before


def test_another_encoder_embeds_everything_again(run, course, into, encoder):
    run([course])
    other = HashingEncoder(seed=1)
    report = run([course], encoders=[other])
    assert set(statuses(report).values()) == {"unchanged"}
    assert report.swapped
    assert report.notes == (
        f"Every passage is embedded again: hashing was {encoder.checksum} and is {other.checksum}.",
    )
    assert other.embedded == report.passages
    with Index.open(into, encoders={"hashing": other.checksum}) as index:
        question = other.embed_question(index.passage(0).text)
        assert index.vectors_search("hashing", question, 1)[1].tolist() == [0]


def test_a_second_encoder_leaves_the_first_ones_vectors(run, course, into, encoder):
    run([course])
    embedded = encoder.embedded
    second = HashingEncoder(name="second", dimensions=32)
    report = run([course], encoders=[encoder, second])
    assert report.notes == ("Every passage is embedded with second now, which the index did not have.",)
    assert (encoder.embedded, second.embedded) == (embedded, report.passages)
    with Index.open(into) as index:
        assert index.sentence_vectors("second", 0).shape[1] == 32
        assert index.sentence_vectors("hashing", 0).shape[1] == 64
    report = run([course], encoders=[second])
    assert report.notes == ("The vectors of hashing are no longer in the index.",)
    with Index.open(into) as index:
        assert [record.name for record in index.manifest.encoders] == ["second"]


def test_two_encoders_of_one_name_are_refused(run, course, encoder):
    with pytest.raises(ValueError, match="same name"):
        run([course], encoders=[encoder, HashingEncoder(seed=1)])


@pytest.mark.parametrize(
    ("module", "name", "word"), [(readers, "READER_VERSION", "Read again"), (cutting, "CUTTING_VERSION", "Cut again")]
)
def test_another_version_reads_everything_again(run, course, into, tmp_path, monkeypatch, module, name, word):
    write(tmp_path / "talk.md", "A talk.")
    write(tmp_path / "gone.md", "It will be gone.")
    run([course, tmp_path / "talk.md", tmp_path / "gone.md"])
    (tmp_path / "gone.md").unlink()
    monkeypatch.setattr(module, name, 99)
    report = run([course])
    assert {
        name: (status, row(report, name).reason[:10].strip(" :")) for name, status in statuses(report).items()
    } == dict.fromkeys(("refugees.md", "famille.md", "sea.md", "talk.md"), ("changed", word[:10].strip()))
    assert "Every file is read again" in report.notes[0]
    assert report.documents == 5  # what cannot be read again stays as it was
    assert set(statuses(run([course])).values()) == {"unchanged"}
    write(tmp_path / "gone.md", "It will be gone.")
    assert statuses(run([tmp_path / "gone.md"])) == {"gone.md": "changed"}


def test_other_sizes_of_passages_cut_everything_again(run, course, into):
    run([course])
    report = run([course], words=(5, 20))
    assert set(statuses(report).values()) == {"changed"}
    assert "5 to 20 words instead of 60 to 150" in report.notes[0]
    with Index.open(into) as index:
        assert index.manifest.words == (5, 20)


@pytest.mark.parametrize("damage", ["cut", "garbage", "manifest", "gone"])
def test_a_damaged_index_is_built_anew(run, course, into, damage):
    run([course])
    before = snapshot(into)
    (build,) = (into / "builds").iterdir()
    store = build / "passages.sqlite"
    if damage == "cut":
        store.write_bytes(store.read_bytes()[:-1])
    elif damage == "garbage":
        store.write_bytes(b"\xff" * store.stat().st_size)
    elif damage == "manifest":
        (build / "manifest.json").write_text("{", encoding="utf-8")
    else:
        shutil.rmtree(build)
    report = run([course])
    assert "is built anew" in report.notes[0]
    assert set(statuses(report).values()) <= {"added", "changed"}
    assert snapshot(into) == before


def test_a_run_that_is_cut_short_while_embedding_does_not_begin_anew(run, course, encoder, into):
    class Fails(HashingEncoder):
        def embed_passages(self, passages):
            vectors = super().embed_passages(passages)
            if self.embedded > 300:
                raise KeyboardInterrupt
            return vectors

    write(
        course / "long.md", "\n\n".join(f"## Article {number}\n\nText of it, number {number}." for number in range(400))
    )
    with pytest.raises(KeyboardInterrupt):
        run([course], encoders=[Fails()])
    assert list((into / "builds").iterdir()) == []
    first = Fails().checksum
    assert first == encoder.checksum
    report = run([course])
    assert encoder.embedded < report.passages


def test_progress_goes_from_nothing_to_all_in_each_stage(run, course):
    told = []
    run([course], progress=lambda *step: told.append(step))
    for stage in ("check", "read", "embed", "write"):
        steps = [(done, total) for name, done, total in told if name == stage]
        assert [done for done, _ in steps] == sorted(done for done, _ in steps)
        assert steps[0][0] == 0
        assert steps[-1][0] == steps[-1][1] > 0
        assert len({total for _, total in steps}) == 1
    assert [name for name, *_ in told] == sorted(
        (name for name, *_ in told), key=["check", "read", "embed", "write"].index
    )


def test_somebody_else_is_writing(run, course, into):
    with writing(into), pytest.raises(IndexBusy, match=r"process \d+"):
        run([course])


def old_index_stays(run, course, into, before):
    assert snapshot(into) == before
    assert len(list((into / "builds").iterdir())) == 1
    assert [path.name for path in into.glob("CURRENT*")] == ["CURRENT"]
    assert run([course]).swapped


@pytest.mark.parametrize(
    "name",
    ["passages.sqlite", "sentences.npy", "offsets.npy", "passages.faiss", "spellings.json", "manifest.json", "CURRENT"],
)
def test_a_disk_that_is_full_at_any_file(run, course, into, monkeypatch, name):
    run([course])
    before = snapshot(into)
    write(course / "sea.md", "Changed.")
    real = Path.open

    def full(path, mode="r", *args, **options):
        if "w" in mode and path.name.startswith(name):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, mode, *args, **options)

    def no_database(path, *args, **options):
        if str(path).endswith("passages.sqlite"):
            raise sqlite3.OperationalError("database or disk is full")
        return connect(path, *args, **options)

    connect = sqlite3.connect
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", full)
        if name == "passages.sqlite":
            patch.setattr("knowledge.index.store.sqlite3.connect", no_database)
        with pytest.raises(IndexNotWritten, match=r"(No space left on device|disk is full)\)\. .*Make room"):
            run([course])
    old_index_stays(run, course, into, before)


@pytest.fixture
def small_disk(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("Only root can mount a small disk.")
    if subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=False, timeout=10
    ).returncode:
        pytest.skip("No disk can be mounted here.")
    yield folder
    subprocess.run([shutil.which("umount"), "--lazy", str(folder)], check=True, timeout=10)


def test_a_disk_that_is_really_full(run, course, small_disk):
    into = small_disk / "index"
    run([course], into=into)
    before = snapshot(into)
    failures = 0
    for left in range(0, 96, 12):
        write(course / "sea.md", f"Changed {left}.")
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_bsize
        filler = small_disk / "filler"
        filler.write_bytes(bytes(free - left * 1024))
        try:
            run([course], into=into)
        except IndexNotWritten as error:
            failures += 1
            assert "Make room on that disk" in str(error)
            assert snapshot(into) == before
            assert len(list((into / "builds").iterdir())) == 1
        else:
            before = snapshot(into)
        filler.unlink()
    assert failures > 3
    write(course / "sea.md", "There is room again.")
    assert run([course], into=into).swapped


def test_an_index_folder_that_is_a_file(course, tmp_path, encoder):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(IndexNotWritten, match=r"(?i)file exists"):
        update([course], tmp_path / "file", encoders=[encoder], cache_dir=tmp_path / "vectors")
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.encoder
def test_with_the_real_encoder_a_question_finds_its_passage(run, course, into):
    from knowledge.encoder import Encoder

    folder = settings.load().encoder_dir
    if not folder.is_dir():
        pytest.skip("The encoder is not built: `make ready`.")
    real = Encoder.load(folder)
    run([course], encoders=[real])
    with Index.open(into, encoders={real.name: real.checksum}) as index:
        for question, words in (
            (
                "Can a country send a refugee back to where he is in danger?",
                "No Contracting State shall expel or return",
            ),
            ("هل يجب على السفن إنقاذ الناس في البحر؟", "Every master of a ship"),
            ("Puis-je faire venir mes enfants ?", "leurs enfants mineurs"),
        ):
            _, (row,) = index.vectors_search(real.name, real.embed_question(question), 1)
            assert words in index.passage(row).text
            sentences = index.sentence_vectors(real.name, row)
            assert len(sentences) == len(index.passage(row).sentences)
            assert np.linalg.norm(sentences, axis=1) == pytest.approx(np.ones(len(sentences)), abs=1e-2)


@pytest.mark.corpus
def test_real_documents(run, into):
    corpus = Path(__file__).resolve().parents[4] / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip("The real documents are not here.")
    report = run([corpus])
    assert report.count("added") == len(list(corpus.glob("*.md")))
    assert report.count("failed") == 0
    assert not run([corpus]).swapped
    with Index.open(into) as index:
        (document,) = [item for item in index.documents if item.name == "refugee-convention-1951.md"]
        rows = index.rows_where(document=document.key)
        assert rows.tolist() == list(document.rows)
        _, found = index.lexical_scores(tokenise("expel or return refouler a refugee", "en"), 1, rows)
        assert "Article 33" in index.passage(found[0]).section_path
