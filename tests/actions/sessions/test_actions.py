from __future__ import annotations

import pytest
import yaml
from rasa_sdk import Action

from actions.sessions import actions
from bot.replies import State
from settings.settings import PROJECT


def test_every_action_is_in_the_domain_and_has_a_rule():
    made = [getattr(actions, name) for name in actions.__all__]
    names = {each().name() for each in made}
    domain = yaml.safe_load((PROJECT / "domain.yml").read_text())
    rules = yaml.safe_load((PROJECT / "nlu/data/rules.yml").read_text())["rules"]
    assert names <= set(domain["actions"])
    assert names <= {step.get("action") for rule in rules for step in rule["steps"]}
    assert {"pending", "listing", "zone"} <= set(domain["slots"])
    assert all(issubclass(each, Action) for each in made)


@pytest.mark.encoder
def test_a_question_for_the_library_goes_there(world, knowledge):
    world.session("Remittances")
    talk = world.talk("ann")
    reply = talk.says("sessions", "what does non-refoulement mean")
    assert reply.state is State.ANSWERED
    assert talk.slots["question"] == "what does non-refoulement mean"
    reply = talk.says("sessions", "is there anything about remittances")
    assert reply.text.startswith("Seminar: Remittances")
