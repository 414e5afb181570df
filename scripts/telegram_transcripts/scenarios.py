"""The conversations of `docs/telegram.md`, in the order in which they stand there.

To add one, write a function that says what people do, give it words in two languages, and put it into `SCENARIOS`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.telegram import handover_wording, offer_wording, privacy_wording
from nlu.texts import texts
from tests.telegram.files import hands, speaks

if TYPE_CHECKING:
    from bot.telegram.options import Options
    from scripts.telegram_transcripts.transcript import Transcript
    from tests.telegram.chats import Message
    from tests.telegram.world import Person

__all__ = ["SCENARIOS", "Scenario"]

Words = Mapping[str, str]


def _as_they_are(options: Options) -> Options:
    return options


@dataclass(frozen=True, slots=True)
class Scenario:
    """One conversation.

    Attributes:
        title: the heading, without the language.
        play: lets people act; told the transcript and its language's words.
        words: what people say, by language, in the order of the page; each has the same names.
        change: of the bot's options, where the scenario needs others.
    """

    title: str
    play: Callable[[Transcript, Words], Awaitable[None]]
    words: Mapping[str, Words]
    change: Callable[[Options], Options] = _as_they_are


async def _in_private(talk: Transcript, words: Words) -> None:
    delegate = talk.person("Delegate")
    await talk.says(delegate, "/start")
    await talk.presses(delegate, privacy_wording.agree_button(talk.language))
    await talk.says(delegate, words["question"])
    await talk.says(delegate, words["follow-up"])
    for button in map(texts(talk.language).say, ("Show the source", "Helpful")):
        if under := _under(delegate, button):
            await talk.presses(delegate, button, under=under)
    await talk.says(delegate, words["elsewhere"])


async def _edited(talk: Transcript, words: Words) -> None:
    delegate = talk.person("Delegate")
    question = await talk.says(delegate, words["question"])
    await talk.edits(delegate, question, words["meant"])


async def _looking_around(talk: Transcript, words: Words) -> None:
    delegate = talk.person("Participant")
    await talk.says(delegate, "/topics")
    await talk.says(delegate, f"/resources {words['resource']}")
    await talk.opens(talk.person("Mayor"), words["link"])


async def _in_a_group(talk: Transcript, words: Words) -> None:
    desk = talk.person("Desk officer")
    group = talk.group("Delegation", desk)
    await talk.says(desk, words["greeting"], chat=group, silence=True)
    await talk.says(desk, f"/ask {words['question']}", chat=group)
    await talk.says(desk, words["follow-up"], chat=group, reply_to=group.last)
    await talk.says(desk, "/mydata@attache_bot", chat=group)


async def _in_any_chat(talk: Transcript, words: Words) -> None:
    delegate = talk.person("Delegate")
    await talk.asks_inline(delegate, words["question"])


async def _erased(talk: Transcript, words: Words) -> None:
    delegate = talk.person("Delegate")
    await talk.says(delegate, "/start")
    await talk.presses(delegate, privacy_wording.agree_button(talk.language))
    await talk.says(delegate, words["question"])
    await talk.says(delegate, "/privacy")
    await talk.says(delegate, "/mydata")
    await talk.says(delegate, "/forget")
    await talk.presses(delegate, privacy_wording.erase_button(talk.language))
    await talk.says(delegate, "/mydata")


async def _staff(talk: Transcript, words: Words) -> None:
    staff = await talk.staff("Staff")
    delegate = talk.person("Delegate")
    await talk.says(delegate, words["question"])
    button = texts(talk.language).say("Ask staff")
    if _under(delegate, button):
        await talk.presses(delegate, button)
    else:
        await talk.says(delegate, f"/human {words['question']}")
    await talk.presses(delegate, handover_wording.send_button(talk.language))
    await talk.says(staff, words["answer"], reply_to=_under(staff, words["question"], inside=True))


async def _documents(talk: Transcript, words: Words) -> None:
    staff, delegate = await talk.staff("Staff"), talk.person("Delegate")
    content = f"# {words['title']}\n\n{words['text']}\n".encode()
    await talk.happens(staff, "(a document)", lambda: hands(staff, words["file"], content))
    await talk.presses(staff, offer_wording.yes_button(talk.language))
    await talk.happens(delegate, "(a document)", lambda: hands(delegate, words["file"], content))


async def _not_text(talk: Transcript, words: Words) -> None:
    delegate = talk.person("Delegate")
    await talk.happens(delegate, "(a voice note)", lambda: speaks(delegate, b"spoken"))
    await talk.sends(delegate, "a sticker", sticker={"file_id": "s1", "file_unique_id": "s1", "type": "regular",
                     "width": 512, "height": 512, "is_animated": False, "is_video": False})  # fmt: skip


def _under(person: Person, words: str, *, inside: bool = False) -> Message | None:
    """The newest message of the bot with a button of this title, or with these words inside; None for none."""
    found = [one for one in person.chat.sent if (words in one.text if inside else words in one.buttons)]
    return found[-1] if found else None


SCENARIOS = (
    Scenario(
        "First contact, a question, a follow-up, feedback",
        _in_private,
        {
            "en": {
                "question": "can a refugee be sent back",
                "follow-up": "and if he is a danger to the country?",
                "elsewhere": "what is the boiling point of ethanol",
            },
            "fr": {
                "question": "peut-on renvoyer un réfugié",
                "follow-up": "et s'il est un danger pour le pays ?",
                "elsewhere": "quelle est la température d'ébullition de l'éthanol",
            },
        },
    ),
    Scenario(
        "A question that is edited",
        _edited,
        {
            "en": {"question": "what is smuggling", "meant": "what is trafficking"},
            "ru": {"question": "что такое незаконный ввоз мигрантов", "meant": "что такое торговля людьми"},
        },
    ),
    Scenario(
        "Looking around",
        _looking_around,
        {
            "en": {"resource": "mayors", "link": "topic-rescue-at-sea"},
            "ar": {"resource": "التحويلات", "link": "topic-rescue-at-sea"},
        },
    ),
    Scenario(
        "In a group",
        _in_a_group,
        {
            "en": {
                "greeting": "good morning",
                "question": "must a ship rescue people in danger at sea",
                "follow-up": "and where are they brought?",
            },
            "fr": {
                "greeting": "bonjour à tous",
                "question": "un navire doit-il secourir les gens en mer",
                "follow-up": "et où les débarque-t-on ?",
            },
        },
    ),
    Scenario(
        "In any chat",
        _in_any_chat,
        {"en": {"question": "non-refoulement children"}, "zh": {"question": "儿童 不推回"}},
    ),
    Scenario(
        "What is kept, and erased",
        _erased,
        {"en": {"question": "who is a migrant worker"}, "es": {"question": "quién es un trabajador migratorio"}},
    ),
    Scenario(
        "A question that staff answer",
        _staff,
        {
            "en": {
                "question": "what did the chair say about visas in Tuesday's working group?",
                "answer": "The chair's summary will be on the delegates' page tomorrow at noon.",
            },
            "ar": {
                "question": "ماذا قال الرئيس عن التأشيرات في اجتماع الفريق العامل يوم الثلاثاء؟",
                "answer": "سيُنشر موجز الرئيس على صفحة الوفود غداً ظهراً.",
            },
        },
    ),
    Scenario(
        "A document for the library",
        _documents,
        {
            "en": {
                "file": "concept-note.md",
                "title": "Concept note on labour mobility",
                "text": "The session looks at bilateral agreements and at fair recruitment.",
            },
            "fr": {
                "file": "note.md",
                "title": "Note sur la mobilité de la main-d'œuvre",
                "text": "La séance porte sur les accords bilatéraux et le recrutement équitable.",
            },
        },
    ),
    Scenario("What it cannot take", _not_text, {"en": {}, "zh": {}}),
)
