"""The words around an entry, in six languages. Data only."""

from __future__ import annotations

__all__ = [
    "ADDRESS",
    "ALSO",
    "AUDIENCES",
    "DEFINED_IN",
    "EVERYDAY",
    "FOR",
    "FORMAT",
    "LABELS",
    "LANGUAGES_LINE",
    "LANGUAGE_NAMES",
    "MODES",
    "ORGANISATION",
    "RESOURCE_KINDS",
    "SEPARATORS",
    "TITLES",
    "TYPE",
]

#: Titles of the documents, by kind.
TITLES = {
    "faq": {
        "ar": "الأسئلة الشائعة",
        "en": "Frequently asked questions",
        "es": "Preguntas frecuentes",
        "fr": "Questions fréquentes",
        "ru": "Часто задаваемые вопросы",
        "zh": "常见问题",
    },
    "instruments": {
        "ar": "جدول الصكوك",
        "en": "Table of instruments",
        "es": "Tabla de instrumentos",
        "fr": "Tableau des instruments",
        "ru": "Таблица документов",
        "zh": "文书一览表",
    },
    "resources": {
        "ar": "دليل الموارد",
        "en": "Directory of resources",
        "es": "Directorio de recursos",
        "fr": "Répertoire de ressources",
        "ru": "Справочник ресурсов",
        "zh": "资源名录",
    },
    "terms": {
        "ar": "قاعدة المصطلحات",
        "en": "Termbase",
        "es": "Base terminológica",
        "fr": "Base terminologique",
        "ru": "Терминологическая база",
        "zh": "术语库",
    },
}

#: The place of an entry, by kind; the entry's name goes in.
LABELS = {
    "faq": {
        "ar": "الأسئلة الشائعة: {}",
        "en": "FAQ: {}",
        "es": "Preguntas frecuentes: {}",
        "fr": "Questions fréquentes : {}",
        "ru": "Частые вопросы: {}",
        "zh": "常见问题：{}",
    },
    "instruments": {
        "ar": "جدول الصكوك: {}",
        "en": "Table of instruments: {}",
        "es": "Tabla de instrumentos: {}",
        "fr": "Tableau des instruments : {}",
        "ru": "Таблица документов: {}",
        "zh": "文书一览表：{}",
    },
    "resources": {
        "ar": "الموارد: {}",
        "en": "Resource: {}",
        "es": "Recurso: {}",
        "fr": "Ressource : {}",
        "ru": "Ресурс: {}",
        "zh": "资源：{}",
    },
    "terms": {
        "ar": "قاعدة المصطلحات: {}",
        "en": "Termbase: {}",
        "es": "Base terminológica: {}",
        "fr": "Base terminologique : {}",
        "ru": "Терминологическая база: {}",
        "zh": "术语库：{}",
    },
}

#: Between the words of a list.
SEPARATORS = {"ar": "؛ ", "en": "; ", "es": "; ", "fr": "; ", "ru": "; ", "zh": "；"}

# What opens the lines of an entry. -----------------------------------------------------------------------------------
ALSO = {
    "ar": "يسمى أيضا: ",
    "en": "Also called: ",
    "es": "También: ",
    "fr": "Aussi : ",
    "ru": "Также: ",
    "zh": "又称：",
}
EVERYDAY = {
    "ar": "في الكلام اليومي: ",
    "en": "In everyday words: ",
    "es": "En palabras corrientes: ",
    "fr": "Dans le langage courant : ",
    "ru": "В обиходе: ",
    "zh": "日常说法：",
}
DEFINED_IN = {
    "ar": "ورد في: ",
    "en": "Defined in: ",
    "es": "Se define en: ",
    "fr": "Défini dans : ",
    "ru": "Определено в: ",
    "zh": "出处：",
}
TYPE = {"ar": "النوع: ", "en": "Type: ", "es": "Tipo: ", "fr": "Type : ", "ru": "Вид: ", "zh": "类型："}
ORGANISATION = {
    "ar": "الجهة: ",
    "en": "Organisation: ",
    "es": "Organización: ",
    "fr": "Organisation : ",
    "ru": "Организация: ",
    "zh": "机构：",
}
FORMAT = {"ar": "الشكل: ", "en": "Format: ", "es": "Modalidad: ", "fr": "Format : ", "ru": "Формат: ", "zh": "形式："}
LANGUAGES_LINE = {
    "ar": "اللغات: ",
    "en": "Languages: ",
    "es": "Idiomas: ",
    "fr": "Langues : ",
    "ru": "Языки: ",
    "zh": "语言：",
}
FOR = {"ar": "الجمهور: ", "en": "For: ", "es": "Para: ", "fr": "Pour : ", "ru": "Для кого: ", "zh": "面向："}
ADDRESS = {
    "ar": "العنوان: ",
    "en": "Address: ",
    "es": "Dirección: ",
    "fr": "Adresse : ",
    "ru": "Адрес: ",
    "zh": "网址：",
}

# Values of a resource. -----------------------------------------------------------------------------------------------
AUDIENCES = {
    "delegates": {
        "ar": "المندوبون والدبلوماسيون",
        "en": "delegates and diplomats",
        "es": "delegados y diplomáticos",
        "fr": "délégués et diplomates",
        "ru": "делегаты и дипломаты",
        "zh": "代表和外交官",
    },
    "authorities": {
        "ar": "السلطات الوطنية والمحلية والبلديات",
        "en": "national and local authorities, cities and mayors",
        "es": "autoridades nacionales y locales, ciudades y alcaldes",
        "fr": "autorités nationales et locales, villes et maires",
        "ru": "национальные и местные власти, города и мэры",
        "zh": "国家和地方当局、城市和市长",
    },
    "participants": {
        "ar": "المشاركون في الدورات والطلاب",
        "en": "course participants and students",
        "es": "participantes en cursos y estudiantes",
        "fr": "participants aux cours et étudiants",
        "ru": "слушатели курсов и студенты",
        "zh": "课程学员和学生",
    },
    "public": {
        "ar": "عامة الناس، ومنهم المهاجرون واللاجئون",
        "en": "everyone, migrants and refugees included",
        "es": "todas las personas, también migrantes y refugiadas",
        "fr": "tout le monde, y compris les migrants et les réfugiés",
        "ru": "все желающие, в том числе мигранты и беженцы",
        "zh": "所有人，包括移民和难民",
    },
}
MODES = {
    "in-person": {
        "ar": "حضوريا",
        "en": "in person",
        "es": "presencial",
        "fr": "en présentiel",
        "ru": "очно",
        "zh": "面授",
    },
    "online": {"ar": "عبر الإنترنت", "en": "online", "es": "en línea", "fr": "en ligne", "ru": "онлайн", "zh": "在线"},
    "blended": {
        "ar": "حضوريا وعبر الإنترنت",
        "en": "in person and online",
        "es": "presencial y en línea",
        "fr": "en présentiel et en ligne",
        "ru": "очно и онлайн",
        "zh": "面授和在线",
    },
}
RESOURCE_KINDS = {
    "course": {"ar": "دورة تدريبية", "en": "course", "es": "curso", "fr": "cours", "ru": "курс", "zh": "课程"},
    "e-learning": {
        "ar": "تعلم إلكتروني",
        "en": "e-learning course",
        "es": "curso en línea",
        "fr": "cours en ligne",
        "ru": "электронный курс",
        "zh": "在线课程",
    },
    "seminar-series": {
        "ar": "سلسلة ندوات",
        "en": "seminar series",
        "es": "ciclo de seminarios",
        "fr": "série de séminaires",
        "ru": "цикл семинаров",
        "zh": "系列研讨会",
    },
    "treaty-body": {
        "ar": "هيئة معاهدة",
        "en": "treaty body",
        "es": "órgano de tratado",
        "fr": "organe conventionnel",
        "ru": "договорный орган",
        "zh": "条约机构",
    },
    "treaty": {"ar": "معاهدة", "en": "treaty", "es": "tratado", "fr": "traité", "ru": "договор", "zh": "条约"},
    "database": {
        "ar": "قاعدة بيانات",
        "en": "database",
        "es": "base de datos",
        "fr": "base de données",
        "ru": "база данных",
        "zh": "数据库",
    },
    "regional-process": {
        "ar": "عملية تشاورية إقليمية",
        "en": "regional process",
        "es": "proceso regional",
        "fr": "processus régional",
        "ru": "региональный процесс",
        "zh": "区域进程",
    },
    "network": {"ar": "شبكة", "en": "network", "es": "red", "fr": "réseau", "ru": "сеть", "zh": "网络"},
    "organisation": {
        "ar": "منظمة",
        "en": "organisation",
        "es": "organización",
        "fr": "organisation",
        "ru": "организация",
        "zh": "组织",
    },
    "help": {
        "ar": "مساعدة للأشخاص",
        "en": "help for people",
        "es": "ayuda a personas",
        "fr": "aide aux personnes",
        "ru": "помощь людям",
        "zh": "个人求助",
    },
}
LANGUAGE_NAMES = {
    "ar": {"ar": "العربية", "en": "Arabic", "es": "árabe", "fr": "arabe", "ru": "арабский", "zh": "阿拉伯文"},
    "en": {"ar": "الإنكليزية", "en": "English", "es": "inglés", "fr": "anglais", "ru": "английский", "zh": "英文"},
    "es": {"ar": "الإسبانية", "en": "Spanish", "es": "español", "fr": "espagnol", "ru": "испанский", "zh": "西班牙文"},
    "fr": {"ar": "الفرنسية", "en": "French", "es": "francés", "fr": "français", "ru": "французский", "zh": "法文"},
    "ru": {"ar": "الروسية", "en": "Russian", "es": "ruso", "fr": "russe", "ru": "русский", "zh": "俄文"},
    "zh": {"ar": "الصينية", "en": "Chinese", "es": "chino", "fr": "chinois", "ru": "китайский", "zh": "中文"},
    "pt": {
        "ar": "البرتغالية",
        "en": "Portuguese",
        "es": "portugués",
        "fr": "portugais",
        "ru": "португальский",
        "zh": "葡萄牙文",
    },
    "de": {"ar": "الألمانية", "en": "German", "es": "alemán", "fr": "allemand", "ru": "немецкий", "zh": "德文"},
}
