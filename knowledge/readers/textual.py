"""What plain text and Markdown share: lines to paragraphs, language codes, markers of lists."""

from __future__ import annotations

import re

__all__ = ["BULLET", "language_code", "marker"]

#: A bullet and the space after it; never part of a quotation.
BULLET = re.compile(r"[-–—*+•‣▪●○◦·\uf0b7\uf0a7]\s+")

_MARKER = re.compile(
    r"(?:\(?(?:[0-9٠-٩]{1,3}|[a-zA-Z]|[ivxl]{1,6}|[а-яё]|[ء-ي]|[一二三四五六七八九十]{1,3})[.)）、]|（[一二三四五六七八九十]{1,3}）"
    r"|\d{0,2}(?:\.\d{1,2}){1,3}\.?)(?=\s|[\u3400-\u9fff])"
)
_CODE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")


def marker(line: str) -> bool:
    """Whether a line begins with the number or letter of a paragraph: ``1.``, ``(a)``, ``ii)``, ``2.1``, ``一、``."""
    return bool(_MARKER.match(line))


def language_code(tag: object) -> str:
    """The language of a BCP 47 tag (``"zh"`` of ``"zh-Hans-CN"``); empty for what is no tag."""
    match = _CODE.match(tag.strip()) if isinstance(tag, str) else None
    return match.group().lower() if match else ""
