"""The encodings that a file may be in, and the letters of the languages that are written in each."""

ENCODINGS = {
    "cp1252": "CP1252",
    "iso8859_15": "ISO-8859-15",
    "cp1250": "CP1250",
    "cp1251": "CP1251",
    "cp1253": "CP1253",
    "cp1254": "CP1254",
    "cp1255": "CP1255",
    "cp1256": "CP1256",
    "cp1257": "CP1257",
    "cp1258": "CP1258",
    "iso8859_2": "ISO-8859-2",
    "koi8_r": "KOI8-R",
    "cp932": "CP932",
    "euc_jp": "EUC-JP",
    "gb18030": "GB18030",
    "big5": "BIG5",
    "cp949": "CP949",
    "mac_roman": "MACINTOSH",
    "cp437": "CP437",
    "cp850": "CP850",
    "cp852": "CP852",
    "cp866": "CP866",
    "cp874": "CP874",
    "koi8_u": "KOI8-U",
    "iso8859_5": "ISO-8859-5",
    "mac_cyrillic": "MAC-CYRILLIC",
    "iso8859_7": "ISO-8859-7",
    "iso8859_6": "ISO-8859-6",
    "iso8859_3": "ISO-8859-3",
    "iso8859_4": "ISO-8859-4",
    "iso8859_14": "ISO-8859-14",
    "iso8859_16": "ISO-8859-16",
    "cp737": "CP737",
    "cp775": "CP775",
    "cp855": "CP855",
    "cp857": "CP857",
    "cp860": "CP860",
    "cp861": "CP861",
    "cp862": "CP862",
    "cp1125": "CP1125",
    "mac_latin2": "MAC-CENTRALEUROPE",
    "kz1048": "RK1048",
}
"""The likeliest first: Python's name of each, and iconv's."""
WESTERN = (
    *("àâæçèéêëîïôùûüœ", "äöüß", "áéíñóúü", "àáâãçéêíóôõú", "àèéìòóù", "àçèéíïòóúü", "áèéëïóöü"),
    *("åäöæøé", "áéíóúýþæöðø", "äõöüšž"),
)
_CENTRAL = ("ąćęłńóśźż", "áäčďéíĺľňóôŕšťúýž", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "ăâîşţ", "ăâîșț", "čćđšž", "äöüß")
_TURKISH = ("çğıöşü\u0307",)
_BALTIC = ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž", "ąćęłńóśźż")
ALPHABETS = {
    **dict.fromkeys(("cp1250", "iso8859_2", "cp852", "mac_latin2", "iso8859_16"), _CENTRAL),
    **dict.fromkeys(("cp1254", "cp857"), _TURKISH),
    **dict.fromkeys(("cp1257", "cp775", "iso8859_4"), _BALTIC),
    "iso8859_3": ("ĉĝĥĵŝŭ", "ċġħżàèìòù"),
    "iso8859_14": ("âêîôûŵŷáàäéëïö", "ḃċḋḟġṁṗṡṫáéíóú"),
    "cp860": ("àáâãçéêíóôõú",),
    "cp861": ("áéíóúýþæöðø",),
    "cp1258": ("àáâãăđèéêìíòóôơùúưýđ",),
}
"""Beyond those of ASCII, the letters of languages that are written in an encoding: in others, the western ones."""
CYRILLIC = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіѣѳѵ",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "абвгґдеёжзійклмнопрстуўфхцчшыьэюя",
    "абвгдђежзијклљмнњопрстћуфхцчџш",
    "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
)
"""Of Russian and Bulgarian, Ukrainian, Belarusian, Serbian, Macedonian and Kazakh."""
