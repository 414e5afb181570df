"""A stand-in for the dialogue engine: speaks the contract of ``bot.rasa_channel`` over real HTTP, from a thread.

It answers a question with a quotation that repeats it, so that a test sees which answer belongs to which question. On
the same port it is the action server, as far as ``POST /passages`` goes.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.replies import Attachment, Button, Citation, Reply, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["Engine"]

_CONTROLS = {"/more": "More passages.", "/why": "Found by its words.", "/thumbs_up": "Noted: it helped."}


class Engine:
    """The engine. ``stop`` and ``start`` take it away and bring it back on the same port.

    What is to be done about sessions is not its own: ``does`` is told of it.

    Attributes:
        asked: the bodies of all requests, in order.
        typed: the bodies of all requests for passages, in order.
        status: what is answered instead of replies and passages when it is not 200.
        gate: turns wait for it; set at the beginning.
        does: called with what is to be done, about what, and whose id it is (None: nobody's who agreed).
    """

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.typed: list[dict[str, Any]] = []
        self.status = 200
        self.port = 0
        self.gate = threading.Event()
        self.gate.set()
        self.waiting = 0
        self.does: Callable[[str, str, str | None], None] = lambda _do, _of, _person: None
        self.held = ""
        self._runner: web.AppRunner | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="engine", daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def texts(self) -> list[str]:
        """What was said to it."""
        return [body["message"] for body in self.asked]

    @property
    def counted(self) -> Counter[str]:
        """How often each text was said."""
        return Counter(self.texts)

    def start(self) -> None:
        self._do(self._start())

    def stop(self) -> None:
        self._do(self._stop())

    def __enter__(self) -> Engine:
        self._thread.start()
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.gate.set()
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _do(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _start(self) -> None:
        app = web.Application()
        app.router.add_post("/webhooks/rest/webhook", self._turn)
        app.router.add_post("/passages", self._passages)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _turn(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.asked.append(body)
        if self.status != 200:
            return web.json_response({"error": "not now"}, status=self.status)
        await self._hold(body["message"])
        about = body["metadata"]
        language = about.get("language") or about.get("language_hint") or "en"
        before = [one["message"] for one in self.asked if one["sender"] == body["sender"] and one["message"][:1] != "/"]
        if body["message"].startswith("/sessions{"):
            said = self._session(json.loads(body["message"].removeprefix("/sessions")), about.get("person"), language)
            return web.json_response([{"recipient_id": body["sender"], "custom": said.to_dict()}])
        said = answer(body["message"], language, before[-1] if before else "", staff=about.get("staff", False))
        return web.json_response([{"recipient_id": body["sender"], "custom": said.to_dict()}])

    def _session(self, wish: dict[str, str], person: str | None, language: str) -> Reply:
        do, of = wish["do"], wish["of"]
        if person is None and do in ("join", "accept"):
            consent = Button("About consent", f'/consent{{"of":"{of}"}}')
            return Reply("A place needs consent.", language, buttons=(consent,))
        self.does(do, of, person)
        path = {"accept": f"calendar:{of}", "leave_yes": f"calendar:{of}:cancel"}.get(do)
        files = (Attachment("attache-session.ics", "text/calendar", path),) if path else ()
        buttons = (Button("Register", f'/sessions{{"do":"join","of":"{of}"}}'),) if do == "show" else ()
        return Reply(f"Done: {do}", language, buttons=buttons, attachments=files)

    async def _passages(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.typed.append(body)
        if self.status != 200:
            return web.json_response({"error": "not now"}, status=self.status)
        await self._hold(body["question"])
        found = [asdict(one) for one in passages(body["question"])[: body["limit"]]]
        return web.json_response({"language": body["language"] or "en", "passages": found})

    async def _hold(self, text: str) -> None:
        """Wait at the gate, if this is what is held there."""
        if self.held in text:
            self.waiting += 1
            try:
                while not self.gate.is_set():
                    await asyncio.sleep(0.005)
            finally:
                self.waiting -= 1


def passages(question: str) -> list[Citation]:
    """What the stand-in finds: nothing on ethanol, something long on history, two places on all else."""
    if "ethanol" in question:
        return []
    if "history" in question:
        sentence = "In 1951 the Conference of Plenipotentiaries met at Geneva & adopted <the Convention>. "
        quote = (sentence * 100).strip()
        return [Citation("history", "History", "History of the Convention, " * 20 + "page 1", quote, quote)]
    quote = f"No Contracting State shall expel ({question})."
    place = "1951 Refugee Convention, Article 33"
    resource = Citation("help", "Help", "Resource: UNHCR", "Help & more.", "Help & more.", address="https://unhcr.org")
    # The same place twice: offered once.
    return [*2 * [Citation("convention", "1951 Refugee Convention", f"{place}(1)", quote, quote)], resource]


def answer(message: str, language: str, last: str = "", *, staff: bool = False) -> Reply:
    """What the stand-in says to a message."""
    if message == "/thumbs_down":
        return Reply("Noted: it did not help.", language, buttons=(Button("More", "/more"),))
    if message == "/ask_staff":
        return asked_staff(last, language) if staff else Reply("Nobody can be reached here.", language)
    if message in _CONTROLS:
        return Reply(_CONTROLS[message], language)
    if message.startswith("/sessions"):
        show = Button("Register", '/sessions{"do":"join","of":"abcdefghijkl"}')
        return Reply(f"Listed: {message}", language, buttons=(show,))
    if message.startswith(("/topics", "/resources")):
        return Reply(f"Listed: {message}", language, buttons=(Button("Rescue", '/topics{"topic":"rescue-at-sea"}'),))
    quote = f"No Contracting State shall expel ({message})."
    label = "1951 Refugee Convention, Article 33(1)"
    buttons = [("More", "/more"), ("Why this?", "/why"), ("Helpful", "/thumbs_up"), ("Not helpful", "/thumbs_down")]
    if staff:
        buttons.insert(2, ("Ask staff", "/ask_staff"))
    return Reply(
        f"“{quote}”\n{label}",
        language,
        State.ANSWERED,
        quote,
        (Citation("convention", "1951 Refugee Convention", label, quote, quote),),
        tuple(Button(title, payload) for title, payload in buttons),
    )


def asked_staff(question: str, language: str) -> Reply:
    """The offer to hand the last question over."""
    if not question:
        return Reply("Please write /human and your question.", language)
    return Reply(
        f"Hand this over?\n\n“{question}”\n\nThey see the question.",
        language,
        quote=question,
        buttons=(Button("Send it", "/send_to_staff"), Button("No", "/keep_to_myself")),
    )
