"""Words that every text has and that say nothing about its subject, for the six languages.

Function words and the small talk around a question, nothing that law uses as a term: no "against", "without",
"between", "all" or "every" is here, nor their like in the other languages.
"""

from __future__ import annotations

__all__ = ["STOP_WORDS"]

_WORDS = {
    "ar": """
        في من على إلى عن مع هو هي هم هن هذا هذه ذلك تلك هؤلاء أولئك الذي التي الذين اللذين اللتين اللواتي ما
        ماذا متى أين كيف لماذا هل أو و ثم أن إن إذا كان كانت يكون تكون يكونون قد لقد لا لم لن ليس ليست غير أي
        أية كل بعض عند عندما حين بين بعد قبل منذ حتى لكن بل كما مثل أيضا فقط جدا هنا هناك أنا أنت نحن له لها لهم
        به بها بهم فيه فيها فيهم منه منها منهم عليه عليها عليهم إليه إليها عنه عنها ومن وفي وعلى وإلى ولا وهو
        وهي وأن يا نعم شكرا لك من فضلك يمكن يجوز يجب تقول
    """,
    "en": """
        a about am an and any are as at be been being both but by can could d did do does doing don during for
        from had has have having he her here hers him his how i if in into is isn it its itself just ll m may me
        might more most must my myself no nor not of off on once only or other our ours out over own please re s same
        shall she should so some such t tell than that the their theirs them themselves then there these they
        this those to too under until up ve very was we were what when where whether which while who whom
        whose why will with would yes you your yours says say does
    """,
    "es": """
        a al algo algún alguna algunas alguno algunos ante antes aquel aquella aquello así aun aunque bien cada
        como cómo con cual cuál cuales cuáles cualquier cuando cuándo cuanto de del desde donde dónde dos e el
        él ella ellas ello ellos en entonces era eran es esa esas ese eso esos esta está están estar estas este
        esto estos fue fueron ha haber habrá han hasta hay he hemos la las le les lo los más me mi mis mismo muy
        nada ni no nos nosotros o os otra otras otro otros para pero poco por porque pueda puede pueden puedo
        que qué quien quién quienes se sea sean ser será si sí sido sin sobre son su sus también tan tanto te
        tener tiene tienen toda todavía tu tus u un una unas uno unos usted ustedes y ya yo dice
    """,
    "fr": """
        a à ai ainsi alors au aucun aucune aura auront aussi autre autres aux avec avoir avait ayant c ça car ce
        ceci cela celle celles celui cependant ces cet cette ceux chaque chez comme comment d dans de des donc
        dont du elle elles en encore entre es est et étaient était étant être eu eux fait faut fois font hors
        ici il ils j je l la laquelle le lequel les lesquelles lesquels leur leurs lorsque lui m ma mais me même
        mêmes mes moi mon n ne ni nos notre nous on ont or ou où par parce pas peu peut peuvent plus pour
        pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera seront ses si soi
        soient soit son sont sous sur t ta te tel telle telles tels tes toi ton tous tout toute très tu un une
        vos votre vous y dit est-ce
    """,
    "ru": """
        а без более бы был была были было быть в вам вас ваш во вот все всё всего всех вы где да даже для до его
        ее её если есть еще ещё же за здесь и из или им ими их к как какая какие каким каких какое какой когда
        которая которого которое которой которому которую которые который которым которых кто куда ли либо лишь
        мне может могут можно мой мы на над надо нас наш не него нее неё нет ни них но ну о об однако он она они
        оно от очень по под пожалуйста после потом потому почему при про с сам со та так также такая такие такой
        там те тем то того тоже той только том тот ту ты у уже хотя чего чей чем что чтобы эта эти этих это
        этого этой этом этот эту я
    """,
    "zh": """
        的 了 吗 呢 吧 啊 是 在 和 与 或 及 其 之 也 都 就 而 并 被 把 对 于 以 为 从 到 我 你 他 她 它 们 这 那
        哪 什 么 请 问 什么 怎么 怎样 如何 为何 为什 哪些 哪个 哪里 是否 是不 不是 可以 可不 能否 以及 或者 并且
        而且 但是 因为 所以 如果 这个 这些 那个 那些 我们 你们 他们 她们 它们 我的 你的 他的 是什 请问 一个 关于
        根据 对于 有关
    """,
}

#: Stop words of each language as one writes them, accents and all.
STOP_WORDS: dict[str, frozenset[str]] = {language: frozenset(words.split()) for language, words in _WORDS.items()}
