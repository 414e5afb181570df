from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.document import Document, Place, SegmentKind
from knowledge.errors import BrokenFile, EncryptedFile, NoTextLayer
from knowledge.readers.builder import Builder
from knowledge.readers.wire import decode_result, encode_documents, encode_error


def document() -> Document:
    builder = Builder("المادة.pdf", "application/pdf")
    builder.title, builder.language, builder.pages = "第三十三条", "zh", 4
    builder.add(SegmentKind.HEADING, "Статья 33", level=2, place=Place(page=1, page_label="xii"))
    builder.add(SegmentKind.TURN, "Yes", place=Place(page=2, start=1.5, end=2.25, speaker="Expert"))
    return builder.build()


def test_a_document_comes_through_whole() -> None:
    assert decode_result(encode_documents([document()], "fr")) == ((document(),), "fr")


def test_the_parts_of_a_file_come_through_in_order() -> None:
    builder = Builder("faq.yml", "application/yaml")
    for language in ("fr", "en"):
        part = builder.part(language)
        part.language, part.collection = language, "faq"
        part.add(SegmentKind.PARAGRAPH, f"Text in {language}")
    documents, hint = decode_result(encode_documents(builder.build_all(), ""))
    assert [(each.part, each.language, each.collection) for each in documents] == [
        ("fr", "fr", "faq"),
        ("en", "en", "faq"),
    ]
    assert hint == ""


def test_no_document_and_twice_the_same_part_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        decode_result(encode_documents([], ""))
    with pytest.raises(ValueError, match="none twice"):
        decode_result(encode_documents([document(), document()], ""))


def test_an_error_comes_through_as_itself() -> None:
    with pytest.raises(EncryptedFile, match=r"^a\.pdf wants a password\.$"):
        decode_result(encode_error(EncryptedFile("a.pdf wants a password.")))


def test_an_error_that_a_hostile_child_makes_up_is_tamed() -> None:
    data = json.dumps({"error": "SystemExit", "sentence": "\x1b[31m" + "x" * 9000}).encode()
    with pytest.raises(BrokenFile) as caught:
        decode_result(data)
    assert str(caught.value) == ("[31m" + "x" * 9000)[:500]
    with pytest.raises(NoTextLayer):
        decode_result(b'{"error": "NoTextLayer", "sentence": 5}')


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("segments", [[0, 99999, "paragraph", 0]]),
        ("segments", [[0, "9", "paragraph", 0]]),
        ("segments", [[0, 9, "speech", 0]]),
        ("segments", [[0, 9]]),
        ("segments", 5),
        ("marks", [[0, True, None, None, None, None]]),
        ("marks", [[0, 9, None, None, None, None]]),
        ("text", None),
        ("title", ["x"]),
        ("pages", "4"),
        ("name", {}),
        ("part", None),
        ("collection", 5),
    ],
)
def test_a_document_that_is_none_is_refused(field: str, value: Any) -> None:
    data = json.loads(encode_documents([document()], ""))
    data["documents"][0][field] = value
    with pytest.raises(ValueError, match=r"\w"):
        decode_result(json.dumps(data).encode())


@given(st.binary() | st.sampled_from([b"", b"[]", b"{}", b"null", b"[" * 100_000, b'{"documents": 1, "hint": ""}']))
def test_garbage_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w|^$"):
        decode_result(data)
