from __future__ import annotations

import pytest

from nlu.texts import LANGUAGES
from nlu.wishes.asides import ASIDES, accepts_place, aside_of, is_for_another, wants_off

SAID = {
    "ar": {
        "calendar": ("أعطني رابط التقويم", "أريد الاشتراك في التقويم"),
        "follow": ("أخبرني بالجلسات الجديدة عن المناخ",),
        "here": ("أنا هنا لحضور الجلسة", "سجل حضوري", "سجل وصولي"),
        "quiet": ("لا ترسل لي تذكيرات بعد الآن",),
        "remind": ("ذكرني قبل الجلسة بساعتين", "نبهني قبلها بساعة"),
        "unfollow": ("لا تخبروني بعد الآن بندوات الاحتجاز",),
        None: ("جلساتي", "ماذا في تقويمي", "هل سجل حضوري", "ما الجلسات التي حضرتها"),
    },
    "en": {
        "calendar": ("give me the calendar link", "how do I get this into outlook", "put my sessions in my calendar"),
        "follow": ("let me know about new sessions on climate", "tell me when there is a seminar on statelessness"),
        "here": ("I'm here for the session", "check me in", "I have arrived at the seminar"),
        "quiet": ("don't remind me any more", "no reminders please"),
        "remind": ("remind me two hours before the session", "ping me the evening before"),
        "unfollow": ("stop telling me about seminars on detention",),
        None: ("my sessions", "what's on my calendar", "was I there?", "did I attend the seminar in March"),
    },
    "es": {
        "calendar": ("deme el enlace del calendario", "cómo paso esto a outlook"),
        "follow": ("avísame de nuevas sesiones sobre clima",),
        "here": ("ya estoy aquí para la sesión", "he llegado al seminario"),
        "quiet": ("no me envíen más recordatorios",),
        "remind": ("recuérdame dos horas antes de la sesión", "avísame una hora antes"),
        "unfollow": ("no me avisen más de seminarios sobre detención",),
        None: ("mis sesiones", "qué hay en mi agenda", "¿se anotó mi asistencia la semana pasada?"),
    },
    "fr": {
        "calendar": ("donnez-moi le lien du calendrier", "je veux m'abonner au calendrier"),
        "follow": ("préviens-moi des nouvelles sessions sur le climat",),
        "here": ("je suis là pour la session", "je suis arrivé au séminaire"),
        "quiet": ("plus de rappels svp",),
        "remind": ("rappelle-moi deux heures avant la session", "fais-moi signe la veille au soir"),
        "unfollow": ("ne me prévenez plus des séminaires sur la détention",),
        None: ("mes sessions", "qu'y a-t-il dans mon agenda", "ai-je été noté présent"),
    },
    "ru": {
        "calendar": ("дайте ссылку на календарь", "хочу подписаться на календарь"),
        "follow": ("сообщай мне о новых сессиях про климат",),
        "here": ("я здесь, на сессии", "отметьте меня"),
        "quiet": ("больше не напоминай",),
        "remind": ("напомни мне за два часа до сессии", "предупреди меня за час"),
        "unfollow": ("больше не сообщайте мне о семинарах про задержание",),
        None: ("мои сессии", "что у меня в календаре", "отметили ли меня присутствующим"),
    },
    "zh": {
        "calendar": ("给我日历链接", "我想订阅日历"),
        "follow": ("有新的气候讲座请告诉我",),
        "here": ("我到了，来参加讲座", "帮我签到"),
        "quiet": ("不要再提醒我了",),
        "remind": ("讲座前两小时提醒我", "提前一小时叫我"),
        "unfollow": ("别再通知我拘留方面的研讨会",),
        None: ("我的预订", "我的日历上有什么", "上一场我到了吗"),
    },
}
ACCEPTED = {
    "ar": ("أقبل المقعد", "سجلني في الندوة"),
    "en": ("I accept the place", "I take the second one"),
    "es": ("acepto la plaza", "inscríbeme en el seminario"),
    "fr": ("je prends la place proposée", "je prends la première"),
    "ru": ("беру предложенное место", "беру первую"),
    "zh": ("我接受这个名额", "帮我报名研讨会"),
}
ANOTHER = {
    "ar": ("سجل زميلي في الندوة", "سجلني في الندوة"),
    "en": ("register my colleague for the seminar", "register me for the seminar"),
    "es": ("inscribe a mi colega en el seminario", "inscríbeme en el seminario"),
    "fr": ("inscrivez ma collègue au séminaire", "inscrivez-moi au séminaire"),
    "ru": ("запишите моего коллегу на семинар", "запишите меня на семинар"),
    "zh": ("帮我同事报名研讨会", "帮我报名研讨会"),
}


@pytest.mark.parametrize(
    ("language", "aside", "text"),
    [(language, aside, text) for language in LANGUAGES for aside, texts in SAID[language].items() for text in texts],
)
def test_what_is_said_around_sessions(language, aside, text):
    assert aside_of(text, language) == aside


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_aside_is_tried_in_every_language(language):
    assert set(SAID[language]) == {*ASIDES, None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_taking_a_place_and_places_of_others(language):
    assert [accepts_place(text, language) for text in ACCEPTED[language]] == [True, False]
    assert [is_for_another(text, language) for text in ANOTHER[language]] == [True, False]


OFF = {
    "ar": ("احذفوا اسمي من قائمة الورشة", "سجلوا اسمي في قائمة الورشة"),
    "en": ("pls take me off the list for the smuggling class", "put me on the list for the smuggling class"),
    "es": ("bórrenme de la lista del jueves", "pónganme en la lista del jueves"),
    "fr": ("enlevez-moi de la liste pour le 23", "mettez-moi sur la liste pour le 23"),
    "ru": ("уберите меня из списка на четверг", "включите меня в список на четверг"),
    "zh": ("把我从周四的名单里去掉", "把我加到周四的名单里"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_off_the_list(language):
    assert [wants_off(text, language) for text in OFF[language]] == [True, False]
