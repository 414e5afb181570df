"""Writes a packed model as the folder that ``sentence_transformers.SentenceTransformer`` loads."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from knowledge.encoder.packed import PackedModel

__all__ = ["PROMPTS", "write"]

#: What the model was trained to see in front of a text (Wang et al. 2024, arXiv 2402.05672).
PROMPTS = {"query": "query: ", "document": "passage: ", "passage": "passage: "}

#: NFKC would turn the wide tilde of Chinese and Japanese text into the narrow one; the model's own map does not.
_KEPT = {"\uff5e": "\ue000"}


def write(model: PackedModel, folder: Path) -> None:
    """Write every file of the folder; the folder exists and is empty.

    Raises:
        EncoderError: a tensor is missing or cut off.
        OSError: the disk is full or the folder cannot be written.
    """
    from safetensors.numpy import save_file

    save_file(dict(_tensors(model)), folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "tokenizer.json").write_text(_tokenizer(model), encoding="utf-8")
    for name, content in _configuration(model).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _tensors(model: PackedModel) -> Iterator[tuple[str, NDArray[np.float32]]]:
    hidden, wide = model.hidden, model.feed_forward
    embeddings = {"word": model.vocabulary, "position": model.positions, "token_type": model.token_types}
    packed = {"word": "emb.word", "position": "emb.pos", "token_type": "emb.type"}
    for name, rows in embeddings.items():
        yield f"embeddings.{name}_embeddings.weight", model.tensor(packed[name]).reshape(rows, hidden)
    yield "embeddings.LayerNorm.weight", model.tensor("emb.ln.w")
    yield "embeddings.LayerNorm.bias", model.tensor("emb.ln.b")
    parts = {
        "q": ("attention.self.query", (hidden, hidden)),
        "k": ("attention.self.key", (hidden, hidden)),
        "v": ("attention.self.value", (hidden, hidden)),
        "ao": ("attention.output.dense", (hidden, hidden)),
        "aln": ("attention.output.LayerNorm", (hidden,)),
        "fi": ("intermediate.dense", (wide, hidden)),
        "fo": ("output.dense", (hidden, wide)),
        "oln": ("output.LayerNorm", (hidden,)),
    }
    for layer in range(model.layers):
        for short, (name, shape) in parts.items():
            yield f"encoder.layer.{layer}.{name}.weight", model.tensor(f"l{layer}.{short}.w").reshape(shape)
            yield f"encoder.layer.{layer}.{name}.bias", model.tensor(f"l{layer}.{short}.b")
    # The architecture has a pooler that sentence embeddings do not use; zeros keep loaders from inventing one.
    yield "pooler.dense.weight", np.zeros((hidden, hidden), np.float32)
    yield "pooler.dense.bias", np.zeros(hidden, np.float32)


def _tokenizer(model: PackedModel) -> str:
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors

    vocabulary = list(zip(model.pieces, model.scores.tolist(), strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=model.specials["unk"], byte_fallback=False))
    tokenizer.normalizer = _normaliser(model)
    metaspace = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), metaspace])
    tokenizer.decoder = decoders.Metaspace(replacement="\u2581", prepend_scheme="always")
    names = {role: model.pieces[token] for role, token in model.specials.items()}
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{names['bos']} $A {names['eos']}",
        pair=f"{names['bos']} $A {names['eos']} {names['eos']} $B {names['eos']}",
        special_tokens=[(names[role], model.specials[role]) for role in ("bos", "eos")],
    )
    tokenizer.add_special_tokens([AddedToken(name, normalized=False, special=True) for name in names.values()])
    return str(tokenizer.to_str())


def _normaliser(model: PackedModel) -> Any:
    """The model's own map as NFKC and what it does otherwise: some characters vanish, some become spaces.

    NFKC also joins a letter and its combining accent, as the published tokenizer does and the packed map, which
    goes character by character, cannot.
    """
    from tokenizers import Regex, normalizers

    def every(target: str) -> Any:
        found = "".join(
            re.escape(a) if a.isascii() and a.isprintable() else f"\\x{{{ord(a):X}}}"
            for a in _exceptions(model, target)
        )
        return normalizers.Replace(Regex(f"[{found}]"), target)

    steps = [every(target) for target in ("", " ") if _exceptions(model, target)]
    steps += [normalizers.Replace(wide, private) for wide, private in _KEPT.items()]
    steps += [normalizers.NFKC()]
    steps += [normalizers.Replace(private, wide) for wide, private in _KEPT.items()]
    steps += [normalizers.Replace(Regex(" {2,}"), " ")]
    return normalizers.Sequence(steps)


def _exceptions(model: PackedModel, target: str) -> list[str]:
    import unicodedata

    return sorted(
        a for a, b in model.normalisation.items() if b == target and unicodedata.normalize("NFKC", a) != target
    )


def _configuration(model: PackedModel) -> dict[str, Any]:
    names = {f"{role}_token": model.pieces[token] for role, token in model.specials.items()}
    names |= {"cls_token": names["bos_token"], "sep_token": names["eos_token"]}
    module = "sentence_transformers.models"
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "vocab_size": model.vocabulary,
            "hidden_size": model.hidden,
            "num_hidden_layers": model.layers,
            "num_attention_heads": model.heads,
            "intermediate_size": model.feed_forward,
            "hidden_act": "gelu",
            "hidden_dropout_prob": 0.1,
            "attention_probs_dropout_prob": 0.1,
            "max_position_embeddings": model.positions,
            "type_vocab_size": model.token_types,
            # The packed file keeps single precision; without rounding, 1e-12 would be written as 9.999999960041972e-13.
            "layer_norm_eps": float(f"{model.epsilon:.6g}"),
            "pad_token_id": model.specials["pad"],
            "position_embedding_type": "absolute",
            "torch_dtype": "float32",
            # Without a version, transformers warns that every large vocabulary may be a broken one of Mistral's.
            "transformers_version": "4.57.1",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": model.positions,
            "model_input_names": ["input_ids", "attention_mask"],
            "clean_up_tokenization_spaces": False,
            **names,
        },
        "special_tokens_map.json": names,
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{module}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{module}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{module}.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": model.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": model.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
            "include_prompt": True,
        },
    }
