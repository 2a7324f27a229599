"""read/decoding.py: strict UTF-8, or one line that says what the file looks like and how to convert it."""

import os
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.problems import Findings
from sourcebook.read.decoding import decode
from sourcebook.text.alphabets import encodings
from sourcebook.text.encodings import likeliest
from sourcebook.text.told_encoding import HZ, SIGNS, told_encoding

from tests.tools.texts import can_be_published

RUSSIAN = "Дорогой господин министр, пишу вам это письмо с просьбой о помощи.\n"
FRENCH = "Les élèves français étaient là, près de l’église, où ils chantaient à tue-tête.\n"
GERMAN = "Die Bürger müssen über große Brücken gehen, um Äpfel zu kaufen.\n"
POLISH = "Zażółć gęślą jaźń. Wszyscy ludzie rodzą się wolni i równi pod względem swej godności.\n"
JAPANESE = "拝啓 時下ますますご清栄のこととお慶び申し上げます。平素は格別のご高配を賜り\n"
CHINESE = "尊敬的部长先生,我写这封信是为了请求帮助。\n"
GREEK = "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.\n"


def told(raw: bytes) -> str:
    """Return the one error that a file with these bytes gives."""
    findings = Findings()
    assert decode(raw, "seeds/a.txt", findings) is None
    (problem,) = findings.errors
    return str(problem)


def test_a_place_where_two_versions_were_left_is_warned_of_with_its_line() -> None:
    findings = Findings()
    text = "A\n<<<<<<< ours\none\n=======\ntwo\n>>>>>>> theirs\n"
    assert decode(text.encode(), "seeds/a.txt", findings) == text
    assert [(problem.file, problem.line) for problem in findings.warnings] == [("seeds/a.txt", 2)]


@given(st.text())
def test_what_is_text_comes_back_unchanged_and_what_is_none_gives_one_error(text: str) -> None:
    findings = Findings()
    decoded = decode(text.encode(), "seeds/a.txt", findings)
    assert decoded == (text if can_be_published(text) else None)
    assert len(findings.errors) == (0 if decoded else 1)


@given(st.binary())
def test_any_bytes_are_a_text_or_give_one_error(raw: bytes) -> None:
    findings = Findings()
    decoded = decode(raw, "seeds/a.txt", findings)
    if decoded is None:
        assert len(findings.errors) == 1
    else:
        assert decoded.encode() == raw


@pytest.mark.parametrize(
    "text", ["a", "\ufeffa\r\nb\rc", "Subject: x\n\nbody", "---\ntitle: x\n---\n", " \t a", "\x01"]
)
def test_nothing_of_a_text_is_changed(text: str) -> None:
    assert decode(text.encode(), "seeds/a.txt", Findings()) == text


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b" \t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u00a0\u2003\n".encode()]
)
def test_a_file_without_text(raw: bytes) -> None:
    assert told(raw) == "seeds/a.txt: the file holds no text. Put the text in, or remove the file."


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (FRENCH, "utf-16", "UTF-16"),
        (FRENCH, "utf-32", "UTF-32"),
        ("Dear Sir\n", "utf-16-le", "UTF-16LE"),
        (FRENCH, "utf-16-le", "UTF-16LE"),
        (FRENCH, "utf-16-be", "UTF-16BE"),
        (RUSSIAN, "utf-16-le", "UTF-16LE"),
        (FRENCH, "utf-32-be", "UTF-32BE"),
        (JAPANESE, "utf-32-le", "UTF-32LE"),
        ("A", "utf-16-le", "UTF-16LE"),
        ("BZh, schrieb der Bürger.\n", "latin-1", "CP1252"),
        ("x\n" * 50_000 + FRENCH, "cp1252", "CP1252"),
        ("caf\xe9 au lait\n", "latin-1", "CP1252"),
        (FRENCH, "cp1252", "CP1252"),
        (GERMAN, "latin-1", "CP1252"),
        (POLISH, "cp1250", "CP1250"),
        (POLISH, "iso8859-2", "ISO-8859-2"),
        (RUSSIAN, "cp1251", "CP1251"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (RUSSIAN, "iso8859-5", "ISO-8859-5"),
        (RUSSIAN, "mac-cyrillic", "MAC-CYRILLIC"),
        ("Шановний пане, ми отримали вашого листа і відповідаємо.", "koi8-u", "KOI8-U"),
        (GREEK, "cp1253", "CP1253"),
        ("ΑΓΑΠΗΤΈ ΚΎΡΙΕ, ΛΆΒΑΜΕ ΤΗΝ ΕΠΙΣΤΟΛΉ ΣΑΣ.", "cp1253", "CP1253"),
        (JAPANESE, "shift-jis", "CP932"),
        ("ﾃﾚﾋﾞ局の皆様、ｺﾝﾋﾟｭｰﾀの件、よろしくお願いいたします。", "shift-jis", "CP932"),
        ("ﾃﾚﾋﾞ局の皆様、ｺﾝﾋﾟｭｰﾀの件、よろしくお願いいたします。", "euc-jp", "EUC-JP"),
        (CHINESE, "gbk", "GB18030"),
        (FRENCH, "mac-roman", "MACINTOSH"),
        ("Cher maître, l’été à Besançon fut très agréable – même chaud.", "cp1252", "CP1252"),
        ("Perché così? È già caduto; più niente.", "cp1252", "CP1252"),
        ("Señor Núñez wrote to Mr. Müller about the façade.", "cp1252", "CP1252"),
        ("Ærede herre, på Øen er alt vel.", "mac-roman", "MACINTOSH"),
        ("Œuvre à 5 €", "iso8859_15", "ISO-8859-15"),
        ("Здравствуй, брат!", "cp1251", "CP1251"),
        ("Уважаемый господин, стена упала.", "mac-cyrillic", "MAC-CYRILLIC"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy.", "cp852", "CP852"),
        ("子供たちは川のそばで遊び、船は霧の中を進んだ。", "shift-jis", "CP932"),
        ("亲爱的妈妈：我很好。2024年5月1日", "gbk", "GB18030"),
        ("敬啟者：本港碼頭急需修理。", "gbk", "GB18030"),
        ("2024년 5월 1일, 벽이 무너졌습니다.", "euc-kr", "CP949"),
        ("הילדים שיחקו ליד הנהר,", "cp1255", "CP1255"),
        ("横浜港にて、お手紙を拝見。\n", "utf-16-le", "UTF-16LE"),
        ("敬啟者：本港碼頭急需修理。\n", "utf-16-be", "UTF-16BE"),
        ("시장님께 부두가 무너졌습니다.\n", "utf-16-le", "UTF-16LE"),
        ("ქართული ენა არის\n", "utf-16-le", "UTF-16LE"),
        ("Привет, dear friend, 3.\n", "utf-16-be", "UTF-16BE"),
        ("横浜ヨコにてABC\n", "utf-16-le", "UTF-16LE"),
        ("x\n" * 20_000 + "𐌰𐌱\n", "utf-16-le", "UTF-16LE"),
        ("1 2 3\n", "utf-32-be", "UTF-32BE"),
        ("Дорогая мама, у нас всё хорошо.", "cp855", "CP855"),
        ("Любий друже, їдемо завтра до Києва.", "cp1125", "CP1125"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy", "mac_latin2", "MAC-CENTRALEUROPE"),
        ("שלום לכם, הגשר נפל אמש והים עלה", "cp862", "CP862"),
        ("السلام عليكم، سقط الجدار أمس في الميناء", "iso8859_6", "ISO-8859-6"),
        ("Письмо городскому голове", "mac-cyrillic", "MAC-CYRILLIC"),
        ("Пристанището е затворено", "mac-cyrillic", "MAC-CYRILLIC"),
        ("Шановний пане міський голово", "iso8859_5", "ISO-8859-5"),
        ("Άνοιξη στο λιμάνι", "iso8859_7", "ISO-8859-7"),
        ("Αγαπητέ κύριε δήμαρχε", "cp737", "CP737"),
    ],
)
def test_the_encoding_that_is_named_gives_the_text(text: str, encoding: str, named: str) -> None:
    raw = text.encode(encoding)
    message = told(raw)
    assert f"the file looks like {named}. Convert it: iconv -f {named} -t UTF-8 OLD > NEW" in message
    assert raw.decode(next((name for name, label in encodings().names.items() if label == named), named)) == text


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (JAPANESE, "iso2022_jp", "ISO-2022-JP-2"),
        ("친애하는 장관님께 이 편지를 씁니다.\n", "iso2022_kr", "ISO-2022-KR"),
        ("Für Käthe\n", "utf-7", "UTF-7"),
        ("Спасибо за письмо\n", "utf-7", "UTF-7"),
    ],
)
def test_an_encoding_that_is_ascii_to_the_eye_is_told(text: str, encoding: str, named: str) -> None:
    message = told(text.encode(encoding))
    assert f"the file is ASCII, and looks like {named}. Convert it: iconv -f {named} -t UTF-8 OLD > NEW" in message


def test_an_encoding_that_iconv_may_not_know_is_read_by_our_own_command() -> None:
    assert told("会议记录\n".encode("hz")).endswith("looks like HZ. Take it in with `sourcebook add --encoding hz`.")


@pytest.mark.parametrize(
    "raw",
    [
        b"price in \x1b$ and no more\n",
        b"awk '~{x}'",
        b"C++, 1+1=2, A+",
        b"ann+tag@example.org, bob+dog@example.org",
        b"+491",
    ],
)
def test_a_sign_that_turns_to_no_other_characters_is_left_in_a_text(raw: bytes) -> None:
    assert decode(raw, "seeds/a.txt", Findings())


def test_iconv_knows_every_name_that_a_message_gives_it() -> None:
    iconv = shutil.which("iconv")
    assert iconv, "iconv is missing, which the messages advise"
    utf = {"UTF-16", "UTF-32", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}
    for name in {*encodings().names.values(), *SIGNS.values(), *utf} - {HZ}:
        answer = subprocess.run([iconv, "-f", name, "-t", "UTF-8"], input=b"", capture_output=True, check=False)
        assert answer.returncode == 0, (name, answer.stderr)


@pytest.mark.parametrize(
    ("raw", "ending"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ".png"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", ".pdf"),
        (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xdf\xa4\xd2l", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), ".doc"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", ".jpeg"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\x03abc\xff", ".gz"),
    ],
)
def test_a_binary_file_is_told_by_what_it_begins_with(raw: bytes, ending: str) -> None:
    message = told(raw)
    assert "can't be text: the file begins like a " in message
    assert ending in message
    assert "a .." not in message
    assert "iconv" not in message


def test_a_nul_is_told_with_its_line_and_byte() -> None:
    assert told(b"a line\nanother\0one\nmore\0\n") == (
        "seeds/a.txt:2: byte 14 (0x00) can't be in a text: the file looks binary, or holds a stray NUL. "
        "Take the NUL out, or save the text as plain UTF-8."
    )


def test_a_nul_far_down_is_found_too() -> None:
    assert "a.txt:5001: byte 10000 (0x00)" in told(b"x\n" * 5000 + b"\0")
    assert "a.txt:1: byte 0 (0x00)" in told(b"\0a line\n")
    assert "a.txt:2: byte 1 (0x80)" in told(b"\n\x80")


def test_one_wrong_byte_among_good_ones_is_no_reason_to_convert_the_file() -> None:
    message = told("A dash – and “marks”.\n".encode() + b"It\x92s\n")
    assert "seeds/a.txt:2: byte 30 (0x92) is not UTF-8, though what is around it is" in message
    assert "iconv" not in message
    assert "though what is around it is" in told("é".encode() + b" \x92")


@pytest.mark.parametrize("raw", [b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"abc\x80", b"ab\xc3"])
def test_utf_8_is_strict(raw: bytes) -> None:
    assert "is not UTF-8" in told(raw)


def test_a_large_binary_file_is_told_quickly() -> None:
    assert told(b"\0" + os.urandom(8_000_000))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("시장님께 부두가 무너졌으니 빨리 고쳐 주십시오.", "johab"),
        ("Sayın belediye başkanı, liman yıkıldı.", "mac_turkish"),
        ("Ελληνικά γράμματα προς τον δήμαρχο", "mac_greek"),
        ("Ελληνικά γράμματα προς τον δήμαρχο", "cp869"),
        ("Þórður ægir sér við höfnina", "mac_iceland"),
        ("Λιμάνι και θάλασσα", "mac_greek"),  # not €ινΐξι λαι υΐμασσα
        ("naïve", "hp_roman8"),
        ("naïve", "cp037"),
        ("Dear Sir, the wall fell.", "cp500"),
    ],
)
def test_an_encoding_that_is_none_of_those_known_is_told_as_no_other(text: str, encoding: str) -> None:
    assert told(text.encode(encoding)).endswith("is not UTF-8. Save the text as plain UTF-8.")


@pytest.mark.parametrize(
    "raw", [b"The wall fell\0 in the night; nobody came.\n", b"wallfell\0x", "AбაกঅאبA".encode("utf-16-le")]
)
def test_pairs_of_bytes_that_are_rare_characters_or_of_many_scripts_are_no_text(raw: bytes) -> None:
    assert "can't be in a text: the file looks binary, or holds a stray NUL" in told(raw)


WORDS = {
    "three curly apostrophes": (
        "It\u2019s late. Don\u2019t wait for the ship\u2019s bell.\n",
        "cp1252",
    ),
    "one curly apostrophe": ("The clerk\u2019s copy ends here.\n", "cp1252"),
    "curly quotation marks and a dash": ("He said: \u201cNo \u2013 never.\u201d And left.\n", "cp1252"),
    "one accented name": ("Signed in the harbour by Jos\u00e9 Garc\u00eda.\n", "cp1252"),
    "an old Mac": ("It\u2019s late. Don\u2019t wait for Andr\u00e9.\n", "mac_roman"),
    "an old PC": ("B\u00fcrger und \u00c4pfel, gr\u00fc\u00dfend, f\u00fcr die K\u00f6nigin\n", "cp850"),
    "dashes between words": ("He came\u2014late\u2014and left in 1914\u201318.\n", "cp1252"),
    "a notice of copyright": ("All rights reserved. \u00a9 1999 The Author. See \u00a7 12.\n", "cp1252"),
    "degrees and halves": ("It was 5\u00b0 below zero; add \u00bd cup of milk, or 2\u00bd cups.\n", "cp1252"),
    "numbers and their signs": (
        "3 \u00d7 4 = 12, \u00b1 1; N\u00ba 5, 2\u00aa ed.; Trademark\u2122 and \u00ae\n",
        "cp1252",
    ),
    "Polish": ("Szanowny Panie Burmistrzu, piszę w sprawie źródeł i łąk.\n", "cp1250"),
    "Czech": ("Vážený pane starosto, píši Vám o řece.\n", "cp1250"),
    "Hungarian": ("Tisztelt Polgármester úr, erről őszintén írok, az ügy sürgős, és könnyen megoldható.\n", "cp1250"),
    "euros of before 2000": ("Le prix est de 5 €, ce chef-d'œuvre\n", "iso8859_15"),
    "German of DOS": ("Größe und Straße\n", "cp850"),
    "Catalan of Macs": ("El col·legi d’aquí\n", "mac_roman"),
    "Turkish": ("Sayın Başkanım, şehrimiz için yazıyorum.\n", "cp1254"),
    "Latvian": ("Godātais mēra kungs, es rakstu par mūsu pilsētu, kuras ielas ir šauras.\n", "cp1257"),
    "Romanian": (
        "Stimate domnule primar, vă scriu: podul s-a prăbuşit în noaptea aceasta. Aşteptăm soluţii.\n",
        "cp1250",
    ),
    "Icelandic": ("Kæri bæjarstjóri, ég skrifa þér um það mál.\n", "cp1252"),
    "Swedish": ("Bäste borgmästare, jag skriver om ån.\n", "cp1252"),
    "Portuguese": ("Senhor prefeito, não há água na freguesia desde ontem.\n", "cp1252"),
    "Thai": ("เรียน นายกเทศมนตรี ผมเขียนถึงท่านเรื่องเมือง\n", "cp874"),
    "Hebrew below English": ("Letter\n\nלכבוד ראש העיר, אני כותב אליך על העיר שלנו.\n", "cp1255"),
    "Russian in capitals": ("ПРИКАЗ ПО МИНИСТЕРСТВУ ПУТЕЙ СООБЩЕНИЯ\n", "cp1251"),
    "Hebrew": ("שלום רב, אני כותב אליך את המכתב\n", "cp1255"),
    "Russian of an old PC": ("Уважаемый господин министр\n", "cp866"),
    "French quotation marks of an old Mac": ("« oui »\n", "mac_roman"),
    "a Serbian name": ("Đorđe i Žarko\n", "iso8859_2"),
    "a price": ("The fare is \u00a312, or \u20ac15.\n", "cp1252"),
    "Greek in capitals": ("ΑΘΗΝΑ, ΤΗ ΠΡΩΤΗ ΜΑΪΟΥ, ΠΡΟΣ ΤΟΝ ΥΠΟΥΡΓΟ\n", "cp1253"),
    "Russian in capitals and ISO": ("ОБРАЩЕНИЕ К НАРОДУ БОЛГАРИИ\n", "iso8859_5"),
    "German in capitals": ("GRÜSSE AUS DER STRASSE\n", "cp850"),
    "French in capitals": ("LIBERTÉ, ÉGALITÉ\n", "cp1252"),
    "Kazakh": ("Құрметті мырза, мен сізге порт пен кемелер туралы жазып отырмын.\n", "kz1048"),
    "Russian beside Kazakh": ("Уважаемый господин министр, порт закрыт, суда ждут.\n", "cp1251"),
    "Greek in capitals of DOS": ("ΕΛΛΗΝΙΚΗ ΔΗΜΟΚΡΑΤΙΑ\n", "cp737"),
    "Russian in capitals of DOS": ("ПРОТОКОЛ ЗАСЕДАНИЯ ГОРОДСКОГО СОВЕТА\n", "cp866"),
    "Russian in small letters": ("работа окончена, памятник поставлен\n", "cp866"),
    "Russian with Latin words": ("View в Париже и Риме, JSON-ом и web-сайтом\n", "cp1251"),
    "a number sign": ("Съезд: подъём, эхо № 5, щёлочь\n", "cp1251"),
    "Bulgarian of few vowels": ("Във вторник мостът падна във водата\n", "cp1251"),
    "Serbian of few vowels": ("Трг је пун, крв и смрт, врх прста\n", "cp1251"),
    "Belarusian of before 1933": ("Гішпанская, Арґентына\n", "cp1251"),
    "Kazakh of few letters": ("Мың жыл\n", "kz1048"),
    "Japanese with Latin words": ("CD-ROMをURLへ送ってください。\n", "cp932"),
    "Chinese with Latin words": ("请用 Email 地址“ABC”登录网站。\n", "gb18030"),
    "Thai of many consonants": ("ป้ายนครปฐม ตรวจสอบสะพาน\n", "cp874"),
    "cents and yens": ("5¢ a copy, ¥100, 3 µg\n", "cp1252"),
    "a frame around German": ("╔═══════╗\n║ Größe ║\n╚═══════╝\nFür Bürger\n", "cp850"),
    "a frame around Russian": ("╔══════════╗\n║ Протокол ║\n╚══════════╝\n", "cp866"),
    "a table drawn in DOS": ("┌────┬──────┐\n│ No │ Name │\n└────┴──────┘\n", "cp437"),
    "shades of DOS": ("░░▒▒▓▓ Harbour board ▓▓▒▒░░\n", "cp437"),
    "Korean": ("\ud56d\uad6c\uc5d0 \ub4f1\ub300\uac00 \uc788\ub2e4\n", "cp949"),
}


@pytest.mark.parametrize("case", WORDS)
def test_the_most_plausible_encoding_is_advised_with_the_words_as_they_would_read(case: str) -> None:
    text, encoding = WORDS[case]
    message = told(text.encode(encoding))
    advised = message.partition("iconv -f ")[2].partition(" ")[0]
    assert text.encode(encoding).decode(advised) == text
    words = message.partition("; then read it through (it would have: ")[2].removesuffix(").").split(", ")
    assert all(word and word in text for word in words)


SHORT = (
    *(
        ("Değerli dostum", "cp1254"),
        ("Ağustos 1923, İzmir", "cp1254"),
        ("Işık yok", "cp1254"),
        ("Rīga, 1920", "cp1257"),
    ),
    *(("שלום", "cp1255"), ("לכבוד העיר", "cp1255"), ("שלום רב", "iso8859_8"), ("Привет", "koi8-r")),
    *(
        ("مرحبا", "cp1256"),
        ("你好", "gbk"),
        ("สวัสดี", "cp874"),
        ("Zürich", "mac-roman"),
        ("São", "mac_roman"),
        ("sesión", "cp850"),
    ),
    *(("Liman yarın açılıyor", "cp857"), ("Paldies par vēstuli", "cp775"), ("Mae'r dŵr yn oer", "iso8859_14")),
)


@pytest.mark.parametrize(("text", "encoding"), SHORT)
def test_of_a_text_too_short_to_tell_the_other_readings_are_told(text: str, encoding: str) -> None:
    message = told(text.encode(encoding))
    assert " OLD > NEW, or from " in message
    assert next(word for word in text.split() if not word.isascii()).strip(",") in message


def test_other_readings_are_told_with_their_words() -> None:
    others = "or from CP1257 (Rīga), MACINTOSH (RÓga), CP852 (Rţga), CP775 (RŅga), for there are too few words"
    assert others in told("Rīga, 1920".encode("cp1257"))


def test_of_a_text_with_words_enough_no_other_reading_is_told() -> None:
    for text, encoding in (
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
        (GREEK, "cp1253"),
        WORDS["three curly apostrophes"],
    ):
        assert "too few words" not in told(text.encode(encoding))


def test_a_word_that_is_too_long_to_be_shown_is_left_out() -> None:
    assert told(("Bürger" * 20).encode("latin-1")).endswith("OLD > NEW; then read it through.")


@given(st.binary(max_size=60))
def test_a_guess_decodes_the_bytes_it_was_made_of(raw: bytes) -> None:
    guess = likeliest(raw)
    if guess:
        assert all(word in raw.decode(guess.name, "ignore") for word in guess.words)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("aбγ " * 40, ""),  # of three scripts no text is in two bytes a letter
        ("мир и мир\n", "UTF-7"),
        ("café – café\n", "UTF-7"),
        ("A note on 一 in it\n", ""),  # a code may hold as much
    ],
)
def test_what_tells_an_encoding_of_itself_and_what_may_be_chance(raw: str, encoding: str) -> None:
    assert told_encoding(raw.encode("utf-7" if "γ" not in raw else "utf-16-le")) == encoding
