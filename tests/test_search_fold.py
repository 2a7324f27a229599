"""Folding: what makes no difference to the search, in the build and in the reader's browser alike."""

import random
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.text.fold import LONGEST_WORD, SIGNS, fold

from tests.tools.scripts import run
from tests.tools.texts import naughty_strings

CASES = {
    "Case, CASE": "case case",
    "“curly” \"straight\" 'single' ‘both’ «guillemets»": "curly straight single both guillemets",
    "The city’s / the city's": "the city s the city s",
    "Qurʾān, Hawaiʻi, Qur'an, Qur`an, Qur´an, Qur′an": "qur an hawai i qur an qur an qur an qur an",
    "ʿAlī Saʿd al-Ṭabarī": "ali sa d al tabari",
    "well-known well‑known well–known": "well known well known well known",
    "deBlasio de Blasio DE BLASIO": "de blasio de blasio de blasio",
    "NewYorkers McDonald iPhone ICE": "new yorkers mc donald i phone ice",
    "L1 visasE2": "l1 visas e2",
    "Café CAFE\u0301 naïve Ångström": "cafe cafe naive angstrom",
    "Łódź Straße œuvre İstanbul": "lodz strasse oeuvre istanbul",
    "ﬁrst ½ ①": "first 1 2 1",
    "children² 2½ №10 note¹²³ 10²ab H₂O ①②": "children 2 1 2 no 10 note 10 2 ab h2o 1 2",
    "ի՞նչ ո՛չ ƿæs": "ինչ ոչ waes",
    "นํ้า ນໍ້າ ນ້ຳ": "น\u0e49\u0e4d า ນ\u0ec9\u0ecd າ ນ\u0ec9\u0ecd າ",
    "left.[6] He[12] a [3] 10[4] [5]": "left he a 3 10 4 5",
    "km² left.² Then ”³ 市長¹は ⓐⓑ፲፱": "km 2 left then 市 長 は ab ፲ ፱",
    "soft\u00adhyphen zero\u200dwidth no\u2060break a\u200bspace": "softhyphen zerowidth nobreak a space",
    "no\u00a0break\ttab\nline": "no break tab line",
    "ΣΟΦΟΣ σοφός": "σοφοσ σοφοσ",
    "Москва Moscow": "москва moscow",
    "市长said 北京": "市 长 said 北 京",
    "שָׁלוֹם مُحَمَّد": "שלום محمد",
    "हिन्दी की, का": "हिन्दी की का",
    "क़लम \u0958लम": "कलम कलम",
    "น้ำ नया": "น\u0e49\u0e4d า नया",
    "ガ カ": "カ\u3099 カ",
    "👍🏽 … — !": "",
    "snake_case a@b.c 1,000.50": "snake case a b c 1 000 50",
    "१९४७ ١٩٤٨ ๒๔๙๐คน １２": "1947 1948 2490 ค น 12",
    "كتـــاب کی یٱ": "كتاب كي يا",
    "می\u200cروم کتاب\u200cها क्\u200cष": "مي روم كتاب ها क्ष",
    "װאָס ײדיש": "וואס יידיש",
    "ꝏ Ȣ ꜳ obʺem obˮem": "oo ou aa ob em ob em",
    "sᴍᴀʟʟ Ɓala əli ŋ ʔaq̓am": "small bala eli n aqam",
    "<i>very</i> a<br />b AT&amp;T &#8212; <b c> R&D; <pb n='2'/>x<lb/>": "very a b at t b c r d x",
    "par[3] par[3]-\nly[4]": "par par 3 ly",
    "ꦧꦱ ꁱꂷ イㇰ": "ꦧ ꦱ ꁱ ꂷ イ ㇰ",
}


@pytest.mark.parametrize(("text", "words"), CASES.items())
def test_what_makes_no_difference(text: str, words: str) -> None:
    assert " ".join(fold(text)) == words


@given(st.text())
def test_folded_words_are_letters_and_digits_and_stay_as_they_are(text: str) -> None:
    words = fold(text)
    assert all(word and len(word) <= LONGEST_WORD and word[0].isalnum() for word in words)
    assert all(letter.isalnum() or letter in SIGNS for word in words for letter in word)
    assert all(fold(word) in ([word], list(word)) for word in words if len(word) < LONGEST_WORD)


@given(st.text(alphabet="abcé ĀßДд-’"))
def test_case_and_diacritics_make_no_difference(text: str) -> None:
    assert fold(text.lower()) == fold(text.upper().lower())
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_the_browser_folds_the_same() -> None:
    source = random.Random(7)  # noqa: S311  the same letters each time, and no secret
    known = [
        chr(code) for code in range(0x20, sys.maxunicode) if unicodedata.category(chr(code)) not in {"Cn", "Cs", "Co"}
    ]
    common = known[:2000]
    texts = [*CASES, *naughty_strings(), "word " * 3, "x" * 200]
    texts += ["".join(source.choices(known, k=30)) for _ in range(1500)]
    texts += ["".join(source.choices(common, k=30)) for _ in range(1500)]
    texts += ["".join(source.choices("abAB'’ -\u00ad\u0301é1", k=20)) for _ in range(1500)]
    code = "return given.map(text => sourcebook['search/fold'].fold(text).map(({ word }) => word))"
    theirs = run(["search/fold"], code, texts)
    assert isinstance(theirs, list)
    different = [
        (text, ours, their) for text, their in zip(texts, theirs, strict=True) if (ours := fold(text)) != their
    ]
    assert not different, (len(different), different[:3])


def test_the_browser_knows_where_each_word_stands() -> None:
    text = "“De Blasio”, said deBlasio’s cafe\u0301: ½\u00adpart 市长 👍 end"
    code = "return sourcebook['search/fold'].fold(given).map(({ word, start, end }) => [word, given.slice(start, end)])"
    assert run(["search/fold"], code, text) == [
        ["de", "De"],
        ["blasio", "Blasio"],
        ["said", "said"],
        ["de", "de"],
        ["blasio", "Blasio"],
        ["s", "s"],
        ["cafe", "cafe\u0301"],
        ["1", "½"],
        ["2", "½"],
        ["part", "part"],
        ["市", "市"],
        ["长", "长"],
        ["end", "end"],
    ]
