"""Words by which a question asks for an entry: what a term means, or where to learn, look up or get help. Data only.

All patterns are for folded text: small letters, no accents on Latin letters, no Arabic vowel signs, simple alefs.
"""
# ruff: noqa: E501 - a line holds what belongs together

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["WISHES", "Wishes"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one language asks for entries.

    Attributes:
        defining: asks what something means; the group ``term`` is what. Anything may be caught that is no term. The last
            one is a term and nothing else.
        finding: asks where something is to be found; the group ``term`` is what.
        filler: words around the term that are no part of it ("exactly", "in international law").
        resources: asks for a course, a body, a database, or help.
        perhaps: may ask for one, or for the law ("which committee ...").
        kinds: words for kinds of resources, by the kind's key.
        audiences: words for those who ask or are asked for, by the audience's key.
        modes: words for ways to take part, by the mode's key.
    """

    defining: tuple[re.Pattern[str], ...]
    finding: tuple[re.Pattern[str], ...]
    filler: str
    resources: re.Pattern[str]
    perhaps: re.Pattern[str]
    kinds: Mapping[str, re.Pattern[str]]
    audiences: Mapping[str, re.Pattern[str]]
    modes: Mapping[str, re.Pattern[str]]


def _defining(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.replace("X", r"(?P<term>.+?)") + r"[\s?!.؟？。…]*$") for pattern in patterns)


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.replace('ى', 'ي')})(?!\w)")


def _joined(words: str) -> re.Pattern[str]:
    """The same for Arabic, which writes "and" and "so" together with the word behind."""
    return re.compile(rf"(?<!\w)[وف]?(?:{words.replace('ى', 'ي')})(?!\w)")


def _each(**words: str) -> dict[str, re.Pattern[str]]:
    return {name.replace("_", "-"): _any(pattern) for name, pattern in words.items()}


def _signs(**words: str) -> dict[str, re.Pattern[str]]:
    """The same for Chinese, which has no spaces."""
    return {name.replace("_", "-"): re.compile(pattern) for name, pattern in words.items()}


WISHES: dict[str, Wishes] = {
    "en": Wishes(
        defining=_defining(
            r"\bwhat (?:do|does|did) (?:the (?:term|word|expression|acronym) )?X (?:mean|stand for|refer to)\b.*",
            r"\bwhat (?:do|does) (?:you|they|we|people) (?:mean|understand) by X",
            r"\b(?:what is|what are|what's|whats|what exactly is|who is|who are|who counts as|who qualifies as) (?:meant by |the (?:legal |exact )?(?:meaning|definition) of )?X",
            r"\b(?:define|explain)(?: me)?(?: the (?:term|word|concept|meaning)(?: of)?)? X(?: to (?:me|us))?",
            r"\btell (?:me|us) (?:more |something )?about X",
            r"\b(?:want|would like|wanna|like|need) to (?:know|understand)(?: more| something)?(?: (?:about|what(?: is|'s)))? X",
            r"\b(?:meaning|definition) of X",
            r"^X (?:meaning|definition|means what|what is it|what does it mean)",
            r"^(?:the (?:term|word) )?X",
        ),
        finding=_defining(
            r"\b(?:where (?:can|could|do|does|is|are)(?: (?:i|we|one|you|they))?(?: (?:find|get|see|read|consult|reach))?|how (?:can|do) (?:i|we) (?:find|reach|contact)|(?:link|site|website|web page|address|contact) (?:to|of|for)) X"
        ),
        filler="exactly actually really term word concept legally legal international law please simple simply language terms plain words precisely under",
        resources=_any(
            r"where (?:can|could|do|does|should|would|might) (?:\w+ ){1,3}(?:learn|study|train|take|find|get|read more|look|turn|go for|report|enrol|enroll|sign up|ask for help|complain)"
            r"|(?:how|where) (?:do|can|could) (?:i|we) (?:learn|study|train|sign up|enrol|enroll|get (?:help|advice|support|trained))"
            r"|who (?:deals|is dealing|works|is working) (?:with|on)|who (?:can|could|will|would) (?:help|assist|advise|support|train)"
            r"|(?:whom?|which office) (?:do|can|should|could) (?:i|we|they|you) (?:contact|call|ask|turn to|talk to|go to|write to)"
            r"|(?:is|are) there (?:\w+ ){0,2}(?:anything for|something for|(?:\w+ ){0,3}(?:courses?|trainings?|classes|seminars?|workshops?|webinars?|networks?|databases?|resources?|hotlines?|helplines?|materials?))"
            r"|(?:courses?|trainings?|resources?|seminars?|workshops?) (?:for|on|about) \w+"
            r"|(?:which|what|any|recommend\w*|free|online|good|looking for|need|want) (?:\w+ ){0,3}(?:courses?|trainings?|mooc|webinars?|workshops?|e-?learning|databases?|hotlines?|helplines?)"
            r"|(?:i|we|my \w+) (?:\w+ ){0,2}needs? (?:\w+ ){0,2}(?:help|advice|assistance|support|lawyer|protection)|(?:and|please|i) (?:need|want) (?:help|advice|legal aid|a lawyer)|(?:need|want) (?:help|advice|legal aid|a lawyer)(?=\W*$)|(?:looking for|where to get) (?:help|advice|legal aid|a lawyer)|help (?:me|us)(?=\W*$)"
            r"|(?:where|how) to (?:learn|study|train|find|get help|complain|look up|read)|(?:learn|study|read) (?:more )?about|statistics on|figures on"
        ),
        perhaps=_any(
            "which (?:organi[sz]ation|body|bodies|agency|agencies|committee|office|institution|treaty body)|what (?:organi[sz]ation|body|agency)s?|who (?:monitors|supervises|watches|handles|trains|runs)|organi[sz]ations? (?:that|which|for)"
        ),
        kinds=_each(
            course="courses?|trainings?|train|class(?:es)?|learn|study|workshops?|curriculum",
            e_learning="e-?learning|online (?:course|training|class)(?:e?s)?|mooc|self-paced|learn|study",
            seminar_series="seminars?|webinars?|lectures?|talks?",
            treaty_body="committees?|treaty bod(?:y|ies)|complaints?|complain|monitors",
            treaty="treaty|treaties|conventions?|text of",
            database="databases?|data|statistics|figures|numbers|case law|look up|search for",
            regional_process="regional (?:process(?:es)?|consultati\\w+|dialogues?)|consultative process",
            network="networks?|alliances?|coalitions?|forums?|platforms?|peers?|cities|mayors?",
            organisation="organi[sz]ations?|agency|agencies|who (?:deals|works)|bod(?:y|ies)",
            help="help|advice|hotlines?|helplines?|lawyers?|legal aid|assistance|support|report|emergency",
        ),
        audiences=_each(
            delegates="delegates?|diplomats?|negotiators?|ambassadors?|missions?|delegations?",
            authorities="mayors?|cit(?:y|ies)|municipalit(?:y|ies)|local|towns?|authorit(?:y|ies)|ministr(?:y|ies)|officials?|governments?|police|border guards?|judges?|coast ?guards?|civil servants?|prosecutors?",
            participants="students?|participants?|trainees?|learners?|beginners?|newcomers? to",
            public="i(?:'m| am) an? (?:\\w+ )?(?:migrant|refugee|asylum.seeker|worker|victim|foreigner)|migrants?|refugees?|victims?|famil(?:y|ies)|anyone|everyone|public|my (?:brother|sister|friend|son|daughter|husband|wife)",
        ),
        modes=_each(
            online="online|remote(?:ly)?|from home|virtual|distance|e-?learning|webinars?",
            in_person="in person|face.to.face|on site|classroom|residential",
            blended="blended|hybrid",
        ),
    ),
    "fr": Wishes(
        defining=_defining(
            r"\bque (?:veut dire|veulent dire|signifie|signifient|designe) X",
            r"\bqu['’]?est[- ]?ce qu(?:e|['’])(?: ?c['’]est qu(?:e|['’]))? ?(?:on entend par |veut dire |signifie )?X",
            r"\bqu['’](?:entend-on par|appelle-t-on|est-ce que c['’]est) X",
            r"\b(?:c['’]est quoi|cest quoi|quoi) X",
            r"\b(?:quel est le sens|quelle est la definition|quelle est la signification|definition|sens|signification) (?:de |du |des |d['’])X",
            r"\b(?:definis|definir|definissez|explique|expliquez|expliquer)(?:-moi)?(?: (?:le terme|le mot|la notion|le concept)(?: de| d['’])?)? X",
            r"\bqui est (?:considere comme )?X",
            r"\b(?:parle|parlez|dis|dites)(?:-moi|-nous)? (?:de |du |des |d['’])X",
            r"\b(?:veux|voudrais|aimerais|voudrions|aimerions) (?:savoir|comprendre|connaitre)(?: ce qu(?:e|['’]) ?(?:est|c['’]est que))? X",
            r"^X,? (?:c['’]est quoi|ca veut dire quoi|veut dire quoi|signifie quoi|definition)",
            r"^(?:le (?:terme|mot) )?X",
        ),
        finding=_defining(
            r"\b(?:ou (?:est|sont|trouver|consulter|puis-je trouver|peut-on trouver|trouve-t-on|se trouve)|comment (?:trouver|contacter|joindre)|(?:lien|site|adresse)(?: internet| web)? (?:vers|de|du|des)) X"
        ),
        filler="exactement terme mot notion concept droit international juridiquement juridique vraiment simplement clair précisément",
        resources=_any(
            r"ou (?:puis-je|peut-on|pouvons-nous|je peux|on peut|est-ce qu(?:e je peux|['’]on peut)|dois-je|faut-il|me) (?:\w+ )?(?:apprendre|etudier|suivre|trouver|me former|se former|nous former|s['’]adresser|m['’]adresser|obtenir|consulter|lire|chercher|signaler|porter plainte|renseigner)"
            r"|ou (?:apprendre|etudier|suivre|trouver|se former|s['’]adresser|obtenir|consulter|chercher|signaler|se renseigner)|comment (?:apprendre|se former|me former)"
            r"|qui (?:s['’]occupe|traite|travaille sur|peut (?:m['’]|nous |les |l['’])?aider|pourrait (?:m['’]|nous )?aider|(?:m['’]|nous |l['’])aide|forme)|a qui (?:\w+[- ])?(?:\w+ )?(?:s['’]adresser|m['’]adresser|adresser|demander|parler|ecrire)"
            r"|(?:y a-t-il|existe-t-il|est-ce qu['’]il (?:y a|existe)|il y a|avez-vous|auriez-vous) (?:\w+['’ ]){0,3}(?:quelque chose pour|cours|formations?|seminaires?|ateliers?|reseaux?|bases? de donnees|ressources?|webinaires?)"
            r"|quelque chose pour|(?:quels?|quelles?|un|une|des|cherche|veux|voudrais|suivre|conseill\w+) (?:\w+ ){0,3}(?:cours|formations?|webinaires?|ateliers?|moocs?|base de donnees)"
            r"|(?:ai|avons|a|ont) besoin (?:d['’]une? )?(?:d['’])?(?:aide|conseils?|avocat|assistance|protection)|besoin d['’](?:aide|un avocat)|aidez[- ](?:moi|nous)|(?:peux-tu|pouvez-vous) m['’]aider(?=\W*$)"
            r"|(?:apprendre|en savoir) (?:plus )?sur|statistiques sur|chiffres sur"
        ),
        perhaps=_any(
            "quel(?:le)?s? (?:organisations?|organismes?|organes?|agences?|comites?|institutions?)|qui (?:surveille|controle|supervise|gere)"
        ),
        kinds=_each(
            course="cours|formations?|former|apprendre|etudier|stages?|ateliers?",
            e_learning="en ligne|e-?learning|moocs?|apprendre|etudier",
            seminar_series="seminaires?|webinaires?|conferences?",
            treaty_body="comites?|organes? conventionnels?|plaintes?|surveille",
            treaty="traites?|conventions?|texte d\\w+",
            database="bases? de donnees|donnees|statistiques|chiffres|jurisprudence",
            regional_process="processus (?:regional|consultatif)\\w*|dialogues? regiona\\w+",
            network="reseaux?|alliances?|coalitions?|forums?|plateformes?|villes?|maires?",
            organisation="organisations?|organismes?|agences?|qui s['’]occupe",
            help="aide|aider|conseils?|avocats?|assistance|urgence|signaler|numero",
        ),
        audiences=_each(
            delegates="delegue\\w*|diplomates?|negociat\\w+|ambassad\\w+|missions?",
            authorities="maires?|villes?|communes?|municipalites?|collectivites?|autorites?|ministeres?|fonctionnaires?|police|policiers?|gardes?|juges?|gouvernements?|elus?",
            participants="etudiant\\w*|participant\\w*|stagiaires?|debutant\\w*",
            public="je suis (?:un |une )?(?:migrant|refugie|demandeu|travailleu|victime|etranger)\\w*|migrant\\w*|refugie\\w*|victimes?|familles?|tout le monde|public|mon (?:frere|ami|fils|mari)|ma (?:soeur|fille|femme)",
        ),
        modes=_each(
            online="en ligne|a distance|webinaires?|virtuel\\w*",
            in_person="en presentiel|sur place|en salle",
            blended="hybrides?|mixtes?",
        ),
    ),
    "es": Wishes(
        defining=_defining(
            r"\bque (?:significa|significan|quiere decir|quieren decir|se entiende por|entendemos por) X",
            r"\b(?:que|quien|quienes) (?:es|son)(?: exactamente)? X",
            r"\ba que se (?:llama|le llama|refiere) X",
            r"\b(?:definicion|significado|sentido|concepto) (?:de |del )X",
            r"\b(?:hablame|hableme|cuentame|cuenteme) (?:de |del |sobre )X",
            r"\b(?:quiero|quisiera|quisieramos|necesito|me gustaria) (?:saber|entender|comprender|conocer)(?: (?:que es|sobre|de))? X",
            r"\b(?:define|definir|defina|explica|explique|explicame)(?:me)?(?: (?:el termino|la palabra|el concepto)(?: de)?)? X",
            r"^X,? (?:que es|que son|que significa|que quiere decir|significado|definicion)",
            r"^(?:el termino |la palabra )?X",
        ),
        finding=_defining(
            r"\b(?:donde (?:esta|estan|encuentro|encontrar|consulto|puedo (?:encontrar|consultar|ver)|se encuentra)|como (?:encuentro|contacto|contactar)|(?:enlace|sitio|pagina|direccion)(?: web)? (?:de|del|a|al)) X"
        ),
        filler="exactamente término palabra concepto derecho internacional jurídicamente legal realmente sencillas claro",
        resources=_any(
            r"donde (?:puedo|podemos|se puede|puede uno|podria|pueden|debo|se) (?:\w+ )?(?:aprender|estudiar|formarme|formarse|hacer|tomar|encontrar|conseguir|consultar|buscar|leer|acudir|pedir|obtener|denunciar|informarme)"
            r"|donde (?:aprendo|estudio|encuentro|hay|consigo|busco|acudo)|como (?:puedo|podemos) (?:aprender|formarme|formarnos)"
            r"|quien(?:es)? (?:se ocupa|se encarga|trata|trabaja|(?:me |nos |le |los |les )?(?:puede\w* ayudar|ayuda|ayudan|ayudaria)|forma)|a quien (?:\w+ ){0,2}(?:acudir|acudo|dirigirme|dirigir\\w*|pedir|preguntar|llamar|llamo)"
            r"|(?:hay|existe|existen|tienen|tienes) (?:\w+ ){0,3}(?:cursos?|formacion|capacitacion|seminarios?|talleres?|red|redes|bases? de datos|recursos?|linea de ayuda)|algo para"
            r"|(?:que|algun|un|una|unos|busco|quiero|necesito|recomienda\w*|recomendar) (?:\w+ ){0,2}(?:cursos?|formacion|capacitacion|talleres?|mooc|base de datos|webinars?)"
            r"|(?:necesito|necesitamos|necesita|necesitan|busco) (?:\w+ ){0,2}(?:ayuda|asesoria|asesoramiento|abogado|apoyo|asistencia|proteccion)|(?:ayudame|ayudenme|me puede[ns]? ayudar|pueden ayudarme)(?=\W*$)"
            r"|aprender (?:mas )?(?:sobre|de)|saber mas (?:sobre|de)|estadisticas (?:sobre|de)|datos (?:sobre|de)"
        ),
        perhaps=_any(
            "(?:que|cual|cuales) (?:\\w+ )?(?:organizacion(?:es)?|organismos?|organos?|agencias?|comites?|institucion(?:es)?)|quien (?:vigila|supervisa|controla)"
        ),
        kinds=_each(
            course="cursos?|formacion|capacitacion|clases?|aprender|estudiar|talleres?",
            e_learning="en linea|e-?learning|virtual(?:es)?|moocs?|aprender|estudiar",
            seminar_series="seminarios?|webinars?|conferencias?|charlas?",
            treaty_body="comites?|organos? de tratados?|quejas?|vigila|supervisa",
            treaty="tratados?|convencion(?:es)?|convenios?|texto de\\w*",
            database="bases? de datos|datos|estadisticas|cifras|jurisprudencia",
            regional_process="procesos? (?:regional|consultivo)\\w*|dialogos? regional\\w*",
            network="red|redes|alianzas?|coalicion\\w*|foros?|plataformas?|ciudades|alcaldes?",
            organisation="organizacion\\w*|organismos?|agencias?|quien se (?:ocupa|encarga)",
            help="ayuda\\w*|asesor\\w+|abogad\\w+|apoyo|asistencia|denunciar|emergencia|linea de ayuda",
        ),
        audiences=_each(
            delegates="delegad\\w+|diplomatic\\w+|negociador\\w*|embajad\\w+|mision\\w*",
            authorities="alcald\\w+|ciudades|ciudad|municip\\w+|ayuntamientos?|locales|autoridad\\w*|ministerios?|funcionari\\w+|policia\\w*|jueces|juez|gobiernos?|guardacostas",
            participants="estudiantes?|participantes?|alumn\\w+|principiantes?",
            public="soy (?:un |una )?(?:migrante|refugiad|solicitante|trabajador|victima|extranjer)\\w*|migrantes?|refugiad\\w+|victimas?|familias?|publico|todos|mi (?:hermano|hermana|amigo|hijo|hija|marido|mujer|esposa)",
        ),
        modes=_each(
            online="en linea|online|a distancia|virtual\\w*|webinars?",
            in_person="presencial\\w*|en persona",
            blended="mixt\\w+|hibrid\\w+|semipresencial\\w*",
        ),
    ),
}

WISHES["ru"] = Wishes(
    defining=_defining(
        r"(?<!\w)что (?:такое|значит|означает|обозначает|это значит|за|понимается под|понимают под|подразумевается под)(?: (?:термин|слово|понятие))? X",
        r"(?<!\w)кто (?:такой|такая|такие|считается|является) X",
        r"(?<!\w)(?:определение|значение|смысл|понятие)(?: (?:термина|слова|понятия))? X",
        r"(?<!\w)(?:определи|определите|объясни|объясните|поясни|поясните)(?: мне)?(?: (?:термин|слово|понятие|что такое))? X",
        r"(?<!\w)(?:расскажи|расскажите)(?: (?:мне|нам))? (?:про|о|об|обо) X",
        r"(?<!\w)(?:хочу|хотел бы|хотела бы|хотелось бы) (?:узнать|знать|понять)(?: (?:про|о|об|обо|что такое))? X",
        r"^X[\s,–—-]* (?:это что|что это(?: такое| значит)?|что означает|что значит|определение)",
        r"^(?:термин |понятие )?X",
    ),
    finding=_defining(
        r"(?<!\w)(?:где (?:(?:можно |мне )?(?:найти|посмотреть)|находится|находятся)|как (?:найти|связаться с)|(?:сайт|ссылка на|адрес|страница)) X"
    ),
    filler="точно именно термин слово понятие право международном международного юридически простыми словами вообще",
    resources=_any(
        r"где (?:\w+ ){0,2}(?:научиться|узнать|изучить|учиться|пройти|найти|получить|обучиться|посмотреть|прочитать|почитать|искать|взять|пожаловаться)"
        r"|куда (?:\w+ ){0,2}(?:обратиться|обращаться|пойти|идти|жаловаться|пожаловаться|сообщить|звонить|писать)|к кому (?:\w+ ){0,2}(?:обратиться|обращаться|идти)"
        r"|кто (?:занимается|может помочь|поможет|помогает|работает (?:с|над)|обучает|учит)"
        r"|(?:есть ли|есть|существу\w+|имеются)(?: \w+){0,3} (?:курсы?|обучение|тренинги?|семинары?|сеть|сети|базы? данных|ресурсы?|вебинары?|горячая линия|материалы)|что-нибудь для|что есть для"
        r"|(?:какие|какой|ищу|нужен|нужны|хочу|посоветуйте|порекомендуйте|бесплатные?|пройти|онлайн)(?: \w+){0,3} (?:курсы?|тренинги?|обучение|вебинары?|семинары?|базу данных)"
        r"|(?:нужна|нужен|требуется|ищу|прошу)(?: \w+){0,2} (?:помощь|помощи|совет|юрист|адвокат|поддержка|защита)|помогите(?: мне)?(?=\W*$)|можете (?:мне )?помочь(?=\W*$)"
        r"|узнать (?:больше )?о|узнать подробнее|статистик\w+ (?:о|по)"
    ),
    perhaps=_any(
        "как(?:ая|ие|ой|ую) (?:организаци\\w+|орган\\w*|агентств\\w+|комитет\\w*|учреждени\\w+)|кто (?:следит|контролирует|наблюдает|отвечает)"
    ),
    kinds=_each(
        course="курс\\w*|обучен\\w+|тренинг\\w*|учиться|научиться|изучить|занятия",
        e_learning="онлайн\\S*|дистанционн\\w+|электронн\\w+|учиться|научиться|изучить",
        seminar_series="семинар\\w*|вебинар\\w*|лекци\\w+",
        treaty_body="комитет\\w*|договорн\\w+ орган\\w*|жалоб\\w+|пожаловаться|следит",
        treaty="договор\\w*|конвенци\\w+|текст\\w*",
        database="баз\\w+ данных|данные|статистик\\w+|цифры|судебн\\w+ практик\\w+",
        regional_process="региональн\\w+ (?:процесс|консультац|диалог)\\w*",
        network="сет[ьи]|альянс\\w*|коалици\\w+|форум\\w*|платформ\\w+|город\\w*|мэр\\w*",
        organisation="организаци\\w+|агентств\\w+|кто занимается",
        help="помощ\\w+|помоги\\w*|помочь|совет\\w*|юрист\\w*|адвокат\\w*|поддержк\\w+|горяч\\w+ лини\\w+|сообщить",
    ),
    audiences=_each(
        delegates="делегат\\w*|дипломат\\w*|переговорщик\\w*|посл\\w+|посольств\\w+|миссии",
        authorities="мэр\\w*|город\\w*|муниципал\\w+|местн\\w+|власт\\w+|министерств\\w+|чиновник\\w*|полици\\w+|пограничник\\w*|судь\\w+|правительств\\w+|госслужащ\\w+",
        participants="студент\\w*|слушател\\w+|участник\\w*|начинающ\\w+",
        public="я (?:мигрант|беженец|беженка|рабочий|жертва|иностранец)\\w*|мигрант\\w*|беженц\\w+|жертв\\w*|семь\\w+|всех|мо(?:й|его|ему) (?:брат|друг|сын|муж)\\w*|мо(?:я|ей|ю) (?:сестр|дочь|дочер|жен)\\w*",
    ),
    modes=_each(
        online="онлайн|дистанционн\\w+|удаленно|вебинар\\w*",
        in_person="очн\\w+|лично",
        blended="смешанн\\w+|гибридн\\w+",
    ),
)

WISHES["ar"] = Wishes(
    defining=_defining(
        r"(?<!\w)ما ?(?:هو|هي|هم|معني|تعريف|مفهوم|المراد ب|المقصود ب|المقصود من|المقصود بمصطلح)(?: (?:معني|تعريف|مصطلح|مفهوم|المقصود ب))? ?X",
        r"(?<!\w)ما(?:ذا)? (?:يعني|تعني|يقصد ب|نقصد ب|معني)(?: (?:مصطلح|كلمة|عبارة))? ?X",
        r"(?<!\w)(?:ايش|شو|وش) (?:يعني|معني|هو|هي) X",
        r"(?<!\w)(?:عرف|عرفي|اشرح|اشرحي|وضح)(?: (?:لي|لنا))?(?: (?:مصطلح|كلمة|مفهوم|معني))? X",
        r"(?<!\w)(?:تعريف|معني|مفهوم)(?: (?:مصطلح|كلمة))? X",
        r"(?<!\w)من (?:هو|هي|هم|يعد|يعتبر) X",
        r"(?<!\w)(?:حدثني|حدثنا|اخبرني|كلمني|احك لي) عن X",
        r"(?<!\w)(?:اريد|اود|نريد|نود) (?:ان )?(?:اعرف|افهم|نعرف|نفهم|معرفة|فهم)(?: (?:عن|ما هو|ما هي|ما معني|معني))? X",
        r"(?<!\w)ما X",
        r"^X (?:ما معناه|ما معناها|ماذا تعني|ماذا يعني|تعريف|يعني ايه)",
        r"^(?:مصطلح )?X",
    ),
    finding=_defining(
        r"(?<!\w)(?:اين (?:اجد|نجد|يمكن (?:ان اجد|ايجاد|العثور علي)|يوجد|توجد)|كيف (?:اصل الي|اتصل ب)|(?:موقع|رابط|عنوان)) ?X"
    ),
    filler="بالضبط مصطلح كلمة مفهوم القانون الدولي قانونا قانونيا تحديدا فعلا ببساطة",
    resources=_joined(
        r"اين (?:يمكن\w*|استطيع|اقدر|نستطيع|اجد|نجد|اتعلم|ادرس|اتدرب|احصل|ابحث|اذهب|اقدم|اشتكي)(?: \w+)*|كيف (?:اتعلم|اتدرب|يمكنني التعلم|احصل علي (?:مساعدة|مشورة))"
        r"|من (?:يهتم|يعني|يتعامل|يعمل|يساعد\w*|يستطيع مساعدت\w+|يمكنه مساعدت\w+|يدرب|يتولي)|(?:الي|لمن|بمن) (?:من )?(?:\w+ )?(?:الجا|اتوجه|اتصل|نتوجه|يتوجه)|بمن (?:اتصل|نتصل)"
        r"|(?:هل )?(?:هناك|يوجد|توجد|لديكم|عندكم)(?: \w+){0,3} ?(?:دورة|دورات|تدريب|ندوة|ندوات|ورشة|شبكة|شبكات|قاعدة بيانات|موارد|برنامج|خط ساخن)|شيء ل\w+"
        r"|(?:اي|ما هي|اريد|ابحث عن|احتاج|ننصح|افضل)(?: \w+){0,2} (?:دورة|دورات|الدورات|تدريب|ورش|قاعدة بيانات)"
        r"|(?:احتاج|نحتاج|يحتاج|اريد|اطلب|بحاجة)(?: الي)?(?: \w+){0,2} ?(?:مساعدة|المساعدة|مساعده|مشورة|نصيحة|محام\w*|دعم|حماية)|ساعد(?:ني|وني|ونا)|هل (?:يمكنك|تستطيع) مساعدتي"
        r"|(?:اتعلم|التعلم|معرفة المزيد|المزيد) عن|احصاءات عن"
    ),
    perhaps=_any(
        "(?:اي|ما هي|ما) (?:المنظمة|منظمة|المنظمات|هيئة|الهيئة|وكالة|الوكالة|لجنة|اللجنة|جهة|الجهة)|من (?:يراقب|يرصد|يشرف)"
    ),
    kinds=_each(
        course="(?:ال)?دور(?:ة|ات)|(?:ال)?تدريب\\w*|اتدرب|اتعلم|ادرس|دروس|ورش\\w*",
        e_learning="عبر الانترنت|الكتروني\\w*|عن بعد|اتعلم|ادرس",
        seminar_series="(?:ال)?ندو(?:ة|ات)|محاضر\\w+",
        treaty_body="(?:ال)?لجن(?:ة|ات)|لجان|شكو\\w+|اشتكي|هيئات? المعاهدات?",
        treaty="(?:ال)?معاهد(?:ة|ات)|(?:ال)?اتفاقي(?:ة|ات)|نص",
        database="قاعدة بيانات|قواعد بيانات|بيانات|احصا\\w+|ارقام",
        regional_process="عملي(?:ة|ات) (?:اقليمية|تشاورية)|حوار اقليمي",
        network="(?:ال)?شبك(?:ة|ات)|تحالف\\w*|منتد\\w+|(?:ال|لل)?مدن|(?:ال|لل)?بلديات|عمد\\w*",
        organisation="(?:ال)?منظم(?:ة|ات)|وكال(?:ة|ات)|جهة",
        help="(?:ال)?مساعد[ةه]\\w*|ساعد\\w+|مشورة|محام\\w*|دعم|خط ساخن|ابلغ",
    ),
    audiences=_each(
        delegates="(?:ال|لل)?مندوب\\w*|(?:ال|لل)?دبلوماسي\\w*|(?:ال|لل)?مفاوض\\w*|سفير|سفراء|بعثة",
        authorities="(?:ال|لل)?عمد\\w*|رؤساء البلديات|لرؤساء البلديات|(?:ال|لل)?بلدي\\w+|(?:ال|لل)?مدن|(?:ال|لل)?سلطات|(?:ال|لل)?محلي\\w*|وزار\\w+|(?:ال|لل)?موظف\\w*|(?:ال|لل)?شرطة|حرس\\w*|(?:ال|لل)?قضاة|حكوم\\w+",
        participants="(?:ال|لل)?طلاب|طالب|(?:ال|لل)?مشارك\\w*|(?:ال|لل)?متدرب\\w*|(?:ال|لل)?مبتدئ\\w*",
        public="انا (?:مهاجر|لاجئ|عامل|ضحية|طالب لجوء)\\w*|(?:ال|لل)?مهاجر\\w*|(?:ال|لل)?لاجئ\\w*|ضحايا|اسر\\w*|عائل\\w+|الجميع|اخي|اختي|صديقي|ابني|زوج\\w*",
    ),
    modes=_each(
        online="عبر الانترنت|عن بعد|اونلاين|افتراضي\\w*", in_person="حضوري\\w*|وجاهي\\w*", blended="مدمج\\w*|مختلط\\w*"
    ),
)

WISHES["zh"] = Wishes(
    defining=_defining(
        r"(?:什么|啥)(?:是|叫|叫做)X",
        r"^X(?:到底|究竟)?(?:是|指|是指|指的是)(?:什么|啥)(?:意思|人|东西)?",
        r"^X(?:是)?(?:什么|啥)意思",
        r"^X的?(?:定义|意思|含义|意义)(?:是什么|是啥)?",
        r"(?:何谓|所谓|解释一下|请解释|解释|定义|谁是|哪些人是|介绍一下|介绍下|介绍|讲讲|讲一下|说说|说一下|(?:想|要)(?:了解|知道|弄清楚|问)(?:一下)?)X",
        r"^X",
    ),
    finding=_defining(
        r"(?:哪里|哪儿|在哪|怎么|如何)(?:能|可以|才能)?(?:找到|查到|看到|联系到|联系)X",
        r"^X的?(?:官方)?(?:网站|官网|网址|链接|地址)(?:是什么)?",
    ),
    filler="国际法 法律上 这个词 一词 术语 概念",
    resources=re.compile(
        r"(?:哪里|哪儿|在哪|何处|怎么|怎样|如何).{0,6}(?:学习|学到|学|培训|进修|查|找到|找|获得帮助|得到帮助|求助|报名|投诉|咨询)"
        r"|谁.{0,4}(?:负责处理|处理|专门|能帮|可以帮|帮忙|帮助|培训)|(?:找|问|联系|求助)(?:谁|哪个|哪家|什么机构)|向(?:谁|哪里|哪个机构)"
        r"|(?:有没有|有什么|有哪些|有无|是否有|可有).{0,12}(?:课程|培训|研讨会|讲座|网络|数据库|资源|热线|资料|东西|项目|平台)|给.{1,8}的(?:课程|培训|资源)|(?:有没有|有什么)(?:适合|针对|面向|给|为)"
        r"|(?:想|要|推荐|求|找|免费|在线).{0,6}(?:课程|培训|网课|数据库|讲座)"
        r"|(?:需要|想要|请求|寻求).{0,4}(?:帮助|帮忙|援助|咨询|律师|支持|保护)|帮帮我|帮我|救救|怎么求助"
        r"|了解更多|统计数据|学习.{0,8}(?:知识|法)"
    ),
    perhaps=re.compile(r"(?:哪个|哪些|什么|哪家)(?:组织|机构|机关|委员会|部门)|谁(?:监督|监测|负责|管)"),
    kinds=_signs(
        course="课程|培训|课|学习|学|进修",
        e_learning="在线|网课|网上|线上|远程|学习|学",
        seminar_series="研讨会|讲座|网络研讨",
        treaty_body="委员会|条约机构|投诉|申诉|监督",
        treaty="条约|公约|原文|文本",
        database="数据库|数据|统计|判例",
        regional_process="区域(?:进程|磋商|协商|对话)",
        network="网络|联盟|论坛|平台|城市|市长",
        organisation="组织|机构|谁.{0,3}处理",
        help="帮助|帮忙|帮我|求助|律师|援助|热线|咨询|举报",
    ),
    audiences=_signs(
        delegates="代表|外交官|谈判|大使|使团",
        authorities="市长|城市|市政|地方|当局|部委|官员|警察|边防|法官|政府|公务员|海岸警卫",
        participants="学生|学员|参与者|参加者|初学",
        public="我是.{0,6}(?:移民|移徙|难民|工人|受害者|外国人)|移民|难民|受害者|家人|家属|大家|公众|我(?:弟|哥|姐|妹|朋友|儿子|女儿|丈夫|妻子)",
    ),
    modes=_signs(online="在线|线上|网上|远程|网课", in_person="面授|线下|现场", blended="混合"),
)
