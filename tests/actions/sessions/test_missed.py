from __future__ import annotations

import pytest

from actions.sessions.missed import document_buttons, recording_buttons, slug_of
from nlu.texts import texts


@pytest.mark.encoder
def test_documents_of_the_index_open_as_topics(world, knowledge):
    said = texts("en")
    assert slug_of("maritime-rescue.vtt") == slug_of("maritime-rescue") == "maritime-rescue"
    assert [slug_of(name) for name in (None, "", "nothing.vtt")] == [None, None, None]
    session = world.session("Rescue", days=-3, recording="maritime-rescue.vtt")
    other = world.session("Asylum", days=-4, recording="nothing.vtt")
    assert [(each.title, each.payload) for each in recording_buttons(said, [session])] == [
        ("Transcript", '/topics{"topic":"maritime-rescue"}')
    ]
    assert [each.title for each in recording_buttons(said, [session, other])] == ["▸ Rescue"]
    assert len(document_buttons(["maritime-rescue.vtt", "maritime-rescue", "nothing.pdf"])) == 1


def test_without_an_index_there_are_none(world):
    session = world.session("Rescue", days=-3, recording="maritime-rescue.vtt")
    assert recording_buttons(texts("en"), [session]) == []
