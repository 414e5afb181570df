"""PowerPoint presentations: a slide is a page, its title a heading, its speaker notes are notes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from knowledge.document import Place, SegmentKind
from knowledge.errors import BrokenFile, NoTextLayer
from knowledge.readers.archive import open_archive
from knowledge.readers.builder import CELLS, Builder, clean
from knowledge.readers.textual import BULLET, language_code
from knowledge.readers.titles import usable_title

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read"]

#: Longest first line that stands in for the title of a slide without one.
_TITLE_CHARACTERS = 120


def read(data: bytes, builder: Builder) -> None:
    """Add a presentation to the builder.

    Raises:
        NoTextLayer: there are slides, but only with pictures.
    """
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError

    open_archive(data, builder.name).close()
    try:
        presentation = Presentation(io.BytesIO(data))
        slides = list(presentation.slides)
    except (PackageNotFoundError, AttributeError, KeyError, SyntaxError, ValueError):
        raise BrokenFile(f"{builder.name} lacks parts that every presentation has. Save it anew.") from None
    builder.pages = len(slides)
    properties = presentation.core_properties
    builder.hint = language_code(properties.language)
    builder.title = usable_title(properties.title)
    for number, slide in enumerate(slides, 1):
        _add_slide(number, slide, builder)
    if slides and not len(builder) and any(_pictures(slide) for slide in slides):
        raise NoTextLayer(
            f"{builder.name} has {len(slides)} slides and no text: they are pictures. Run text recognition first."
        )


def _add_slide(number: int, slide: Any, builder: Builder) -> None:
    place = Place(page=number)
    title = clean(slide.shapes.title.text_frame.text) if slide.shapes.title is not None else ""
    lines = list(_lines(slide))
    notes = _notes(slide)
    if not title and lines and lines[0][0] is not SegmentKind.TABLE_ROW and len(lines[0][1]) <= _TITLE_CHARACTERS:
        title = lines.pop(0)[1]
    if title or lines or notes:
        # A slide without any title would pass for a part of the slide before it; its number heads it instead.
        builder.add(SegmentKind.HEADING, title or str(number), level=1, place=place)
        builder.title = builder.title or title
    for kind, text in lines:
        builder.add(kind, text, place=place)
    for text in notes:
        builder.add(SegmentKind.NOTE, text, place=place)


def _lines(slide: Any) -> Iterator[tuple[SegmentKind, str]]:
    """What stands on a slide below its title."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    furniture = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.SLIDE_NUMBER)
    bodies = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY)
    heading = slide.shapes.title
    for shape in _shapes(slide.shapes):
        kind = shape.placeholder_format.type if shape.is_placeholder else None
        if kind in furniture or (heading is not None and shape.shape_id == heading.shape_id):
            continue
        if getattr(shape, "has_table", False) and shape.has_table:
            for row in shape.table.rows:
                cells = [clean(cell.text_frame.text) for cell in row.cells]
                if any(cells):
                    yield SegmentKind.TABLE_ROW, CELLS.join(cells)
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                text = clean(paragraph.text)
                bullet = BULLET.match(text)
                listed = kind in bodies or paragraph.level > 0 or bullet
                if text:
                    yield (
                        SegmentKind.LIST_ITEM if listed else SegmentKind.PARAGRAPH,
                        text[bullet.end() :] if bullet else text,
                    )


def _shapes(shapes: Any) -> Iterator[Any]:
    """Shapes in the order of the file, also those inside groups."""
    stack = list(reversed(list(shapes)))
    while stack:
        shape = stack.pop()
        if hasattr(shape, "shapes"):
            stack.extend(reversed(list(shape.shapes)))
        else:
            yield shape


def _notes(slide: Any) -> list[str]:
    if not slide.has_notes_slide or slide.notes_slide.notes_text_frame is None:
        return []
    return [text for part in slide.notes_slide.notes_text_frame.paragraphs if (text := clean(part.text))]


def _pictures(slide: Any) -> bool:
    from pptx.enum.shapes import MSO_SHAPE_TYPE

    return any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in _shapes(slide.shapes))
