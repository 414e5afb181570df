"""Makes ``leaning.json``: ``python -m knowledge.search.fit_leaning --help``.

Learns from the questions that the encoder is trained with: those that were written as follow-ups, and all others. Needs
scikit-learn, which comes with Rasa.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge.encoder.tuning.material import QUESTIONS
from knowledge.json_lines import objects
from knowledge.search.leaning import LEANING, signs

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

#: How hard the weights are held down; chosen by hit and false alarm on the tuning half of the evaluation sets.
_C = 0.01
#: Share of follow-ups among the questions that have one before them, as people go on asking.
_SHARE = 0.25


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, write the file, print how many of the questions it was made from it tells right.

    Returns:
        0.
    """
    parser = argparse.ArgumentParser(prog="python -m knowledge.search.fit_leaning", description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder")
    parser.add_argument("--out", type=Path, default=LEANING, help="file to write")
    options = parser.parse_args(arguments)
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    from knowledge.encoder import Encoder

    encoder = Encoder.load(options.encoder)
    rows = [row for path in sorted(QUESTIONS.glob("*.jsonl")) for row in objects(path) if "question" in row]
    leaning = np.array([bool(row.get("history")) for row in rows])
    said = np.array([signs(row["question"], row["language"]) for row in rows])
    vectors = np.array([encoder.read_question(row["question"], row["language"]).vector for row in rows])
    scaler = StandardScaler().fit(said)
    # Every part of a vector is small beside a sign; on one scale, both are held down alike.
    spread = float(vectors.std())
    values = np.hstack([scaler.transform(said), (vectors - vectors.mean(axis=0)) / spread])
    weight = np.where(leaning, _SHARE / leaning.sum(), (1 - _SHARE) / (~leaning).sum()) * len(rows)
    model = LogisticRegression(C=_C, max_iter=5000).fit(values, leaning, sample_weight=weight)
    of_signs, of_vector = model.coef_[0][: said.shape[1]] / scaler.scale_, model.coef_[0][said.shape[1] :] / spread
    intercept = model.intercept_[0] - of_signs @ scaler.mean_ - of_vector @ vectors.mean(axis=0)
    found = intercept + said @ of_signs + vectors @ of_vector > 0
    data = {
        "encoder": encoder.checksum,
        "recipe": "logistic regression, L2, made by python -m knowledge.search.fit_leaning",
        "follow_ups": int(leaning.sum()),
        "others": int((~leaning).sum()),
        "found": round(float(found[leaning].mean()), 4),
        "taken_for_one": round(float(found[~leaning].mean()), 4),
        "intercept": round(float(intercept), 4),
        "signs": [round(float(each), 4) for each in of_signs],
        "vector": [round(float(each), 4) for each in of_vector],
    }
    beside = options.out.with_name(options.out.name + ".new")
    beside.write_text(json.dumps(data) + "\n", encoding="utf-8")
    beside.replace(options.out)
    sys.stdout.write(f"{data['found']:.1%} of the follow-ups found, {data['taken_for_one']:.1%} of the others taken.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
