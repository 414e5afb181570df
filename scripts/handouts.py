"""Make the handouts of course modules, a PDF and a presentation, from the Markdown they are written in.

`make handouts` renews those that ship with the library; the script with names of modules makes those. The same source
gives the same bytes: nothing in a file says when it was made.
"""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import yaml
from markdown_it import MarkdownIt

from knowledge.sentences import count_words, split
from settings.settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["MODULES", "Module", "Section", "main", "pdf", "pptx", "read_module", "write"]

LIBRARY = PROJECT / "knowledge" / "library"
#: Modules whose handouts ship; the others are made on request.
MODULES = ("statelessness-and-nationality", "trafficking-and-smuggling")

COURSE = "International Migration Law, the course"
CONTENTS = "Contents"

_BLOCKS = frozenset({"heading", "paragraph", "bullet_list", "ordered_list", "list_item"})
# A sentence of more words than this stands on a slide in parts; unless it begins a paragraph, it is left to the notes.
_SHORT = 22
_POINTS = 4  # of one paragraph
_WORDS = 100  # paragraphs that have no more words together share a slide
_DAY = datetime(2026, 1, 1)
_WIDE, _NARROW = 12_192_000, 9_144_000  # width of a slide of 16:9 and of the template's 4:3, in EMU


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the paragraphs under it; level 2 is a section of the module, 3 a part of one."""

    level: int
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """A course module as a handout shows it."""

    name: str
    title: str
    language: str
    number: int
    sections: tuple[Section, ...]


def read_module(path: Path) -> Module:
    """A module from its Markdown.

    Raises:
        ValueError: there is no front matter, or something that a handout cannot show, such as a table.
    """
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n") or "\n---\n" not in text:
        raise ValueError(f"{path.name} has no front matter; begin it with title, language and module between two ---.")
    front, body = text[4:].split("\n---\n", 1)
    stated = yaml.safe_load(front)
    sections: list[tuple[int, str, list[str]]] = []
    tokens = MarkdownIt().parse(body)
    for before, token in zip([None, *tokens], tokens, strict=False):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if token.type != "inline" and kind not in _BLOCKS:
            line = token.map[0] + 1 if token.map else "?"
            raise ValueError(f"{path.name} has a {kind} in line {line} of its text; handouts show headings and text.")
        if token.type != "inline" or before is None:
            continue
        words = _plain(token.children or [])
        if before.type == "heading_open":
            if before.tag != "h1":
                sections.append((int(before.tag[1:]), words, []))
        elif sections:
            sections[-1][2].append(words)
        else:
            raise ValueError(f"{path.name} has text above its first heading of the second level; give it a heading.")
    return Module(
        path.stem,
        str(stated["title"]),
        str(stated["language"]),
        int(stated["module"]),
        tuple(Section(level, heading, tuple(paragraphs)) for level, heading, paragraphs in sections),
    )


def _plain(children: list[Any]) -> str:
    """The words of a line without the marks of emphasis and links."""
    parts = (" " if child.type in ("softbreak", "hardbreak") else child.content for child in children)
    return " ".join("".join(parts).split())


def pdf(module: Module) -> bytes:
    """The module as an A4 document: contents in front, text from page 1 on, the title at the head of each page."""
    from reportlab import rl_config  # type: ignore[import-untyped]
    from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
    from reportlab.lib.units import mm  # type: ignore[import-untyped]
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
    from reportlab.platypus import (  # type: ignore[import-untyped]
        BaseDocTemplate,
        Frame,
        NextPageTemplate,
        PageBreak,
        PageTemplate,
        Paragraph,
    )
    from reportlab.platypus.tableofcontents import TableOfContents  # type: ignore[import-untyped]

    rl_config.useA85 = 0  # bytes, not their spelling in ASCII, which is longer
    for font in ("Vera", "VeraBd"):  # Bitstream Vera comes with reportlab and may be embedded
        pdfmetrics.registerFont(TTFont(font, f"{font}.ttf"))
    text = ParagraphStyle("text", fontName="Vera", fontSize=10, leading=15, spaceAfter=7)
    styles = {
        1: ParagraphStyle("h1", text, fontName="VeraBd", fontSize=22, leading=28, spaceBefore=40 * mm, spaceAfter=8),
        2: ParagraphStyle("h2", text, fontName="VeraBd", fontSize=15, leading=20, spaceBefore=14, keepWithNext=True),
        3: ParagraphStyle("h3", text, fontName="VeraBd", fontSize=11.5, leading=16, spaceBefore=8, keepWithNext=True),
    }
    left, width, height = 25 * mm, A4[0] - 50 * mm, A4[1]

    class Handout(BaseDocTemplate):  # type: ignore[misc]
        front = 1  # pages in front of page 1

        def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - the name reportlab calls
            level = {"h2": 0, "h3": 1}.get(getattr(getattr(flowable, "style", None), "name", ""))
            if level is not None:
                heading, key = flowable.getPlainText(), f"p{self.page}-{self.frame._y:.0f}"
                self.canv.bookmarkPage(key)
                self.canv.addOutlineEntry(heading, key, level)
                self.notify("TOCEntry", (level, _escaped(heading), self.page - self.front, key))

    def draw(canvas: Any, document: Any) -> None:
        page = document.page - document.front
        canvas.addPageLabel(document.page - 1, prefix=str(page) if page > 0 else "i")
        if page > 0:
            canvas.setFont("Vera", 8)
            canvas.drawString(left, height - 15 * mm, module.title)
            canvas.drawRightString(left + width, height - 15 * mm, f"Module {module.number}")
            canvas.drawCentredString(A4[0] / 2, 12 * mm, str(page))

    into = io.BytesIO()
    document = Handout(
        into, pagesize=A4, title=module.title, author=COURSE, subject=f"Module {module.number}", lang=module.language,
        invariant=1,
    )  # fmt: skip
    frame = Frame(left, 20 * mm, width, height - 42 * mm, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(name, [frame], onPage=draw) for name in ("front", "body")])
    contents = TableOfContents(dotsMinLevel=-1)  # dots are read aloud, and found by a search
    contents.levelStyles = [
        ParagraphStyle("contents", text, leading=13, spaceAfter=2),
        ParagraphStyle("contents below", text, fontSize=9, leading=12, leftIndent=6 * mm, spaceAfter=1),
    ]
    story: list[Any] = [
        Paragraph(_escaped(module.title), styles[1]),
        Paragraph(f"Module {module.number} of {COURSE}", text),
        Paragraph(CONTENTS, ParagraphStyle("contents heading", styles[2])),
        contents,
        NextPageTemplate("body"),
        PageBreak(),
    ]
    for section in module.sections:
        story.append(Paragraph(_escaped(section.heading), styles[section.level]))
        story.extend(Paragraph(_escaped(paragraph), text) for paragraph in section.paragraphs)
    document.multiBuild(story)
    return into.getvalue()


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def pptx(module: Module) -> bytes:
    """The module as slides: one a part of a section, what it says first as points, all of it in the speaker notes."""
    from pptx import Presentation
    from pptx.util import Pt

    presentation = Presentation()
    _widen(presentation)
    properties = presentation.core_properties
    properties.title, properties.author, properties.language = module.title, COURSE, module.language
    properties.subject = f"Module {module.number}"
    properties.last_modified_by, properties.revision = COURSE, 1
    properties.created = properties.modified = _DAY
    first = presentation.slides.add_slide(presentation.slide_layouts[0])
    first.shapes.title.text = module.title
    first.placeholders[1].text = f"Module {module.number} of {COURSE}"
    for section in module.sections:
        parts = _parts(section.paragraphs)
        for number, part in enumerate(parts, 1):
            slide = presentation.slides.add_slide(presentation.slide_layouts[1])
            title = section.heading if len(parts) == 1 else f"{section.heading} ({number} of {len(parts)})"
            slide.shapes.title.text = title
            slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(30)
            body = slide.placeholders[1].text_frame
            points = (point for paragraph in part for point in _points(paragraph, module.language))
            for at, (level, point) in enumerate(points):
                line = body.paragraphs[0] if at == 0 else body.add_paragraph()
                line.text, line.level, line.font.size = point, level, Pt(20 - 2 * level)
            slide.notes_slide.notes_text_frame.text = "\n".join(part)
    into = io.BytesIO()
    presentation.save(into)
    return _undated(into.getvalue())


def _parts(paragraphs: Sequence[str]) -> list[list[str]]:
    """The paragraphs of a section, slide by slide."""
    parts: list[list[str]] = []
    for paragraph in paragraphs:
        if parts and sum(map(count_words, (*parts[-1], paragraph))) <= _WORDS:
            parts[-1].append(paragraph)
        else:
            parts.append([paragraph])
    return parts


def _points(paragraph: str, language: str) -> list[tuple[int, str]]:
    """Level and words of each point: whole sentences, because half a rule of law is a wrong one.

    The first sentence, and those after it that are short. A long one with a colon is a point with another below it, and
    a list between semicolons is a point for each member.
    """
    points: list[tuple[int, str]] = []
    for number, (start, end) in enumerate(split(paragraph, language)):
        sentence = paragraph[start:end].strip()
        if number and (count_words(sentence) > _SHORT or len(points) >= _POINTS):
            continue
        lead, colon, rest = sentence.partition(": ")
        if count_words(sentence) <= _SHORT:
            points.append((0, sentence))
        elif colon:
            points += [(0, f"{lead}:"), (1, rest)]
        else:
            points += [(0, member) for member in sentence.split("; ")]
    return points


def _widen(presentation: Any) -> None:
    """Slides of 16:9; the template that python-pptx brings is 4:3."""
    presentation.slide_width = _WIDE
    for page in (presentation.slide_master, *presentation.slide_layouts):
        for shape in page.placeholders:
            if shape._element.spPr.xfrm is not None:  # else it stands where the master's stands
                shape.left, shape.width = shape.left * _WIDE // _NARROW, shape.width * _WIDE // _NARROW


def _undated(data: bytes) -> bytes:
    """The same archive with one date for all its members."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, _DAY.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(member))
    return into.getvalue()


def write(module: Module, folder: Path) -> list[Path]:
    """Write both handouts of a module into a folder, and say where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for suffix, data in ((".pdf", pdf(module)), (".pptx", pptx(module))):
        path = folder / f"{module.name}{suffix}"
        beside = path.with_suffix(f"{suffix}.part")
        beside.write_bytes(data)
        paths.append(beside.replace(path))
    return paths


def main() -> None:
    """Make the handouts of the modules named on the command line, or of those that ship."""
    for name in sys.argv[1:] or MODULES:
        source = LIBRARY / "course" / f"{name}.md"
        if not source.is_file():
            known = ", ".join(sorted(path.stem for path in source.parent.glob("*.md")))
            sys.exit(f"There is no module {name}. Give one of: {known}.")
        for path in write(read_module(source), LIBRARY / "handouts"):
            sys.stdout.write(f"{path.relative_to(PROJECT)}: {path.stat().st_size / 1e3:.0f} kB\n")


if __name__ == "__main__":
    main()
