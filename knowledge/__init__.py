"""Documents in, cited passages out. This room knows nothing of chat and imports none of the others.

``readers`` turn files into documents, ``cutting`` documents into passages, ``encoder`` passages into vectors, ``index``
keeps them, ``search`` finds them, ``answer`` quotes them or says that there is nothing.
"""

from knowledge.document import Document, Mark, Place, Segment, SegmentKind
from knowledge.errors import KnowledgeError
from knowledge.passage import Passage, Sentence

__all__ = ["Document", "KnowledgeError", "Mark", "Passage", "Place", "Segment", "SegmentKind", "Sentence"]
