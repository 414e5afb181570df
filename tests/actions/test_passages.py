from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest

import settings
from actions.knowledge_base import KnowledgeBase
from actions.passages import MOST, REQUEST_BYTES, USUAL, BadRequest, Wanted
from bot.replies import Citation
from bot.supervisor.ports import free
from knowledge.index import update
from tests.actions.test_server import start, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONVENTIONS = {
    "refugees": "# A convention\n\n## Article 33\n\nNo State shall expel or return a refugee to a place of danger. "
    "A child who seeks asylum is protected from being returned to danger as every other refugee is.\n",
    "sailors": "# Another convention\n\n## Article 1\n\nEvery master of a ship renders assistance to persons in "
    "distress at sea, without serious danger to the ship.\n",
}
QUESTIONS = {
    "en": "May a State return a refugee to a place of danger?",
    "fr": "Un État peut-il renvoyer un réfugié vers un lieu de danger ?",
    "ar": "هل يجوز للدولة أن تعيد لاجئا إلى مكان خطر؟",
}


class TestWanted:
    def test_what_may_be_left_out(self):
        assert Wanted.read(b'{"question": " asylum \\n now "}', characters=100) == Wanted("asylum now", None, USUAL)
        whole = b'{"question": "asylum", "language": "fr", "limit": 10}'
        assert Wanted.read(whole, characters=6) == Wanted("asylum", "fr", 10)

    def test_half_a_surrogate_pair_is_no_trouble(self):
        assert Wanted.read(b'{"question": "asylum \\ud83d"}', characters=100).question == "asylum \ufffd"

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            (b"", "JSON object"),
            (b"[" * 100_000, "JSON object"),
            (b"\xff", "JSON object"),
            (b'["asylum"]', "JSON object"),
            (b"{}", "'question' is missing"),
            (b'{"question": 7}', "'question' is missing"),
            (b'{"question": " "}', "at least one word"),
            ('{"question": "?! 🙂"}'.encode(), "at least one word"),
            (b'{"question": "asylum seekers"}', "has 14 characters; at most 10"),
            (b'{"question": "asylum", "lang": "fr"}', "'lang'. The fields are question, language, limit."),
            (b'{"question": "asylum", "language": "de"}', "'de' is none of ar, en, es, fr, ru, zh"),
            (b'{"question": "asylum", "language": ["fr"]}', "is none of"),
            (b'{"question": "asylum", "limit": 0}', "'0' is no whole number from 1 to 10"),
            (b'{"question": "asylum", "limit": 11}', "'11'"),
            (b'{"question": "asylum", "limit": true}', "'True'"),
            (b'{"question": "asylum", "limit": "5"}', "'5'"),
        ],
    )
    def test_what_cannot_be_read_is_said_with_the_limit(self, body: bytes, said: str):
        with pytest.raises(BadRequest) as caught:
            Wanted.read(body, characters=10)
        assert said in str(caught.value)


@pytest.mark.loopback
def test_without_an_index_it_is_unavailable_with_the_next_step(tmp_path):
    port = free("127.0.0.1")
    process = start(tmp_path, port)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url, process, "failed")
        answer = httpx.post(f"{url}/passages", json={"question": "asylum"}, timeout=20)
        assert answer.status_code == 503
        assert "make ready" in answer.json()["error"]
        bad = httpx.post(f"{url}/passages", json={"question": "asylum", "limit": 99}, timeout=20)
        assert (bad.status_code, "from 1 to 10" in bad.json()["error"]) == (400, True)
        big = httpx.post(f"{url}/passages", content=b" " * (REQUEST_BYTES + 1), timeout=20)
        assert (big.status_code, str(REQUEST_BYTES) in big.json()["error"]) == (413, True)
        assert httpx.get(f"{url}/passages", timeout=20).status_code == 405
    finally:
        process.kill()
        _, log = process.communicate(timeout=10)
    assert "asylum" not in log


@pytest.mark.loopback
@pytest.mark.encoder
class TestWithAnIndex:
    @pytest.fixture(scope="class")
    def config(self, tmp_path_factory: pytest.TempPathFactory, encoder, encoder_folder: Path) -> settings.Settings:
        home = tmp_path_factory.mktemp("home")
        config = settings.load().copy(update={"home": home, "index_path": None, "encoder_path": encoder_folder})
        source = home / "source"
        source.mkdir()
        for name, text in CONVENTIONS.items():
            (source / f"{name}.md").write_text(text, encoding="utf-8")
        update([source], config.index_dir, encoders=[encoder], cache_dir=config.vectors_dir)
        return config

    @pytest.fixture(scope="class")
    def url(self, config: settings.Settings) -> Iterator[str]:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("ATTACHE_ENCODER_PATH", str(config.encoder_dir))
            port = free("127.0.0.1")
            process = start(config.home, port)
        url = f"http://127.0.0.1:{port}"
        try:
            wait_for(url, process, "ready")
            yield url
        finally:
            process.kill()
            process.communicate(timeout=10)

    @pytest.mark.parametrize("language", QUESTIONS)
    def test_passages_are_quoted_as_an_answer_quotes_them(self, url, config, language):
        body = {"question": QUESTIONS[language], "language": "es", "limit": MOST}
        answer = httpx.post(f"{url}/passages", json=body, timeout=20)
        found = answer.json()
        assert (answer.status_code, found["language"]) == (200, language)
        cited = [Citation(**item) for item in found["passages"]]
        assert [one.score for one in cited] == sorted((one.score for one in cited), reverse=True)
        assert "33" in cited[0].label  # "article 33", "المادة 33"
        assert cited[0].quote.startswith("No State shall expel or return a refugee")
        assert all(one.quote in one.text and one.title for one in cited)
        base = KnowledgeBase(config)
        said = base.open().answerer.answer(QUESTIONS[language], hint="es").citations[0]
        base.close()
        assert (cited[0].quote, cited[0].label) == (said.quote, said.label)

    def test_the_limit_is_kept_and_the_hint_decides_where_the_words_do_not(self, url):
        found = httpx.post(f"{url}/passages", json={"question": "non-refoulement", "language": "fr", "limit": 1}).json()
        assert (found["language"], len(found["passages"])) == ("fr", 1)

    def test_nothing_near_is_an_empty_list(self, url):
        found = httpx.post(f"{url}/passages", json={"question": "what is the boiling point of ethanol"}).json()
        assert found == {"language": "en", "passages": []}

    def test_what_no_text_can_hold_is_read_all_the_same(self, url):
        body = json.dumps({"question": "\ud83d return of a refugee \x00"}).encode()
        assert httpx.post(f"{url}/passages", content=body, timeout=20).status_code == 200
