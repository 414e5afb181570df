from __future__ import annotations

import io
import os
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from knowledge.document import SegmentKind
from knowledge.errors import BrokenFile, EmptyFile, ReadError, ReadTooExpensive, UnknownFormat, WrongFormat
from knowledge.readers import SUFFIXES, read, sandbox

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "ar": "لا يجوز لأية دولة متعاقدة أن تطرد لاجئاً أو ترده بأية صورة من الصور إلى حدود الأقاليم.",
    "en": "No Contracting State shall expel or return a refugee in any manner whatsoever to the frontiers.",
    "es": "Ningún Estado Contratante podrá, por expulsión o devolución, poner a un refugiado en las fronteras.",
    "fr": "Aucun des États contractants n’expulsera ou ne refoulera un réfugié sur les frontières des territoires.",
    "ru": "Договаривающиеся государства не будут никоим образом высылать или возвращать беженцев на границу.",
    "zh": "任何缔约国不得以任何方式将难民驱逐或送回其生命或自由受威胁的领土边界。",
}

SCRIPT = "import os, sys, time\n{}"


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def failing(monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    """Put a child in the reader's place that does what a hostile file might make it do."""
    real = sandbox.subprocess.Popen

    def popen(command: list[str], **options: object) -> object:
        return real([sys.executable, "-c", SCRIPT.format(statement)], **options)

    monkeypatch.setattr(sandbox.subprocess, "Popen", popen)


@pytest.mark.parametrize("language", TEXTS)
def test_a_file_comes_back_from_its_own_process(language: str, tmp_path: Path) -> None:
    document = read(write(tmp_path / "قرار 33.md", f"# Title\n\n{TEXTS[language]}\n"))
    assert (document.name, document.title, document.language) == ("قرار 33.md", "Title", language)
    assert document.text == f"Title\n\n{TEXTS[language]}"
    assert [part.kind for part in document.segments] == [SegmentKind.HEADING, SegmentKind.PARAGRAPH]


def test_a_stated_language_is_believed(tmp_path: Path) -> None:
    assert read(write(tmp_path / "a.md", f"---\nlanguage: de\n---\n{TEXTS['en']}")).language == "de"


def test_a_link_is_followed(tmp_path: Path) -> None:
    target = write(tmp_path / "a.md", "# One")
    link = tmp_path / "b.txt"
    link.symlink_to(target)
    assert read(link).name == "b.txt"


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.md")
    assert read(write(path, "# One")).name == "caf\ufffd.md"
    with pytest.raises(EmptyFile, match=r"^caf\ufffd\.md"):
        read(write(path, ""))


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.exe", b"MZ", UnknownFormat),
        ("a.pdf", b"", EmptyFile),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(60), WrongFormat),
        ("a.docx", b"PK\x03\x04" + bytes(60), BrokenFile),
        ("a.html", b"<div>" * 100_000 + b"x", BrokenFile),
    ],
)
def test_errors_come_back_too(name: str, data: bytes, error: type[ReadError], tmp_path: Path) -> None:
    with pytest.raises(error, match=f"^{name}") as caught:
        read(write(tmp_path / name, data))
    assert caught.type is error


def test_a_zip_bomb_costs_one_error(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open("word/document.xml", "w") as part:
            for _ in range(300):
                part.write(bytes(2**20))
    with pytest.raises(ReadTooExpensive, match="needs more than 128 MB of memory"):
        read(write(tmp_path / "a.docx", buffer.getvalue()), megabytes=128)


def test_an_entity_bomb_costs_one_error(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY a0 "x">{levels}]><html><body><p>&a11;</p></body></html>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("META-INF/container.xml", bomb)
    with pytest.raises(BrokenFile, match="declares XML entities"):
        read(write(tmp_path / "a.epub", buffer.getvalue()))
    # A browser's parser knows no entities of a page's own.
    assert read(write(tmp_path / "a.xhtml", bomb)).text.endswith("&a11;")


def test_a_file_over_the_limit_is_not_even_opened_by_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(17 * 2**20)
    with pytest.raises(ReadTooExpensive, match="17 MB; at most 16 MB are read with ATTACHE_READ_MEGABYTES=64"):
        read(path, megabytes=64)


def test_paths_that_are_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").mkdir()
    for name, sentence in (
        ("a.txt", "not an ordinary file"),
        ("b.txt", "not an ordinary file"),
        ("c.txt", "No such file"),
    ):
        with pytest.raises(BrokenFile, match=sentence):
            read(tmp_path / name)


@pytest.mark.parametrize(
    ("statement", "error", "sentence"),
    [
        ("os.kill(os.getpid(), 11)", BrokenFile, "crashed its reader (signal 11)"),
        ("os.kill(os.getpid(), 9)", ReadTooExpensive, "machine's memory"),
        ("os.kill(os.getpid(), 24)", ReadTooExpensive, "longer than 30 s"),
        ("sys.exit(3)", BrokenFile, "crashed its reader (code 3)"),
        ("print('not json')", BrokenFile, "made its reader fail"),
        ("print('{}')", BrokenFile, "made its reader fail"),
        ("pass", BrokenFile, "made its reader fail"),
    ],
)
def test_a_crash_costs_one_error(
    statement: str, error: type[ReadError], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.md", "text")
    failing(monkeypatch, statement)
    with pytest.raises(error) as caught:
        read(path, seconds=30)
    assert sentence in str(caught.value)


def test_a_reader_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "time.sleep(600)")
    with pytest.raises(ReadTooExpensive, match=r"longer than 1 s to read\. Split it, or raise ATTACHE_READ_SECONDS"):
        read(write(tmp_path / "a.md", "text"), seconds=1)


def test_a_reader_that_closes_its_output_and_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "EXIT_SECONDS", 0.2)
    failing(monkeypatch, "os.close(1); time.sleep(600)")
    with pytest.raises(ReadTooExpensive, match="longer than"):
        read(write(tmp_path / "a.md", "text"), seconds=30)


def test_endless_output_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "OUTPUT_MEGABYTES", 2)
    failing(monkeypatch, "while True: os.write(1, b'x' * 65536)")
    with pytest.raises(ReadTooExpensive, match="more than 2 MB of text"):
        read(write(tmp_path / "a.md", "text"))


def test_a_real_file_over_the_time_limit(tmp_path: Path) -> None:
    # Nested quotations cost the Markdown parser far more than a second.
    path = write(tmp_path / "a.md", "[" * 400_000 + "\n" + "*a _b " * 200_000)
    with pytest.raises(ReadTooExpensive, match="longer than 1 s"):
        read(path, seconds=1)


def test_the_child_sees_no_secret_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "secret")
    failing(monkeypatch, f"open({str(tmp_path / 'seen')!r}, 'w').write(repr(dict(os.environ)))")
    with pytest.raises(BrokenFile):
        read(write(tmp_path / "a.md", "text"))
    assert "secret" not in (tmp_path / "seen").read_text()


def test_every_suffix_has_a_reader(tmp_path: Path) -> None:
    for suffix in sorted(SUFFIXES):
        with pytest.raises(EmptyFile, match="is empty"):
            read(write(tmp_path / f"a{suffix}", b" "))
