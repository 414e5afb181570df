from __future__ import annotations

from typing import Any

import pytest
import yaml
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message

from nlu.commands import INTENTS
from nlu.components.kindred import KindredClassifier
from settings.settings import PROJECT

CONFIG = {**KindredClassifier.get_default_config(), "intents": ["sessions", "join_session"]}
FALLBACK = {"name": "nlu_fallback", "confidence": 0.65}


def read(intent: dict[str, Any], **ranking: float) -> Any:
    """The intent after the component, of a message with these certainties."""
    ranked = [{"name": name, "confidence": confidence} for name, confidence in ranking.items()]
    message = Message(data={"text": "seats left?", "intent": intent, "intent_ranking": [intent, *ranked]})
    KindredClassifier(CONFIG).process([message])
    return message.get("intent")


def test_kindred_intents_share_their_certainty() -> None:
    intent = read(FALLBACK, sessions=0.4, join_session=0.3, ask=0.1)
    assert intent["name"] == "sessions"
    assert intent["confidence"] == pytest.approx(0.7)


def test_a_question_is_not_swallowed() -> None:
    assert read(FALLBACK, sessions=0.4, join_session=0.3, ask=0.25) == FALLBACK


def test_strangers_do_not_help() -> None:
    assert read(FALLBACK, sessions=0.4, greet=0.5, ask=0.05) == FALLBACK
    assert read(FALLBACK) == FALLBACK


def test_what_is_sure_stays() -> None:
    sure = {"name": "greet", "confidence": 0.9}
    assert read(sure, greet=0.9, sessions=0.1) == sure


@pytest.mark.parametrize("value", [-0.1, 1.1, "much"])
def test_a_number_out_of_range_is_refused(value: object) -> None:
    with pytest.raises(InvalidConfigException, match="from 0 to 1"):
        KindredClassifier.validate_config({**CONFIG, "doubt": value})


def test_the_configuration_names_intents_that_there_are() -> None:
    pipeline = yaml.safe_load((PROJECT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    [options] = [each for each in pipeline if each["name"].endswith("KindredClassifier")]
    assert set(options["intents"]) < set(INTENTS)
    assert "ask" not in options["intents"]
