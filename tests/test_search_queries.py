"""What the search makes of queries: the texts that it finds, and what it offers where it finds none. In Node.js."""

from pathlib import Path

import pytest
from sourcebook.model import About, Archive, Basis, Document, Fact, Mention, Name, Source
from sourcebook.search import write_search
from sourcebook.text.paragraphs import split_paragraphs

from tests.tools.scripts import index_of, run

TEXTS = {
    "harbour": "The council repaired the harbour wall. An e-mail of the council.",
    "kennedy": "Kennedy came; the president of Peking spoke with Müller and Goethe.",
    "kennedys": "The Kennedys were at home in Düsseldorf-Süd.",
    "aaland": "Ålesund, Boehm and the Obʺʹem.",
    "numbers": "They paid 10_000 crowns, 1'2345 yuan and 10,\n000 marks for 978-3-16-148410-0.",
    "broken": "The chil–\ndren saw בית־\nספר there. Горо-\nдской, وبغـ\nداد و بغـ\nداد, וצה״ל, 한국\n은행이",
    "noted": "He[1] wrote²³ that “it isn’t so.”⁴ Then 部長¹は船を。 በ፲፱፻፵፯ Cour¹-\nage, sol- 5\ndier, lan~\ntern, ⓞⓟ.",
    "eastern": "北京市人民政府 กรุงเทพ 𠮷野家 𐐔𐐯𐑅𐐨𐑉𐐯𐐻",
    "apart": "New York; Ibn Sina; vitamin A. Photographie, Sofa. हिन्दी, संबंध, लम्बा. الحكومة و مدينة و بيت.",
    "read": "彼は京都《きょうと》へ行く。3And <i>he</i> spoke; Marx3 said.",
}
NAMES = {
    "kennedy": ("Kennedy, John", ["John Kennedy", "Kennedy"]),
    "beijing": ("Beijing", ["Peking"]),
    "mueller": ("Müller, Georg", ["Müller"]),
    "brown": ("Brown", ["president"]),
    "lund": ("Lund, A. E.", ["A. E. Lund"]),
    "ibm": ("International Business Machines", ["IBM"]),
    "un": ("United Nations", ["U.N."]),
}
FOUND = {
    "children": "broken",
    "ביתספר": "broken",
    '"chil dren saw"': "broken",
    "10000": "numbers",
    "10_000": "numbers",
    "10,000": "numbers",
    "12345": "numbers",
    "1,2345": "numbers",
    "한국은행이": "broken",
    '"한국은행이"': "broken",
    "بغداد": "broken",
    "obem": "aaland",
    '"he wrote that it isn\'t so then"': "noted",
    "部長は船": "noted",
    "፲፱፻፵፯": "noted",
    "courage": "noted",
    "soldier": "noted",
    "lantern": "noted",
    "op": "noted",
    "京都へ行く": "read",
    '"京都へ"': "read",
    "きょうと": "read",
    '"and he spoke marx said"': "read",
    "9783161484100": "numbers",
    "𠮷野家": "eastern",
    "𐐼𐐯𐑅𐐨𐑉𐐯𐐻": "eastern",
    "ob'em": "aaland",
}
OFFERED = {
    '"harbuor wall"': "harbour wall",
    '"the harbuor wlal"': "the harbour wall",
    '"repaired the harbuor"~3': "repaired the harbour",
    '"harbuor council"': "",  # it stands nowhere either
    '"harbour wall of"': "harbour wall",
    '"the council repaired the harbor"': "the council repaired the harbour",
    '"spoke with Goethe and Müller"': "spoke with",
    "北京市長": "北京市",
    "กรุงเทม": "กรุงเท",
    "צה״ל": "וצה’ל",
    "городскй": "городской",
    "بفداد": "بغداد",
    "mueller*": "muller*",
    "Böh*": "boeh*",
    "Xyz*": "",
    "Kennnedy's": "Kennedys, Kennedy",
    "harbuor-wall": "harbour-wall",
    "e-mial": "e-mail",
    "newyork": "new york",
    "Ibnsina": "Ibn sina",
    "Newyo\u0308rk": "New yo\u0308rk",
    "wereat": "were at, were",
    "athome": "at home, home",
    "vitamina": "vitamin",
    "yorknew": "",
    "harbourwal": "",
    "Fotografie": "Photographie",
    "Sopha": "Sofa",
    "हिंदी": "हिन्दी",
    "लंबा": "लम्बा",
    "सम्बन्ध": "संबंध",
    "حكومة": "الحكومة",
    "البيت": "بيت",
    "Mueller": "Müller",
    "Goethe": "",
    "Göthe": "Goethe",
    "Böhm": "Boehm",
    "Aalesund": "Ålesund",
    "Duesseldorf": "Düsseldorf",
    "Duesseldorf-Sued": "Düsseldorf-Süd",
    "Bejing": "Beijing, Peking",
    "Beijing": "",
    "Bejing council": "Beijing, Peking",
}
NAMED = {
    "Kennedy": "kennedy",
    "Kennedys": "kennedy",
    "Kennedy's": "kennedy",
    "John Kennedy’s": "kennedy",
    "kenned*": "kennedy",
    "beij*": "beijing",
    "Bejing": "beijing",
    "Beijings": "beijing",
    "Mueller": "mueller",
    "Georg Mueller": "mueller",
    '"Kenedy"': "kennedy",
    "Kennedy wall": "",
    "Browns": "brown",
    "AE Lund": "lund",
    "A.E. Lund": "lund",
    "a e lund": "lund",
    "xyz*": "",
    "I.B.M.": "ibm",
    "the I.B.M.": "ibm",
    "UN": "un",
    "I.N.": "",
    "N.G.O.S.": "",
    "Q Kennedy": "kennedy",
    "the United Nations": "un",
}
ASK = """return (async () => {
  const search = await sourcebook["search/results"].open()
  const told = []
  for (const query of given) {
    const { levels, similar, names } = await search.ask(query)
    told.push([levels.flat(), similar.flatMap(({ forms }) => forms), names.map(({ id }) => id)])
  }
  return told
})()"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[int], list[str], list[str]]]:
    documents = tuple(
        Document(
            Source(id, f"{id}.txt", f"{id}.txt", text, split_paragraphs(text)),
            {"title": (Fact("title", "Untitled", Basis.EDITOR),)},
        )
        for id, text in TEXTS.items()
    )
    names = tuple(Name(id, "person", label, tuple(aliases)) for id, (label, aliases) in NAMES.items())
    mentions = tuple(Mention(id, 0, 1, id_of_name) for id_of_name in NAMES for id in [next(iter(TEXTS))])
    site = tmp_path_factory.mktemp("queries")
    write_search(Archive(About(), documents, names=names, mentions=mentions), site)
    queries = [*FOUND, *OFFERED, *NAMED]
    told = run([index_of(site), "search/results"], ASK, queries)
    assert isinstance(told, list)
    return dict(zip(queries, told, strict=True))


Answers = dict[str, tuple[list[int], list[str], list[str]]]


@pytest.mark.parametrize(("query", "found"), FOUND.items())
def test_the_right_texts_are_found(answers: Answers, query: str, found: str) -> None:
    assert [[*TEXTS][row] for row in answers[query][0]] == found.split()


@pytest.mark.parametrize(("query", "offered"), OFFERED.items())
def test_what_is_nearly_written_so_is_offered(answers: Answers, query: str, offered: str) -> None:
    assert ", ".join(answers[query][1]) == offered


@pytest.mark.parametrize(("query", "names"), NAMED.items())
def test_the_names_that_may_be_meant_are_offered(answers: Answers, query: str, names: str) -> None:
    assert answers[query][2] == names.split()


FORMS = (
    "He had it for a plan of the car. A rose in a box was made to make him hope; man and fat cats stopped at freights."
)


def test_no_word_is_taken_for_a_form_of_another_behind_a_short_syllable(tmp_path: Path) -> None:
    facts = {name: (Fact(name, value, Basis.EDITOR),) for name, value in (("title", "Untitled"), ("language", "en"))}
    text = Document(Source("a", "a.txt", "a.txt", FORMS, split_paragraphs(FORMS)), facts)
    write_search(Archive(About(), (text,)), tmp_path)
    apart = "fore", "hades", "planes", "cares", "fated", "mane"
    together = "roses", "boxes", "making", "hoped", "hoping", "cars"
    told = run([index_of(tmp_path), "search/results"], ASK, [*apart, *together])
    assert isinstance(told, list)
    assert [rows for rows, _, _ in told] == [[]] * len(apart) + [[0]] * len(together)
