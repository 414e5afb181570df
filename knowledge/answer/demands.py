"""What a question demands of its answer that can be checked without understanding it: a quantity, a figure, a year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.answer.quantities import Quantity, missing_figures, quantities
from knowledge.answer.signs import amount
from knowledge.entries.kinds import FAQ, kind_of
from knowledge.search.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.passage import Passage

__all__ = ["asked", "lacking", "unheard"]


def _words(*patterns: str, chinese: str) -> re.Pattern[str]:
    """Whole words in any of five languages, or a run of Chinese characters."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)|{chinese}")


#: Questions for each kind of quantity, on folded text: ar, en, es, fr, ru, zh.
_ASKED = {
    Quantity.TIME: _words(
        r"كم (?:يوم\w*|شهر\w*|سن\w*|ساع\w*|اسبوع\w*|عام\w*|مد[ةه]|عمر|من الوقت)|(?:ال)?مهل[ةه]|المد[ةه]|كم مرة",
        r"how (?:long|often|soon|quickly|old)|how many (?:\w+ )?(?:hours?|hrs?|days?|weeks?|months?|years?)",
        r"how much (?:time|notice)|what notice|deadlines?|time ?(?:limits?|frames?)|within how|durations?",
        r"(?:what|which|exact|minimum|maximum) (?:\w+ )?(?:age|period|term|duration)|from what age|age limit",
        r"cuant[oa]s? (?:tiempo|dias?|mes(?:es)?|anos?|horas?|semanas?)|que (?:edad|plazo)|plazos?|duracion",
        r"combien de (?:temps|jours?|mois|ans?|annees?|heures?|semaines?)|quels? (?:age|delai)s?|delais?|duree",
        r"a partir de quel age|с какого возраста|как(?:ой|ого) возраст\w*|как (?:долго|часто)|(?:какой )?сроки?",
        r"сколько (?:\w+ )?(?:времени|дней|дня|месяцев|лет|часов|недель|суток)",
        chinese="(?:几|多少)(?:天|年|个?月|周|个?小时|日|岁)|多久|多长时间|期限|时限",
    ),
    Quantity.DISTANCE: _words(
        r"اميال|ميلا?|كم كيلومتر\w*",
        r"how many (?:\w+ )?(?:miles?|km|kilomet\w+|met(?:er|re)s)|how far (?:from|away|out|off)|(?:nautical )?miles?",
        r"millas?|milles (?:marins|nautiques)|combien de (?:milles|km|kilometres|metres)|мил(?:ь|и|я|ях)|километр\w*",
        chinese="海里|公里|多远",
    ),
    Quantity.SHARE: _words(
        r"نسب[ةه]|باي اغلبي[ةه]|ما الاغلبي[ةه]|percent\w*|per cent|what (?:share|proportion|majority)|which majority",
        r"que mayoria|porcentaje|pourcentage|quelle (?:majorite|part)|процент\w*|как(?:ое|им) большинств\w+",
        chinese="百分之|什么多数|比例",
    ),
    Quantity.MONEY: _words(
        r"كم (?:من )?المال|كم (?:يكلف|تكلف)|(?:ما|كم) الغرام[ةه]|(?:average|avg) cost|how (?:big|high) a fine",
        r"how much (?:money|can|may|must|does|do|did|is|are|was|were|will|would)",
        r"(?:what|which) (?:\w+ )?(?:budget|fine|price|salary|wage)s?",
        r"cuanto (?:dinero|cuesta)|que (?:presupuesto|multa|precio)|combien (?:d'argent|coute|ca coute)",
        r"quel(?:le)? (?:\w+ )?(?:budget|amende|prix|salaire)|сколько (?:денег|стоит)|какой (?:штраф|бюджет)",
        chinese="多少钱|怎么收费|收费多少|多少费用|费用(?:是)?多少|罚款多少|罚多少|预算",
    ),
}
#: A year that stands by itself: not the number of a resolution, nor a part of a longer one.
_YEAR = re.compile(r"(?<![\d./-])((?:1[89]|20)\d\d)(?![\d/])")


def asked(question: str) -> frozenset[Quantity]:
    """The kinds of quantity that would answer the question; any of them does. Empty where it asks for none."""
    text = folded(question)
    kinds = frozenset(kind for kind, pattern in _ASKED.items() if pattern.search(text))
    return kinds or (frozenset((Quantity.NUMBER,)) if amount(question) else kinds)


def lacking(question: str, passages: Sequence[Passage]) -> bool:
    """Whether it asks for a quantity, and no passage gives one of that kind: they cannot be the answer.

    A frequent question that asks for such a quantity as well gives it, or says why it does not.
    """
    wanted = asked(question)
    return bool(wanted) and not any(wanted & _given(passage) for passage in passages)


def unheard(question: str, passages: Sequence[Passage]) -> bool:
    """Whether it states a figure with its unit ("the 72 hour deadline"), or a year, that no passage has.

    Args:
        question: without the instruments that it names, whose years are known.
        passages: that would answer; their titles and headings count.
    """
    if missing_figures(question, [passage.text for passage in passages]):
        return True
    years = _YEAR.findall(folded(question))
    if not years:
        return False
    there = " ".join(" ".join((passage.name, passage.title, *passage.section, passage.text)) for passage in passages)
    return any(year not in there for year in years)


def _given(passage: Passage) -> frozenset[Quantity]:
    found = quantities(passage.text, passage.language)
    return found | asked(passage.section[-1]) if kind_of(passage) == FAQ and passage.section else found
