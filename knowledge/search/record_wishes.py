"""Words by which a question asks when an instrument was made, whether it is in force, or whether it binds. Data only.

All patterns are for folded text: small letters, no accents on Latin letters, no Arabic vowel signs, simple alefs. They
may catch too much ("when", "binding"): what the question says beside them and the instrument's name decides.
"""
# ruff: noqa: E501 - a line holds what belongs together

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RECORD_WISHES", "RecordWishes"]


@dataclass(frozen=True, slots=True)
class RecordWishes:
    """How one language asks for what the table of instruments says of one.

    Attributes:
        dated: asks for the day or year of adoption, signature or entry into force.
        binding: asks whether it binds.
        unless: asks when it takes effect for somebody, which an article of it says.
        beside: words that such a question has beside these, and that want nothing more.
    """

    dated: re.Pattern[str]
    binding: re.Pattern[str]
    unless: re.Pattern[str]
    beside: str


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.replace('ى', 'ي')})(?!\w)")


RECORD_WISHES: Mapping[str, RecordWishes] = {
    "en": RecordWishes(
        dated=_any(
            r"when (?:was|were|did|has|had)|since when|(?:what|which)(?:'s)? (?:\w+ )?(?:year|date|day)|^(?:the )?date|how old|how long (?:has|is|ago)"
            r"|(?:year|date) of|(?:adoption|signature|signing|effective|entry into force|in force) (?:date|year)|(?:adopted|signed|concluded|made|in force) (?:when|in (?:what|which) year|since when)|in force|entered into force|come into force|came into force"
        ),
        binding=_any(
            r"(?:legally |non-?|not )?binding|binds?|legal (?:force|status|effect)|force of law|hard law|soft law|(?:a|real|proper|actual) (?:treaty|law)|treaty or|oblig(?:es?|ed|ates?|atory|ations?)|mandatory|enforceable"
        ),
        unless=_any(
            r"ratif\w+|acced\w+|accession|join\w*|deposit\w*|how many|later|denounc\w+|withdraw\w*|leaves?|for (?:a|an|each|every|any|the|that) (?:new )?(?:state|country|member|party)"
        ),
        beside=(
            "when was were did has have had since what which year date day month exact exactly how old long ago adopted adoption adopt signed sign signature signing opened open opening concluded conclude agreed agree made make drawn up drafted"
            " passed pass created written negotiated finalised finalized approved published done born come came into go went enter entered entering entry force effect effective start started begin began apply already yet still currently now today actually really"
            " legally legal law binding non nonbinding bind binds treaty treaties instrument convention protocol compact declaration agreement covenant charter soft hard real proper actual status oblige obliges obligatory obligation obligations mandatory enforceable just only"
            " states state countries country parties members us anyone united nations un international official text full"
            " hi hello hey please pls plz thanks quick quickly question need know tell remind me my speech note brief briefing talking points meeting want check asap sorry again know anyone sure first time history colleague boss mean means meaning explain stand stands abbreviation acronym tell summary overview info information minister ambassador says said asks asking one before day new york geneva marrakesh"
        ),
    ),
    "fr": RecordWishes(
        dated=_any(
            r"quand|depuis quand|(?:de |en )?quel(?:le)? (?:annee|date|jour)|(?:date|annee) (?:d['’]|de |du )|date(?:-t-elle|-t-il| de quand| de quelle)?|(?:est|sont|entree?|entrait|entra|toujours|deja)(?:-(?:elle|il|ils|elles))? .{0,60}en vigueur|en vigueur|quel age|le combien|pris effet"
        ),
        binding=_any(
            r"contraignante?s?|force (?:obligatoire|juridique|contraignante|de loi)|valeur (?:juridique|obligatoire|contraignante)|obligatoires?|obligations?|oblige(?:nt)?|lie(?:nt)?|liante?|vrai traite|un traite|soft law|droit (?:souple|mou|dur)|portee juridique"
        ),
        unless=_any(
            r"ratifi\w+|adhere\w*|adhesion\w*|rejoin\w*|depot|depos\w+|combien de|plus tard|denonc\w+|retir\w*|retrait|quitt\w+|pour (?:un|chaque|tout) (?:nouvel )?(?:etat|pays)"
        ),
        beside=(
            "quand depuis quel quelle annee date jour mois exacte exactement adopte adoptee adoption signe signee signature ouvert ouverte ouverture conclu conclue conclusion fait faite cree creee ne nee vu redige redigee approuve approuvee negocie negociee"
            " entre entree entrer vigueur effet effective applique appliquee commence debut deja encore toujours actuellement aujourd hui ete est sont elle il ce cela ca"
            " juridiquement juridique contraignant contraignante non obligatoire oblige obligation force valeur portee lie liant traite traites instrument convention protocole pacte declaration accord charte souple mou dur soft law vrai vraiment reellement simple simplement juste droit international loi"
            " etats etat pays parties membres nous nations unies onu texte officiel"
            " bonjour salut svp merci question rapide vite besoin savoir dites dis rappelez rappelle moi mon discours note reunion pour intervention verifier stp age premiere fois historique combien mon chef ambassadeur ministre veut demande pris prise new york geneve marrakech cree creer des signifie veut dire designe sigle explique expliquer expliquez quoi presentation resume"
        ),
    ),
    "es": RecordWishes(
        dated=_any(
            r"cuando|(?:de |en |desde )?(?:que|q|cual) (?:ano|fecha|dia)|el dia|rige|rigen|regir|(?:fecha|ano) de|(?:cual|cuales) (?:es|fue) (?:la fecha|el ano)|data de|en vigor|vigentes?|vigencia|que edad tiene"
        ),
        binding=_any(
            r"vinculantes?|vincula|obligatori[oa]s?|obliga(?:n|ciones)?|fuerza (?:legal|juridica|obligatoria|vinculante|de ley)|valor (?:juridico|legal|vinculante)|caracter (?:vinculante|obligatorio)|(?:un|verdadero) tratado|tratado o|soft law|derecho (?:blando|duro)"
        ),
        unless=_any(
            r"ratific\w+|adhier\w+|adheri\w+|adhesion\w*|deposit\w+|cuant[oa]s|despues|mas tarde|denunci\w+|retir\w+|para (?:un|cada|todo) (?:nuevo )?(?:estado|pais)"
        ),
        beside=(
            "cuando desde que cual ano fecha dia mes exacta exacto exactamente adopto adoptado adoptada adopcion firmo firmado firmada firma abrio abierto apertura concluyo conclusion hizo hecho hecha creo creado suscribio suscrito aprobo aprobado aprobada aprobacion redacto negocio celebro"
            " entro entra entrada entrado vigor vigente vigencia efecto empezo comenzo aplicar aplica ya aun todavia sigue actualmente hoy esta es fue son data"
            " juridicamente juridico juridica legalmente legal vinculante vincula no obligatorio obligatoria obliga obligacion obligaciones fuerza valor caracter tratado tratados instrumento convencion convenio protocolo pacto declaracion acuerdo carta blando duro soft law verdadero realmente solo simple derecho internacional ley"
            " estados estado paises pais partes miembros nos naciones unidas onu texto oficial"
            " hola buenas favor porfa gracias pregunta rapida rapido necesito saber dime digame recuerdame para mi discurso nota reunion intervencion verificar edad tiene primera vez historia q rige regir rigen jefe jefa ministro embajador pregunta estoy escribiendo nueva york ginebra marrakech genera generar crea significa quiere decir sigla siglas explica explicame explique resumen"
        ),
    ),
    "ru": RecordWishes(
        dated=_any(
            r"когда|(?:в|с|от|за) как(?:ом|ого|ой) (?:году|года|числа|числе|дат\w+|времени)|как(?:ого|ой) (?:года|год|числа)|(?:дата|год|число|день) (?:принятия|подписания|вступления|заключения|создания)|дата|год(?=\W*$)|с каких пор|действует|действуют|вступил[аио]?|в силе|в силу"
        ),
        binding=_any(
            r"(?:не)?обязательн\w+|обязательна?|обязателен|обязыва\w+|связыва\w+|юридическ\w+ (?:сил\w+|обяз\w+|статус\w*|значен\w+)|сил[ауы] закона|(?:это |настоящ\w+ )?договор(?: ли| или)?|мягк\w+ прав\w+|soft law"
        ),
        unless=_any(
            r"ратиф\w+|присоедин\w+|депозит\w*|сдач\w+|скольк\w+|позже|денонс\w+|выход\w*|выйти|для (?:нее|него|каждого|нового|нашего|такого) ?\w*"
        ),
        beside=(
            "когда каком какого какой какая году год года числа дата даты день месяц точная точно пор времени принят принята приняты приняли принятие принятия подписан подписана подписали подписание подписания открыт открыта открыли заключен заключена заключили заключение создан создана появился появилась одобрен одобрена утвержден"
            " вступил вступила вступило вступили вступление вступления силу силе сила силы действует действуют действующий начал начала уже еще ли сейчас сегодня была было был это она он они"
            " юридически юридическая юридическую юридической обязателен обязательна обязательно обязательный обязательная обязательную обязывает связывает статус значение договор договором документ конвенция протокол пакт декларация соглашение устав хартия мягкое право права закон закона настоящий реально просто только имеет имеют является"
            " государств государства государство стран страны страна участников нас оон организации объединенных наций международный международное текст официальный"
            " привет здравствуйте пожалуйста спасибо вопрос быстро срочно нужно надо знать скажите подскажите напомните мне речи выступления справки встречи для впервые добрый день готовлю речь пишу доклад шеф начальник спрашивает посол министр нью-йорке женеве марракеше означает значит такое расшифровка аббревиатура объясни объясните расскажи расскажите суть"
        ),
    ),
    "ar": RecordWishes(
        dated=re.compile(
            r"(?<!\w)[وف]?(?:متي|امتي|منذ متي|(?:في |ب|من )?(?:اي|اية) (?:عام|سنه|سنة|تاريخ|يوم)|(?:ما|ما هو|ايش|شو) (?:هو )?تاريخ|تاريخ|سنة|عام كم|ساري\w*|سارية|نافذ\w*|حيز (?:النفاذ|التنفيذ)|دخل\w*)(?!\w)"
        ),
        binding=re.compile(
            r"(?<!\w)[وف]?(?:ال)?(?:ملزم\w*|الزامي\w*|تلزم|يلزم|تجبر|قو[ةه] (?:ال)?(?:قانوني\w*|قانون|ملزم\w*|الزامي\w*)|قيم[ةه] قانوني\w*|معاهد[ةه]|التزامات قانوني\w*|صف[ةه] (?:قانوني\w*|الزامي\w*)|قانون (?:لين|ناعم|مرن))(?!\w)"
        ),
        unless=re.compile(
            r"صادق\w*|(?:ال)?تصديق\w*|انضم\w*|(?:ال)?انضمام\w*|تنضم|ينضم|ايداع\w*|(?<!\w)كم (?:عدد|تصديق|دول)\w*|لاحقا|انسح\w*|(?:ال)?انسحاب\w*|نقض\w*|بالنسب[ةه] (?:ل|الي )"
        ),
        beside=(
            "متى امتى منذ اي أي أية عام سنة تاريخ يوم شهر بالضبط ما هو هي هل كم اعتمدت اعتمد اعتماد اعتمادها اعتماده تم وقعت وقع توقيع توقيعها التوقيع فتح باب ابرمت ابرم ابرام صدرت صدر صدور اقرت اقر اقرار تبنت تبني تبنيها كتبت وضعت"
            " دخلت دخل دخول دخولها حيز النفاذ التنفيذ نفاذ نفاذها سارية ساري سريان نافذة نافذ بدأ بدأت بدء العمل بها به الآن اليوم حاليا حتى ما زالت لا تزال بعد فعلا"
            " ملزمة ملزم الزامية الزامي إلزامية تلزم يلزم قوة قانونية القانون القانونية قانونا قيمة صفة معاهدة المعاهدة اتفاقية الاتفاقية بروتوكول ميثاق اتفاق اعلان إعلان عهد صك غير فقط مجرد لين ناعم مرن دولي حقيقية"
            " الدول دول دولة للدول الأطراف الأعضاء لنا الأمم المتحدة النص الرسمي نص"
            " مرحبا السلام عليكم لو سمحت من فضلك شكرا سؤال سريع بسرعة احتاج أحتاج اعرف أعرف ذكرني لي كلمتي خطاب خطابي مذكرة اجتماع أريد التاريخ أول مرة كانت كان تعتبر يعتبر بأي باي ام أم لكلمة الوفد احتاجها مديري السفير يسأل نيويورك جنيف مراكش يرتب ترتب التزامات يعني تعني معنى المقصود اشرح اختصار ملخص"
        ),
    ),
    "zh": RecordWishes(
        dated=re.compile(
            r"何时|什么时候|几月|几号|\d年还是|(?:是)?(?:哪|几几|那)(?:一)?年|哪(?:一)?天|什么时间|何年|啥时候|几时|多会儿|(?:通过|签署|生效|缔结|制定|签订|施行|开放签署).{0,4}(?:日期|时间|年份|日子)|(?:生效|有效).{0,2}(?:吗|没有|没|了没|么)|是否(?:已经?|仍|还)?(?:生效|有效)|(?:已经?|还|仍).{0,2}(?:生效|有效)|多少年了|日期"
        ),
        binding=re.compile(
            r"约束力|拘束力|约束|强制(?:力|性)?|法律(?:效力|地位|义务)|是不是(?:条约|法律)|是(?:一个|一项)?条约|软法|硬法|必须遵守"
        ),
        unless=re.compile(r"批准|加入|交存|多少(?:个)?国|几个国|后来|以后|退出|退约|对.{0,6}国.{0,3}(?:何时|什么时候)"),
        beside=(
            "何时 什么时候 哪一年 哪年 几几年 哪天 什么时间 何年 啥时候 几时 通过 签署 签 签字 开放签署 生效 缔结 制定 签订 订立 施行 实施 成立 出台 达成 日期 时间 年份 年 具体 准确 正式 开始 已经 已 还 仍 现在 目前 有效 吗 没有 了 的 是 是在 是否 有没有 从 在 到 多少年"
            " 约束力 拘束力 约束 强制 强制力 强制性 法律 法律上 效力 地位 义务 条约 公约 议定书 契约 宣言 协定 盟约 宪章 文书 软法 硬法 还是 不是 只是 真的 到底 算 具有 有 必须 遵守 国际法 国际"
            " 国家 各国 缔约国 成员国 我们 联合国 文本 官方 全文 对"
            " 你好 请问 请 谢谢 问题 快速 急 需要 想 知道 告诉 告诉我 提醒 我 发言 讲话 会议 要用 一下 最早 首次 呢 啊 吧 么 麻烦 写 稿子 讲话稿 用 分别 和 月 号 几月几号 几号 天 年 那个 那 建议 大使 急 问 急问 只 政治承诺 就是 于 日 施 以来 什么 意思 什么意思 解释 介绍 简介 指 叫 缩写 全称"
        ),
    ),
}
