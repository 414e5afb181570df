"""The sentence encoder: built once, loaded fast, the same vectors on every machine."""

from knowledge.encoder.build import build
from knowledge.encoder.cache import VectorCache
from knowledge.encoder.cached import embed_cached
from knowledge.encoder.encoder import Encoder, PassageVectors
from knowledge.encoder.english import EnglishEncoder
from knowledge.encoder.shipped import StoredVectors, ship
from knowledge.encoder.texts import embedding_text, vector_key

__all__ = [
    "Encoder",
    "EnglishEncoder",
    "PassageVectors",
    "StoredVectors",
    "VectorCache",
    "build",
    "embed_cached",
    "embedding_text",
    "ship",
    "vector_key",
]
