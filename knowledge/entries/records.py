"""What the table of instruments says of one: title, date, entry into force, and whether it binds; in six languages.

The date is the one that the instrument bears, which is that of its adoption for some and of its signature for others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.errors import KnowledgeError
from knowledge.instruments import Instruments

if TYPE_CHECKING:
    from datetime import date

    from knowledge.instruments import Instrument

__all__ = ["parse_instruments", "record"]

_DATED = {
    "ar": "{title}: تاريخ الاعتماد أو التوقيع: {date}.",
    "en": "{title}: adopted or signed on {date}.",
    "es": "{title}: adopción o firma el {date}.",
    "fr": "{title} : adoption ou signature le {date}.",
    "ru": "{title}: дата принятия или подписания — {date}.",
    "zh": "{title}：通过或签署日期为{date}。",
}
_IN_FORCE = {
    "ar": "تاريخ بدء النفاذ: {date}.",
    "en": "It entered into force on {date}.",
    "es": "Entrada en vigor: {date}.",
    "fr": "Entrée en vigueur le {date}.",
    "ru": "Дата вступления в силу — {date}.",
    "zh": "生效日期为{date}。",
}
_BINDS = {
    "ar": "نص ملزم قانونا للدول الأطراف فيه أو الموجه إليها.",
    "en": "It is legally binding on the States that are party to it or to which it is addressed.",
    "es": "Es jurídicamente vinculante para los Estados que son parte en él o a los que va dirigido.",
    "fr": "Texte juridiquement contraignant pour les États qui y sont parties ou qui en sont destinataires.",
    "ru": "Документ юридически обязателен для государств, которые в нём участвуют или которым он адресован.",
    "zh": "对其缔约国或其所针对的国家具有法律约束力。",
}
#: Of a treaty that is not in force, or whose entry into force is not certain.
_WILL_BIND = {
    "ar": "معاهدة تلزم الدولة متى أصبحت نافذة تجاهها. ولا يذكر هذا الجدول تاريخا لبدء نفاذها.",
    "en": "A treaty: it binds a State once it is in force for that State. This table has no date of its entry into "
    "force.",
    "es": "Es un tratado: obliga a un Estado una vez en vigor para él. Esta tabla no tiene la fecha de su entrada "
    "en vigor.",
    "fr": "Traité : il lie un État une fois en vigueur à son égard. Ce tableau n'a pas la date de son entrée en "
    "vigueur.",
    "ru": "Международный договор: обязателен для государства, как только вступит для него в силу. Даты его вступления "
    "в силу в этой таблице нет.",
    "zh": "属条约：自对一国生效起对该国有约束力。本表没有其生效日期。",
}
_DOES_NOT_BIND = {
    "ar": "ليس معاهدة، ولا يلزم الدول كما تلزمها المعاهدات.",
    "en": "It is not a treaty and does not bind States as one does.",
    "es": "No es un tratado y no obliga a los Estados como lo hace un tratado.",
    "fr": "Ce n'est pas un traité : ce texte n'a pas la force obligatoire d'un traité.",
    "ru": "Это не международный договор: обязательной силы договора документ не имеет.",
    "zh": "并非条约，不具有条约的法律约束力。",
}
#: Days as a note of the United Nations has them.
_LOCALES = {"en": "en_GB"}


def parse_instruments(data: object, name: str) -> tuple[Instrument, ...]:
    """The instruments in what was read from the file ``name``.

    Raises:
        KnowledgeError: it is no table of instruments, or one of them lacks a field.
    """
    try:
        return tuple(Instruments.of(data))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise KnowledgeError(
            f"{name}: one of the instruments is not whole ({type(error).__name__}: {error}). Each has an id, a title, "
            "adopted, in_force, binding, articles, and names and aliases in six languages."
        ) from None


def record(instrument: Instrument, language: str) -> str:
    """One paragraph on an instrument in one of the six languages; its official title is in English in all of them."""
    said = [_DATED[language].format(title=instrument.title, date=_day(instrument.adopted, language))]
    if instrument.in_force:
        said.append(_IN_FORCE[language].format(date=_day(instrument.in_force, language)))
    binds = (_BINDS if instrument.in_force else _WILL_BIND) if instrument.binding else _DOES_NOT_BIND
    said.append(binds[language])
    return ("" if language == "zh" else " ").join(said)


def _day(day: date, language: str) -> str:
    from babel.dates import format_date

    written: str = format_date(day, "long", locale=_LOCALES.get(language, language))
    if language == "ru":
        return re.sub(r"\sг\.$", " года", written)
    # The first of a month is an ordinal in French, which CLDR's patterns have no letter for.
    return written.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else written
