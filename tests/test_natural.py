"""natural.py: names are listed as people sort them."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from sourcebook import page_language
from sourcebook.natural import natural
from sourcebook.pipeline import read_archive
from sourcebook.render.base.listing import by_year

from tests.tools.building import REPOSITORY

IN_ORDER = [
    ["letter 2", "letter 10"],
    ["Letter", "letter b"],
    ["letter_1", "letter 2", "letter-3", "Letter 10", "letter 10a"],
    ["2", "10", "a", "a2b9", "a2b10", "b"],
    ["Ärger", "Azur", "Zebra"],
    ["item ٢", "item ١٠"],
    ["1871-03-04", "1871-10-02", "1872"],
    ["page 007", "page 8", "page 80"],
    ["का", "कि", "की"],
    ["Éclair", "ecluse", "Écluse"],
    ["Letter II", "Letter IX", "Letter X", "Letter XLI"],
    ["Part I: Home", "Part II: Away", "Part IV: Back", "Part V: Home", "Part X, the last"],
    ["I. Brief", "II. Brief", "III. Brief", "IV. Brief", "IX. Brief", "XX. Brief"],
    ["Elizabeth I of England", "Elizabeth II of England", "Elizabeth and Essex"],
    ["LETTER IX", "LETTER X", "LETTER A"],
    ["letter-ii", "letter-iv", "letter-ix", "letter-x", "letter-xii", "letter-a"],
    ["XIX съезд", "ХХ съезд", "XXI съезд"],
    ["Appendix A", "Appendix B", "Appendix C", "Appendix D", "Appendix L", "Appendix M"],
    ["What I saw", "What II"][::-1],
    ["“I” is", "“I love”", "I write to you", "Id est"],
    ["Lenin, A. V.", "Lenin, N. A.", "Lenin, V. I."],
    ["MIL", "Radio CD", "Radio DC"],
    ["第二封", "第四封", "第十封", "第十四封", "第二十封", "第一百零五封"],
    ["第４回", "第五回", "第10回", "第十一回"],
    ["卷二", "卷九", "卷十", "卷十二"],
    ["一、序", "二、信", "十、終"],
    ["信（二）", "信（十）", "信（二十）"],
    ["一九四五年", "一九五〇年", "二千年"],
    ["第贰章", "第拾章"],
    ["第十封", "第" + "一" * 5000 + "封"],
    ["卷上", "卷中", "卷下"],
    ["信（甲）", "信（乙）", "信（丙）", "信（丁）"],
    ["פרק ט׳", "פרק י״א", "פרק י״ב", "פרק ט״ו", "פרק כ׳", "פרק ק״א", "צה״ל"],
    ["200 letters", "1,000 letters", "10,000 letters"],
    ["№ 9", "№ 10"],
    ["Vol. 2 No. 9", "Vol. 2 No. 10", "Vol. II No. 11", "Vol. X No. 1"],
    ["Band I/2", "Band I/10", "Band II/1"],
    ["Tome Ier", "Tome II", "Tome Ve", "Tome IXe", "Tome Xᵉ", "Tome XIème"],
    ["Libro IIº", "Libro IXº"],
    ["Letter IIa", "Letter IIb", "Letter IXa", "Letter Xth"],
    ["Lib. III", "Lib. IIII", "Lib. V", "Lib. VIIII", "Lib. X"],
    ["Aa", "DCs", "Ie", "Savaş Gel", "Savaş Ve Barış"],
    ["永樂元年正月", "永樂元年二月", "永樂二年"],
    ["夢 上冊", "夢 中冊", "夢 下冊", "夢上 冊"],
    ["Letter 1½", "Letter 2", "Letter 2½", "Letter 3¹", "Letter 4"],
    ["200 lettres", "10\u202f000 lettres", "20\u00a0000 lettres"],
    ["ⅸ letter", "Letter Ⅸ", "Letter Ⅹ"],
    ["Part One", "Part Two", "Part Three", "Part Twelve", "Part Twenty-One"],
    ["part-one", "part_two", "part-three", "Part IV"],
    ["Book the First", "Book the Second", "Book the Third", "Book the Tenth"],
    ["First Letter to Ann", "Second Letter to Ann", "Third Letter to Ann", "Fourth Letter to Ann"],
    ["Erster Teil", "Zweiter Teil", "Dritter Teil", "Zehnter Teil"],
    ["Kapitel Eins", "Kapitel Zwei", "Kapitel Drei", "Kapitel Einundzwanzig"],
    ["Chapitre premier", "Chapitre deux", "Chapitre III", "Chapitre dix-sept"],
    ["Capitulo uno", "Capítulo segundo", "Capítulo décimo", "Libro primero", "libro segundo", "Libro tercero"],
    ["Parte prima", "Parte seconda", "Parte terza", "Parte decima"],
    ["Часть первая", "Часть вторая", "Часть третья", "Часть четвёртая"],
    ["الجزء الأول", "الجزء الثاني", "الجزء الثالث", "الجزء العاشر"],
    ["भाग एक", "भाग दो", "भाग तीन", "भाग चार"],
    ["제일장", "제이장", "제3장", "제십장", "제이십일장"],
    ["제삼 장", "제십장", "제이교회", "제일 장로회"],
    ["편지 첫째", "편지 둘째", "편지 셋째", "편지 열째"],
    ["Κεφάλαιο Α΄", "Κεφάλαιο Ε΄", "Κεφάλαιο ΣΤ΄", "Κεφάλαιο Ζ΄", "Κεφάλαιο ΙΑ΄", "Κεφάλαιο Κ΄"],
    ["Pt. One", "Pt. Two", "Pt. Three"],
    ["Phần thứ nhất", "Phần thứ hai", "Tập một", "Tập hai", "Tập ba"],
    ["Kapittel to", "Kapittel tre", "Kapittel ti"],
    ["Partea întâi", "Partea a doua", "Partea a treia", "Partea a zecea"],
    ["Глава първа", "Глава втора", "Глава трета", "Глава десета"],
    ["Knjiga prva", "Knjiga druga", "Knjiga treća", "Knjiga deseta"],
    ["Књига прва", "Књига друга", "Књига трећа", "Књига десета"],
    ["Prvá kniha", "Druhá kniha", "Tretia kniha", "Desiata kniha"],
    ["Část první", "Část druhá", "Část třetí"],
    ["Psalm ix", "Psalm xl", "Psalm xc", "Psalm cxix", "Psalm civil"],
    ["初編", "二編", "三編"],
    ["夢 前編", "夢 中編", "夢 後編"],
    ["January 1871", "February 1871", "March 1871", "Sept. 1871", "October 1871", "January 1872"],
    ["1871 January", "1871 February", "1871 February 2", "1871 October"],
    ["3 March 1871", "10 March 1871", "March 12, 1871", "2 April 1871", "1 Jan 1872"],
    ["letter_3_March_1871", "letter-4-march-1871", "letter_1_April_1871"],
    ["January 1870", "1st February 1870", "2nd March 1870", "3rd April 1870", "4th May 1870"],
    ["12 January 1871", "05 March 1871", "April 07, 1871"],
    ["March 9", "March 18711"],
    ["Sum 2000", "Summar 1871"],
    ["1871 October", "1871 Mayor"],
    ["The 2nd of March 1871", "The 1st of May 1871", "They march on"],
    ["慶応三年", "明治四十一年", "明治四十五年", "大正二年", "昭和元年", "昭和二十年", "平成十年", "令和元年"],
    ["1910年", "民國元年", "1920年", "民國十年", "民國三十八年"],
    ["第壱巻", "第弐巻", "第参巻", "第拾巻"],
    ["Chapter Twenty", "Chapter Ninety-Nine", "Chapter One Hundred", "Chapter One Hundred and Two"],
    ["Chapter One Hundred and One", "Chapter One Hundred and Two", "Chapter One Hundred and Eleven"],
    ["Episode One", "Episode Two", "Episode Ten"],
    ["บทที่หนึ่ง", "บทที่สอง", "บทที่ สาม", "บทที่สิบ", "บทที่สิบเอ็ด"],
    ["প্রথম অধ্যায়", "দ্বিতীয় অধ্যায়", "তৃতীয় অধ্যায়", "চতুর্থ অধ্যায়"],
    ["முதல் பாகம்", "இரண்டாம் பாகம்", "மூன்றாம் பாகம்"],
    ["पहिला भाग", "दुसरा भाग", "तिसरा भाग"],
    ["حصہ اول", "حصہ دوم", "حصہ سوم", "حصہ چہارم", "حصہ پنجم"],
    ["գլուխ առաջին", "գլուխ երկրորդ", "գլուխ երրորդ", "գլուխ չորրորդ", "գլուխ հինգերորդ"],
    ["თავი პირველი", "თავი მეორე", "თავი მესამე"],
    ["Llibre primer", "Llibre segon", "Llibre tercer", "Llibre desè"],
    ["Carta unha", "Carta dúas", "Carta tres"],
    ["Esimene osa", "Teine osa", "Kolmas osa"],
    ["Pirmā daļa", "Otrā daļa", "Trešā daļa"],
    ["Pirma dalis", "Antra dalis", "Trečia dalis"],
    ["Prvi del", "Drugi del", "Tretji del"],
    ["Bréf eitt", "Bréf tvö", "Bréf þrjú", "Bréf fjögur"],
    ["Eerste boek", "Tweede boek", "Vyfde boek", "Sewende boek"],
    ["Parto unu", "Parto du", "Parto tri"],
    ["Sehemu ya kwanza", "Sehemu ya pili", "Sehemu ya tatu", "Sehemu ya nne"],
    ["Art. 3", "Art. 3 bis", "Art. 3 ter", "Art. 3 quater", "Art. 3 quinquies", "Art. 4"],
    ["art-9bis", "art-9-ter", "art_9_Quater", "art-9decies", "art-10", "art-bis"],
    ["Hefte 3 bis 5", "Hefte 3 bis 10", "Hefte 3 bisher"],
    [
        "Speech of 63 B.C.",
        "Speech of 45-44 BCE",
        "Speech of 45 BC",
        "Speech of 44 BC",
        "Speech of 14",
        "Speech of AD 9",
    ],
    ["II century BC", "1st century BC", "1st century"],
    ["Rede 63 v. Chr.", "Rede 44 v.Chr.", "Rede 14 n. Chr."],
    ["63 av. J.-C.", "44 avant J.-C.", "14 apr. J.-C."],
    ["3 A. C. Berg", "12 A. C. Berg", "12 av. Jaurès"],
    ["Exhibit A", "Exhibit B", "Exhibit of A", "Exhibit Z", "Exhibit AA", "Exhibit AB"],
    ["appendix-a", "appendix-by-a", "appendix-z", "appendix-aa", "appendix-bb"],
    ["公元前四十四年", "公元前43年", "公元14年"],
    ["Spring 1871", "Summer 1871", "Fall of 1871", "Winter 1871", "March 1872", "Spring 1872", "Spring tides"],
    ["15 March 44 BC", "16 March 44 BC", "2 April 44 BC", "3 January 43 BC"],
    ["Thursday, 2 March 1871", "Friday, 3 March 1871", "Mon. 6 March 1871", "Saturday the 1st of April 1871"],
    ["5.11.1870", "1.2.1871", "03.10.1871", "12. 1. 1872"],
    ["Brief vom 5.11.1870", "Brief vom 1.2.1871", "Brief vom 12.1.1872"],
    ["Dispatch 9 a.m.", "Dispatch 11.30 a.m.", "Dispatch 12:15 pm", "Dispatch 1 p.m.", "Dispatch 10 PM"],
    ["Haus 11 am Rhein", "Haus 12 am Rhein", "Haus 13"],
    ["3 vendémiaire an IV", "12 brumaire an IV", "5 November 1795", "1er frimaire de l’an IV", "1 vendémiaire an V"],
    ["5 thermidor an III", "3e jour complémentaire an III", "1er vendémiaire an IV"],
    ["Chapitre soixante-neuf", "Chapitre soixante-dix", "Chapitre soixante et onze", "Chapitre 72"],
    ["Chapitre quatre-vingts", "Chapitre quatre-vingt-dix-sept", "Chapitre cent", "Chapitre cent deux"],
    ["Kapitel Einunddreißig", "Kapitel Vierzig", "Kapitel Hundertzwei"],
    ["Capitolo ventuno", "Capitolo trentotto", "Capitolo quarantuno"],
    ["Capítulo veintinueve", "Capítulo treinta y dos", "Capítulo cuarenta"],
    ["Hoofdstuk tweeëntwintig", "Hoofdstuk eenendertig", "Hoofdstuk veertig"],
    ["Глава двадцать пятая", "Глава тридцать первая", "Глава сорок"],
    ["Once", "One of us", "Onto", "Parting two", "Partly one"],
    ["9" * 5000, "1" + "0" * 5000],
]


@pytest.mark.parametrize("names", IN_ORDER)
def test_names_are_in_natural_order(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=natural) == names


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Åberg", "Andersson", "Öberg", "Zetterlund"]),
        ("sv", ["Andersson", "Zetterlund", "Åberg", "Ärlig", "Öberg"]),
        ("da", ["Andersen", "Zahle", "Ærø", "Ørsted", "Åby"]),
        ("es", ["nube", "nzz", "ñandú", "ojo"]),
        ("pl", ["Lato", "Lz", "Łódź", "Maj", "Zima", "Źrebak", "Żaba"]),
        ("cs", ["Hz", "Chleba", "Ivan"]),
        ("hu", ["Cz", "Cser", "Dán"]),
        ("tr", ["Hz", "Isparta", "İzmir", "Kars"]),
        ("ru", ["Ива", "Йод", "Карл"]),
        ("de-AT", ["Äpfel", "Apfelbaum", "Zebra"]),
        ("de", ["3. März 1871", "10. März 1871", "2. Mai 1871", "Mai 1872"]),
        ("fr", ["févr 1870", "1er mars 1871", "3 mars 1871", "2 avril 1871", "août 1871", "1ER SEPT. 1871"]),
        ("es", ["3 de marzo de 1871", "10 de marzo de 1871", "2 de abril de 1871"]),
        ("ru", ["3 марта 1871", "2 апреля 1871", "Май 1871"]),
        ("cy", ["2nd May 1871", "4th June 1871"]),
        ("hi", ["3 मार्च 1871", "2 अप्रैल 1871"]),
        ("de", ["Mai 1871", "Frühjahr 1871", "Sommer 1871", "Herbst 1871", "Winter 1871"]),
        ("de", ["Donnerstag, den 2. März 1871", "Freitag, 3. März 1871", "Mo, 6. März 1871"]),
        ("fr", ["jeudi 2 mars 1871", "vendredi 3 mars 1871", "lundi 6 mars 1871"]),
        ("ru", ["Весна 1871", "Летом 1871", "Осень 1871", "Зима 1871"]),
        ("zz", ["March 1871", "April 1871", "a 2", "a 10"]),
    ],
)
def test_the_letters_of_a_language_stand_where_its_alphabet_has_them(language: str, names: list[str]) -> None:
    with listed_in(language):
        assert sorted(set(names), key=natural) == names


@contextmanager
def listed_in(language: str) -> Iterator[None]:
    before = page_language.spoken()
    try:
        page_language.speak(page_language.language("en", order=language))
        yield
    finally:
        page_language.speak(before)


LANGUAGES = (
    "en de fr es it ca pt ro nl sv da is et lv hu pl cs hr ru uk el tr az hy ka ar fa ur he hi bn ta id vi sw cy"
)


@pytest.mark.parametrize("language", LANGUAGES.split())
def test_months_of_a_year_stand_as_time_goes_however_they_are_written(language: str) -> None:
    named = Locale.parse(language).months
    with listed_in(language):
        for months in (named[use][width] for use in ("format", "stand-alone") for width in ("wide", "abbreviated")):
            for write in (str, capitals, str.lower):
                names = [f"{write(months[number])} 1871" for number in range(1, 13)]
                assert sorted({*names}, key=natural) == names


def capitals(text: str) -> str:
    return text.replace("i", "İ").upper() if page_language.spoken().order in {"tr", "az"} else text.upper()


def test_words_for_numbers_are_written_with_the_signs_that_a_text_is_read_with() -> None:
    words = (REPOSITORY / "hooks/sourcebook/number_words.toml").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFKC", words)


PIECES = st.sampled_from(
    ["3", "1871", "HAZİRAN", "aprıl", "Auguſt", "MARCH", "bis", "BİS", "v. Chr.", "SPRİNG", "ß", "²"]
)


@given(st.lists(st.text() | st.lists(PIECES, max_size=4).map(" ".join)))
def test_any_names_have_one_order(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=natural) == sorted(backwards, key=natural)
    assert len({natural(name) for name in names}) == len({*names})


def write(folder: Path, **files: str) -> None:
    for name, content in files.items():
        (folder / name.replace("_", ".").replace("·", " ")).write_text(content, encoding="utf-8")


def test_documents_are_listed_in_natural_order_of_their_files(tmp_path: Path) -> None:
    names = ["letter 10", "Letter", "letter b", "letter 2", "Äpfel", "zoo"]
    for name in names:
        (tmp_path / f"{name}.txt").write_text(f"Words of {name}.", encoding="utf-8")
    archive, _ = read_archive(tmp_path, "seeds")
    found = [document.source.stem for document in archive.documents]
    assert found == ["Äpfel", "Letter", "letter 2", "letter 10", "letter b", "zoo"]
    assert [document.id for group in by_year(archive.documents) for document in group.items] == [
        "äpfel",
        "letter",
        "letter-2",
        "letter-10",
        "letter-b",
        "zoo",
    ]


def test_a_place_of_its_own_comes_before_the_names_of_files(tmp_path: Path) -> None:
    texts = {f"{name}_txt": f"Words of {name}." for name in "abcd"}
    write(tmp_path, **texts, d_yml="order: 2\n", b_yml="order: 10\n")
    archive, _ = read_archive(tmp_path, "seeds")
    assert [document.id for document in archive.documents] == ["d", "b", "a", "c"]
