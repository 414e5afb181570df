"""The sentence encoder: built once, loaded fast, the same vectors on every machine."""

from knowledge.encoder.build import build
from knowledge.encoder.encoder import Encoder, PassageVectors
from knowledge.encoder.texts import embedding_text

__all__ = ["Encoder", "PassageVectors", "build", "embedding_text"]
