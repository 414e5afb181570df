from __future__ import annotations

from collections import Counter

import yaml

from bench.peer import answer_of, project
from bench.questions import questions


def written(epochs: int | None = None) -> dict[str, object]:
    """The project as it comes back from its YAML."""
    return {
        name: yaml.safe_load(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000))
        for name, data in project(epochs).items()
    }


def test_every_file_comes_back_from_yaml_as_it_was() -> None:
    assert written() == project()


def test_the_pipeline_is_rasas_own() -> None:
    config = project()["config.yml"]
    names = [component["name"] for component in config["pipeline"]]
    assert {"DIETClassifier", "ResponseSelector", "FallbackClassifier"} - set(names) == set()
    assert {component["epochs"] for component in config["pipeline"] if "epochs" in component} == {100}


def test_epochs_can_be_cut_for_a_quick_run() -> None:
    config = project(1)["config.yml"]
    epochs = [part["epochs"] for part in (*config["pipeline"], *config["policies"]) if "epochs" in part]
    assert epochs == [1, 1, 1, 1]


def test_it_is_trained_on_exactly_the_questions_of_the_bench() -> None:
    nlu = project()["data/nlu.yml"]["nlu"]
    asked = {
        (entry["intent"].removeprefix("faq/"), line.removeprefix("- "))
        for entry in nlu
        if entry["intent"].startswith("faq/")
        for line in entry["examples"].splitlines()
    }
    assert asked == {(question.topic, question.text) for question in questions()}


def test_every_topic_has_its_own_answer() -> None:
    responses = project()["domain.yml"]["responses"]
    told = {name: texts[0]["text"] for name, texts in responses.items() if name.startswith("utter_faq/")}
    assert told == {f"utter_faq/{question.topic}": answer_of(question.topic) for question in questions()}
    assert Counter(told.values()).most_common(1)[0][1] == 1


def test_it_has_our_small_talk_and_no_intent_for_questions_but_its_own() -> None:
    intents = set(project()["domain.yml"]["intents"])
    assert {"greet", "thanks", "goodbye", "faq"} - intents == set()
    assert intents & {"ask", "nlu_fallback"} == set()


def test_every_intent_has_a_rule_and_every_action_a_text() -> None:
    files = project()
    rules = [rule["steps"] for rule in files["data/rules.yml"]["rules"]]
    assert {steps[0]["intent"] for steps in rules} == {*files["domain.yml"]["intents"], "nlu_fallback"}
    spoken = {step["action"] for steps in rules for step in steps if "action" in step}
    known = {name.split("/")[0] for name in files["domain.yml"]["responses"]}
    assert spoken - known == set()
