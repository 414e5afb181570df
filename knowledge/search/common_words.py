"""Words too general to name a concept by themselves, for the six languages. Data only.

Any of them stands in questions about anything; a term whose everyday word it is must be named by something else.
"""

from __future__ import annotations

__all__ = ["COMMON_WORDS"]

_WORDS = {
    "ar": """
        شخص أشخاص ناس الناس إنسان رجل امرأة بلد البلد بلاد دولة الدولة حكومة قانون القانون حق حقوق مادة قاعدة
        قواعد بيت منزل مكان وقت يوم سنة عمل شيء أمر مشكلة سؤال جواب مساعدة مال نقود ورقة أوراق طريق باب بحر حياة
        عالم جديد قديم كبير صغير أول آخر يعيش يذهب يأتي يعطي يأخذ يقول يريد يحتاج معلومات برنامج مشروع نظام
        مجموعة فكرة تغيير نتيجة
    """,
    "en": """
        person people man woman human country countries state states nation government law laws legal right
        rights article rule rules home house place time day year work thing case matter problem question answer
        help money paper document way door sea life world new old big small first last live go come give take
        say want need use make get keep leave stay move return enter info information program project system
        group idea change result member party action order power office service team list name word number part
        point side end start
    """,
    "es": """
        persona personas gente hombre mujer humano país países estado estados gobierno ley leyes legal derecho
        derechos artículo regla reglas norma casa hogar lugar sitio tiempo día año trabajo cosa caso asunto
        problema pregunta respuesta ayuda dinero papel documento camino puerta mar vida mundo nuevo viejo grande
        pequeño primero último vivir ir venir dar tomar decir querer necesitar usar hacer salir entrar volver
        quedarse información programa proyecto sistema grupo idea cambio resultado parte punto lado fin número
        nombre palabra lista
    """,
    "fr": """
        personne personnes gens homme femme humain pays état états gouvernement loi lois légal droit droits
        article règle règles norme maison lieu endroit temps jour année an travail chose cas affaire problème
        question réponse aide argent papier document chemin porte mer vie monde nouveau vieux grand petit
        premier dernier vivre aller venir donner prendre dire vouloir utiliser faire sortir entrer rester
        revenir information programme projet système groupe idée changement résultat partie point côté fin
        numéro nom mot liste
    """,
    "ru": """
        человек люди мужчина женщина страна страны государство государства правительство закон законы право
        права статья правило правила норма дом место время день год работа дело вещь случай вопрос проблема
        ответ помощь деньги бумага документ путь дверь море жизнь мир новый старый большой маленький первый
        последний жить идти ехать дать взять сказать хотеть нужно делать выйти войти остаться вернуться
        информация программа проект система группа идея изменение результат часть сторона конец номер имя слово
        список
    """,
    "zh": """
        人 人们 个人 男人 女人 国家 政府 法律 权利 条款 规则 规定 家 家里 地方 时间 日子 年 工作 东西 情况 事情
        问题 回答 答案 帮助 钱 纸 文件 路 门 海 生活 世界 新 旧 大 小 第一 最后 去 来 给 拿 说 要 需要 使用 做
        出去 进去 留下 回来 信息 项目 系统 团体 想法 变化 结果 部分 方面 名字 号码 列表
    """,
}

#: Common words of each language as one writes them.
COMMON_WORDS: dict[str, frozenset[str]] = {language: frozenset(words.split()) for language, words in _WORDS.items()}
