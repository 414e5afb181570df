"""What the bot says of consent, of what it keeps and of erasing it, in six languages. Plain text."""

from __future__ import annotations

from nlu.texts import texts

__all__ = [
    "agree_button",
    "consent_given",
    "consent_refused",
    "data_caption",
    "erase_button",
    "erase_question",
    "erased",
    "erasure_pending",
    "keep_button",
    "not_erased",
    "nothing_kept",
    "place_consent",
    "place_consent_given",
    "privacy",
    "refuse_button",
    "welcome",
]

_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


def welcome(language: str | None, *, days: int) -> str:
    """The first message: who this is, what it can do, what it keeps; ``agree_button`` and ``refuse_button`` under it.

    Args:
        language: as everywhere in this module, a code as Telegram gives it; English when it is not one of the six.
        days: after so many days without a message a conversation is erased, 1 or more.
    """
    said = texts(language)
    return said.say(
        "Good day. I am Attaché, the assistant of the training programme: a computer program, not a person and not a "
        "lawyer.\n\n"
        "Ask me about international migration law. I answer in the words of treaties, course material and seminar "
        "transcripts and name the exact place; when I have nothing, I say so. This is information, no legal advice.\n\n"
        "So far I keep only the running conversation, so that your follow-up questions work; it is erased after "
        "{period} without a message. May I also remember you: your Telegram ID, your language and our conversation? "
        "You can ask either way. /privacy says more.",
        period=_period(language, days),
    )


def agree_button(language: str | None) -> str:
    """Consent."""
    # Translators: a button; short, about 30 characters.
    return texts(language).say("Agree")


def refuse_button(language: str | None) -> str:
    """No consent."""
    # Translators: a button; short, about 30 characters.
    return texts(language).say("No, keep nothing")


def consent_given(language: str | None) -> str:
    """After consent."""
    return texts(language).say(
        "Thank you. From now on I remember your language and our conversation. /mydata shows what I keep, /forget "
        "erases it at any time. What may I look up for you?"
    )


def consent_refused(language: str | None, *, days: int) -> str:
    """After consent was refused."""
    return texts(language).say(
        "Very well. I keep nothing but the running conversation, which is erased after {period} without a "
        "message, or at once with /forget. What may I look up for you?",
        period=_period(language, days),
    )


def place_consent(language: str | None) -> str:
    """Before a place in a session can be kept; ``agree_button`` and ``refuse_button`` go under it."""
    return texts(language).say(
        "To keep a place for you and to remind you, I have to remember you: your Telegram ID, your language, your time "
        "zone and the sessions you register for. /mydata shows all of it, /forget erases it at any time. May I?"
    )


def place_consent_given(language: str | None) -> str:
    """After that consent, before what it was asked for goes on."""
    return texts(language).say(
        "Thank you. I remember you from now on; /mydata shows what I keep, /forget erases it at any time."
    )


def privacy(
    language: str | None,
    *,
    days: int,
    kept_days: int | None = None,
    question_days: int | None = None,
    speech: str | None = None,
) -> str:
    """The privacy notice.

    Args:
        language: of the notice.
        days: when a conversation without consent is erased, 1 or more.
        kept_days: when a conversation with consent is; ``None`` when only the person erases it.
        question_days: when a question to the staff is, after it was answered; ``None`` where there can be none.
        speech: the host that recordings go to; ``None`` when they go nowhere.
    """
    said = texts(language)
    parts = [
        said.say(
            "Until you agree, I keep only the running conversation, so that your follow-up questions work. It is "
            "erased after {period} without a message.",
            period=_period(language, days),
        ),
        said.say(
            "Once you agree, I keep your Telegram ID (not your telephone number), the language you have chosen, the "
            "date of your consent and our conversation, until you erase them."
        ),
        said.say(
            "If you take part in sessions, I keep with that your places in them and whether you came, your time zone, "
            "the topics you follow, and your answers to polls and surveys."
        ),
        said.say("/mydata sends you everything that I keep about you. /forget erases it and ends your consent."),
        said.say("Telegram keeps its own copy of this chat under its own rules; you can delete the chat there."),
    ]
    if kept_days is not None:
        limit = said.say(
            "Even then, our conversation is erased by itself after {period} without a message.",
            period=_period(language, kept_days),
        )
        parts.insert(2, limit)
    if question_days is not None:
        handed = said.say(
            "A question that you hand to the staff is kept with the number of this chat, until it is answered and for "
            "{period} after that.",
            period=_period(language, question_days),
        )
        parts.insert(-2, handed)
    if speech is not None:
        parts.insert(-2, _recordings(language, speech))
    return "\n\n".join(parts)


def data_caption(language: str | None) -> str:
    """With the two files of ``/mydata``, at most 1,024 characters."""
    return texts(language).say(
        "This is everything that I keep about you: one file to read, and the same as JSON. /forget erases it."
    )


def nothing_kept(language: str | None) -> str:
    """After ``/mydata`` or ``/forget`` of somebody of whom nothing is kept."""
    return texts(language).say("I keep nothing about you, so there is nothing to show or to erase.")


def erase_question(language: str | None) -> str:
    """Before anything is erased; ``erase_button`` and ``keep_button`` go under it."""
    return texts(language).say(
        "Shall I erase everything that I keep about you, our conversation included? This cannot be undone."
    )


def erase_button(language: str | None) -> str:
    """Erase."""
    # Translators: a button; short, about 30 characters.
    return texts(language).say("Erase everything")


def keep_button(language: str | None) -> str:
    """Do not erase."""
    # Translators: a button; short, about 30 characters.
    return texts(language).say("Keep it")


def not_erased(language: str | None) -> str:
    """After ``keep_button``."""
    return texts(language).say("Nothing has been erased.")


def erased(language: str | None, *, records: int, turns: int, waiting: int, asked: int = 0, sessions: int = 0) -> str:
    """The receipt.

    Args:
        language: of the receipt.
        records: rows about the person: Telegram ID, language, consent.
        turns: messages that the person had written in the conversations that the engine keeps.
        waiting: messages that were still to be answered or sent.
        asked: questions to the staff, told where there were any.
        sessions: places in sessions and what belongs to them, told where there were any.
    """
    said = texts(language)
    receipt = said.say(
        "Erased:\n"
        "• records about you (Telegram ID, language, consent): {records}\n"
        "• entries of our conversation: {turns}\n"
        "• messages that were waiting: {waiting}\n\n"
        "I now keep nothing about you. Telegram has its own copy of this chat; you can delete the chat there.",
        records=records,
        turns=turns,
        waiting=waiting,
    )
    more = [said.say("Erased as well, questions to the staff: {n}", n=asked)] if asked else []
    if sessions:
        more.append(said.say("Erased as well, places in sessions and what belongs to them: {n}", n=sessions))
    return "\n\n".join((receipt, *more))


def erasure_pending(language: str | None) -> str:
    """A store could not be reached; the receipt follows once it can."""
    return texts(language).say(
        "I cannot reach all of my stores just now. What is left is erased as soon as I can; I will confirm it here."
    )


def _recordings(language: str | None, host: str) -> str:
    """What becomes of recordings; an address of this very machine says nothing to a person."""
    if host in _HERE:
        return texts(language).say(
            "Recordings that you send me are written down by a speech service on the programme's own computer. I keep "
            "the words as part of our conversation, the recording nowhere."
        )
    return texts(language).say(
        "Recordings that you send me go to a speech service that the programme has chosen ({host}), which writes down "
        "the words. I keep the words as part of our conversation, the recording nowhere.",
        host=host,
    )


def _period(language: str | None, days: int) -> str:
    """``days`` in words, as it stands after "after"."""
    return texts(language).count("one day", "{n} days", days)
