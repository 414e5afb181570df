"""Words by which a question leans on the one before it, language by language. Data only.

All patterns are for folded text: small letters, no accents on Latin letters, no Arabic vowel signs, simple alefs.
"""
# ruff: noqa: E501 - a line holds what belongs together

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["CUES", "Cues"]


@dataclass(frozen=True, slots=True)
class Cues:
    """How one language leaves things out.

    Attributes:
        ellipsis: at the beginning; what follows replaces a part of the earlier question ("what about ...").
        joiner: at the beginning; may open a continuation as well as a new question ("and ...").
        fragment: at the beginning (behind a joiner or not); a part of a sentence that wants the rest ("for ...").
        whole: at the beginning (behind a joiner or not); a question that can stand alone ("what is ...").
        defining: at the beginning; asks what something is, so that one word is a whole question ("what is a ...").
        asking: at the beginning; a question word.
        pointing: anywhere; points at something said before ("that", "they").
        empty: anywhere; looks like pointing but is grammar only ("is it legal to ...").
        generic: words that name no subject ("which article?").
        closing: at the end; a particle that makes a fragment a question.
    """

    ellipsis: re.Pattern[str]
    joiner: re.Pattern[str]
    fragment: re.Pattern[str]
    whole: re.Pattern[str]
    defining: re.Pattern[str]
    asking: re.Pattern[str]
    pointing: re.Pattern[str]
    empty: re.Pattern[str]
    generic: re.Pattern[str]
    closing: re.Pattern[str]


def _start(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words.replace('ى', 'ي')})(?!\w)\s*")


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.replace('ى', 'ي')})(?!\w)")


_NEVER = re.compile(r"(?!)")

CUES: dict[str, Cues] = {
    "en": Cues(
        ellipsis=_start(
            "(?:and |but |so |ok |okay )?(?:what about|how about|what if|how does that (?:work|apply)|same (?:for|with)"
            "|is it the same|does (?:that|it|this) (?:also |still )?(?:apply|hold|work|count|include|cover)|does the same)"
        ),
        joiner=_start("and|but|or|so|also|then|ok|okay|ah|what else"),
        fragment=_start(
            "for|in|at|on|with|without|during|after|before|against|among|only|even|if|unless|when|while|under|even if"
            "|except|not|to|from|by|because|as"
        ),
        whole=_start(
            "what|who|whom|whose|which|when|where|why|how|can|could|may|must|should|shall|do|does|did|is|are|was|were"
            "|has|have|will|would|tell me|explain|define|show me|give me|list"
        ),
        defining=_start("what (?:is|are)|what's|who (?:is|are)|define|explain|tell me about|what does .{3,40} mean"),
        asking=_start(
            "(?:in|for|to|by|under|from|on|at) (?:which|what|whom|how)|what|who|whom|which|when|since when|until when|where|why|how|how long|how many|how much|says who"
        ),
        pointing=_any(
            "that|this|these|those|it|they|them|their|there|such|he|she|him|her|his|hers|the same|its|one|ones"
        ),
        empty=_any(
            "(?:is|was|would be|makes) it (?:\\w+ ){0,2}(?:to|for|if|that)|it is|is there|are there|there (?:is|are)"
            "|the one|such as|so that|say that|state that|person that|people that|states that|ship that|child that"
        ),
        generic=_any(
            "articles?|art|paragraphs?|para|source|page|document|says?|said|exactly|mean|means|provision|instrument"
            "|treaty|legal basis|basis|text|written|sure|really|more|else|please|apply|applies|stand|find|come|happens?"
        ),
        closing=_NEVER,
    ),
    "fr": Cues(
        ellipsis=_start(
            "(?:et |mais |alors )?(?:qu['’]en est[- ]il|quid|et si|que se passe-t-il si|meme chose|idem|c['’]est pareil"
            "|est-ce (?:la meme chose|pareil|aussi le cas)|cela (?:vaut|s['’]applique)[- ]?(?:t-il)?|ca (?:vaut|s['’]applique)"
            "|est-ce que (?:cela|ca) (?:vaut|s['’]applique))"
        ),
        joiner=_start("et|mais|ou|alors|donc|aussi|puis|ok|d['’]accord"),
        fragment=_start(
            "pour|en|a|au|aux|sur|avec|sans|pendant|apres|avant|contre|parmi|seulement|meme|si|s['’]|sauf|quand|lorsqu\\w*"
            "|sous|dans|chez|par|de|des|du|pas"
        ),
        whole=_start(
            "que|qu['’]\\w+|quoi|qui|quel|quelle|quels|quelles|quand|ou|pourquoi|comment|combien|peut|peut-on|peuvent"
            "|doit|doit-on|doivent|est-ce|est-il|a-t-on|y a-t-il|existe-t-il|faut-il|un \\w+ peut|une \\w+ peut|les etats"
            "|definis|explique\\w*|dis-moi|l['’]\\w+ (?:a|est|peut|doit)\\b"
        ),
        defining=_start(
            "qu['’]est[- ]ce qu(?:e|['’]une?)(?: c['’]est)?|c['’]est quoi|qui (?:est|sont)|definis\\w*|explique\\w*"
            "|que signifie|que veut dire|quelle est la definition"
        ),
        asking=_start(
            "que|quoi|qui|quel|quelle|quels|quelles|quand|depuis quand|jusqu['’]a quand|ou|pourquoi|comment|combien"
            "|dans quel\\w*|de quel\\w*|a quel\\w*|en quel\\w*"
        ),
        pointing=_any(
            "ca|cela|ceci|ils|elles|eux|leurs?|celui-ci|celle-ci|ceux-ci|celui|celle|ce dernier|cette derniere|y|lui"
            "|cet article|ce texte|cette regle|cette convention|cette disposition|ce droit|cette interdiction|c['’]est"
        ),
        empty=_any("y a-t-il|il y a|ce qui|c['’]est quoi|qu['’]est-ce que c['’]est|celui qui|ceux qui|celles qui"),
        generic=_any(
            "articles?|art|paragraphes?|source|page|document|dit|dis|exactement|disposition|traite|texte|base|legale|ecrit"
            "|sur|vraiment|plus|autre|prevu|trouve|applique"
        ),
        closing=_NEVER,
    ),
    "es": Cues(
        ellipsis=_start(
            "(?:y |pero |entonces )?(?:que (?:hay|pasa|ocurre|sucede) (?:de|con|si|en)|y si|lo mismo|es lo mismo|igual para"
            "|(?:eso|esto) (?:vale|se aplica|aplica|tambien)|se aplica (?:eso|esto|tambien|lo mismo)|vale (?:eso|lo mismo))"
        ),
        joiner=_start("y|e|pero|o|entonces|tambien|ademas|luego|ok|vale"),
        fragment=_start(
            "para|en|a|al|con|sin|durante|despues|antes|contra|entre|solo|incluso|aunque|si|salvo|excepto|cuando|bajo"
            "|por|de|del|no"
        ),
        whole=_start(
            "que|quien|quienes|cual|cuales|cuando|donde|por que|como|cuanto|cuanta|cuantos|cuantas|puede|pueden|podria"
            "|debe|deben|debo|es|son|hay|tiene|tienen|existe|existen|se puede|un \\w+ puede|una \\w+ puede|esta|estan|define"
            "|explica\\w*|dime"
        ),
        defining=_start("que (?:es|son)|quien(?:es)? (?:es|son)|define|explica\\w*|que significa|que quiere decir"),
        asking=_start(
            "que|quien|quienes|cual|cuales|cuando|desde cuando|hasta cuando|donde|por que|como|cuanto|cuanta|cuantos"
            "|cuantas|en que|de que|a que|con que"
        ),
        pointing=_any(
            "eso|esto|aquello|ellos|ellas|ese|esa|esos|esas|el mismo|la misma|lo mismo|les|este (?:articulo|derecho|caso)"
            "|esta (?:norma|convencion|regla|disposicion)|alli|ahi|dicho|dicha"
        ),
        empty=_any("ese que|los que|las que"),
        generic=_any(
            "articulos?|art|parrafos?|apartado|fuente|pagina|documento|dice|dicen|exactamente|disposicion|tratado|texto"
            "|base|legal|escrito|seguro|mas|otro|aplica|figura|encuentra|pone"
        ),
        closing=_NEVER,
    ),
    "ru": Cues(
        ellipsis=_start(
            "(?:а |и |но |ну )?(?:как насчет|что насчет|как быть с|а если|что если|а как(?: же)?|то же самое|так же ли"
            "|это (?:касается|относится|применяется|распространяется|действует)|касается ли это|применяется ли это"
            "|относится ли это|распространяется ли это)"
        ),
        joiner=_start("а|и|но|или|тогда|также|еще|ну|хорошо|ладно"),
        fragment=_start(
            "для|в|во|на|с|со|без|при|во время|после|до|против|среди|только|даже|если|кроме|когда|под|по|от|из|у|к|о|об|не"
        ),
        whole=_start(
            "что|кто|кого|кому|какой|какая|какое|какие|каких|какую|каком|когда|где|куда|почему|зачем|как|сколько|может"
            "|могут|можно|должен|должна|должны|обязан|обязана|обязаны|имеет|имеют|есть ли|вправе|является|являются|нужно ли"
            "|объясни\\w*|расскажи\\w*|определи\\w*|\\w+ ли"
        ),
        defining=_start(
            "что такое|кто так(?:ой|ая|ие)|что (?:означает|значит)|объясни\\w*|расскажи\\w*|дай\\w* определение"
            "|кто считается|кого считают"
        ),
        asking=_start(
            "что|кто|кому|кого|какой|какая|какое|какие|какую|каком|когда|с каких пор|до каких пор|где|куда|почему|зачем|как"
            "|как долго|сколько|в како[йм]|в каких|на какой|по какой|с какого"
        ),
        pointing=_any(
            "это|этот|эта|эти|этого|этой|этом|этому|этим|этих|они|их|им|ими|ним|них|он|она|его|ее|ей|ему|там|такой|такие"
            "|таких|тот|та|те|того|тех"
        ),
        empty=_any("кто так(?:ой|ая|ие)|то есть|что это такое|тот кто|те кто|тех кто|того что|тем что"),
        generic=_any(
            "стать\\w+|ст|пункт\\w*|абзац\\w*|источник\\w*|страниц\\w+|документ\\w*|сказано|написано|говорит\\w*|точно"
            "|именно|положени\\w+|договор\\w*|текст\\w*|основани\\w+|еще|подробнее|применяется|закреплено"
        ),
        closing=_NEVER,
    ),
    "ar": Cues(
        ellipsis=_start(
            "(?:و|ف|ولكن |لكن )?(?:ماذا عن|ماذا لو|ماذا اذا|ما بال|ما شان|هل ينطبق (?:ذلك|هذا)"
            "|هل يسري (?:ذلك|هذا)|هل يشمل (?:ذلك|هذا)|نفس الشيء|الامر نفسه|كذلك|بالنسبة)|(?:و|ف|ولكن |لكن )(?:اذا|لو)"
        ),
        joiner=re.compile(
            r"(?:ولكن|لكن|ثم|او|ايضا|حسنا)(?!\w)\s*|[وف](?=(?:هل|ما|من|اين|كيف|كم|لماذا|متي|اي|في|علي|ل|ب|عند|ان|مع)(?:\w*)\s)|[وف](?=ال\w+\W*$)"
        ),
        fragment=re.compile(
            r"(?:في|علي|مع|بدون|دون|خلال|اثناء|بعد|قبل|ضد|بين|فقط|حتي|اذا|لو|الا|عند|عندما|تحت|من دون|بالنسبة|ليس)(?!\w)\s*"
            r"|(?:لل|بال)(?=\w{3})|ل(?=لا?\w{3})"
        ),
        whole=_start(
            "ما|ماذا|من|من الذي|اي|اية|متى|اين|لماذا|كيف|كم|هل|ما هي|ما هو|اشرح|عرف|في اي|باي|الى متى|منذ متى"
        ),
        defining=_start("ما (?:هو|هي|هم|معنى|المقصود|تعريف)|من (?:هو|هي|هم)|ماذا (?:يعني|تعني)|اشرح|عرف|ما ال\\w+$"),
        asking=_start("ما|ماذا|من|اي|اية|متى|منذ متى|الى متى|اين|لماذا|كيف|كم|في اي|باي|بموجب اي|من اي|ما هي|ما هو"),
        pointing=_any(
            "ذلك|هذا|هذه|تلك|هؤلاء|اولئك|هو|هي|هم|هناك|نفسه|نفسها|بذلك|لذلك|عليهم|لهم|بهم|عنهم|عليه|عليها|له|لها|فيها|فيه"
            "|منها|منه|بها|به|وهذا|وذلك|فهل ذلك"
        ),
        empty=_any("ما هو|ما هي|من هو|من هي|من هم|ما هم|هل هناك|ان هناك|كان هناك"),
        generic=_any(
            "(?:ال|بال|لل)?(?:ماده|مادة|فقره|فقرة|مصدر|صفحه|صفحة|وثيقه|وثيقة|نص|حكم|اساس|معاهدة|معاهده)|تنص|ينص|يقول|تقول|بالضبط"
            "|القانوني|اكثر|اخرى|ورد|وارد|مكتوب|ينطبق|يسري|يشمل|بالنسبة"
        ),
        closing=_NEVER,
    ),
    "zh": Cues(
        ellipsis=re.compile(
            r"(?:那么?|但是?|可是|还有)?(?:如果|要是|假如|若)(?=[^，,]*$)|(?:那么?|还有|至于|关于).{0,14}(?:怎么办|怎么样|如何)[？?]?$"
            r"|(?:这|那|该)(?:一?规定|条)?(?:也|是否|是不是)?(?:适用|包括|涵盖)|(?:是否)?同样适用|也适用|也一样"
        ),
        joiner=re.compile(r"那么?|但是?|可是|还有|另外|而且|以及|那麼|并且|和"),
        fragment=re.compile(r"如果|要是|假如|若|对于?|在(?=.{1,8}(?:呢|[上中下时里内]))|除了|除非|只有|即使|当"),
        whole=re.compile(
            r"什么|谁|哪|何时|为什么|怎么|怎样|如何|多少|几|能否|是否|可以|可不可以|能不能|有没有|请|解释|.{1,12}(?:可以|能否|能不能|是否|必须|应当|应该|有权|有没有|可不可以).{2,}"
            r"|.{1,12}(?:是什么|是谁|是怎么|有哪些|由谁|如何|怎么)"
        ),
        defining=re.compile(r"什么(?:是|叫)|谁是|何谓|.{2,10}(?:是什么(?:意思)?|的定义|是指什么)[？?]?$|解释"),
        asking=re.compile(r"为什么|什么时候|何时|哪|谁|多久|多长|怎么|凭什么|依据什么|根据什么|从什么|是第?几|第几"),
        pointing=re.compile(r"这|那[个些种条样是]|它|他们?|她们?|此[^外]|该(?!怎)|其(?![他它中实余])|上述|前述|同样"),
        empty=re.compile(r"这样的|其他|应该"),
        generic=re.compile(
            r"第?几?哪?一?(?:条款?|款|项|页)|来源|出处|文件|规定|依据|哪里|具体|详细|条约|原文|写|说|呢|吗|是|的|了|在|由|有|什么|为什么|怎么|谁|哪|从|时候|时间|开始|起"
        ),
        closing=re.compile(r"呢[？?!。]*$"),
    ),
}
