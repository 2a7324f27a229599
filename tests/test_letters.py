"""What letters state of themselves: how they begin, who signed them, of which day they are, in the languages known."""

from pathlib import Path

import pytest
import yaml
from babel import Locale
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.commands import main
from sourcebook.describe.propose import by_field, propose
from sourcebook.pipeline import read_archive
from sourcebook.render.base.apart import second_lines
from sourcebook.text.days import dateline, first_written_day
from sourcebook.text.letters import salutation, signature
from sourcebook.text.letters.table import LetterWords, tables

LETTERS = {row["name"]: row for row in yaml.safe_load(Path(__file__).with_name("letters.yml").read_text("utf-8"))}


@pytest.mark.parametrize("language", tables())
def test_months_and_weekdays_are_those_of_the_cldr(language: str) -> None:
    table, locale = tables()[language], Locale.parse(language)
    for form in ("wide", "abbreviated"):
        names = {n: str(name).casefold().rstrip(".") for n, name in locale.months["format"][form].items()}
        spelled = {n: name for n, name in names.items() if name[:1].isalpha()}  # in Japanese they are numbers
        assert all(name in table.months[n - 1].split() for n, name in spelled.items())
        assert {*map(str, locale.days["format"][form].values())} <= {*table.weekdays}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_states_when_where_to_whom_and_by_whom(name: str) -> None:
    letter = LETTERS[name]
    found = {proposal.field: proposal.fact["value"] for proposal in reversed(propose(letter["text"]))}
    fields = ("date", "place", "addressee", "author")
    assert {field: found.get(field) for field in fields} == {field: letter.get(field) for field in fields}
    assert found["kind"] == "letter"


PROSE = {
    "begins with dear": "Dear as the harbour is to the town, nobody repairs it.\n",
    "Sir John": "Sir John came to the harbour.\n\nHe sincerely\nhoped.\n",
    "news": "HARBOUR CLOSED\n\nThe mayor, your obedient servant,\nas he likes to say, was not there.\n",
    "verse": "Shall I compare thee\nTo a summer's day\n",
    "a heading that greets nobody": "Love\n\nA novel\n",
    "German": "Liebe und Treue\n\nIhr Haus\nsteht noch.\n",
    "Chinese": "防波堤记\n\n今年春天，防波堤完好。\n祝愿它长久。\n",
}


@pytest.mark.parametrize("name", PROSE)
def test_what_is_no_letter_states_no_one(name: str) -> None:
    assert [p for p in propose(PROSE[name]) if p.field in {"kind", "author", "addressee"}] == []


def test_a_title_is_made_of_addressee_and_day_for_a_letter_that_bears_none() -> None:
    titles = [p.fact for p in propose(LETTERS["my dear"]["text"]) if p.field == "title"]
    assert titles == [
        {"value": "Letter to Alden, 3 March 1881", "editor": "made from what the letter states of itself"}
    ]


def test_a_letter_that_bears_a_title_is_given_none() -> None:
    assert "title" not in [p.field for p in propose("The northern Report\n\nMarch 3, 1881\n\nDear Ida,\n\nIt holds.\n")]


@pytest.mark.parametrize(
    ("line", "value", "place"),
    [
        ("Paris, 3 March 1881", "1881-03-03", "Paris"),
        ("New York, Monday, March 3, 1881.", "1881-03-03", "New York"),
        ("Frankfurt am Main, Donnerstag, den 3. März 1881", "1881-03-03", "Frankfurt am Main"),
        ("Harbour Office, May 1881", "1881-05", "Harbour Office"),
        ("1881-03-03", "1881-03-03", ""),
        ("上海，一九二四年三月五日", "1924-03-05", "上海"),
        ("明治三十三年三月三日", "1900-03-03", ""),
        ("단기 4288년 3월 1일", "1955-03-01", ""),
        ("Kazan, 3 марта 1881", "[1881-03-03,1881-03-15]", "Kazan"),  # Julius Caesar's calendar, until 1918
        ("London, 3 March 1740", "[1740-03-03,1740-03-14,1741-03-14]", "London"),  # and a year that began on Lady Day
        ("London, 3 April 1740", "[1740-04-03,1740-04-14]", "London"),  # until 1752
        ("Boston, Sunday evening, March 3, 1881", "1881-03-03", "Boston"),
        ("檀紀4288年3月1日", "1955-03-01", ""),
        ("Hamburg, den 4. Juni 1690", "[1690-06-04,1690-06-14]", "Hamburg"),  # until 1700
        ("Lund, den 3 juni 1740", "[1740-06-03,1740-06-14]", "Lund"),  # until 1753
        ("Paris, le 3 avril 1640", "1640-04-03", "Paris"),
        ("Boston, 3 October 1752", "1752-10-03", "Boston"),
        ("Москва, 25 октября 1917", "[1917-10-25,1917-11-07]", "Москва"),
        ("Konstantinopel, 4. März 1453", "", "Konstantinopel"),
        ("Petersburg, 13./25. März 1855", "", "Petersburg"),
        ("Boston, 4–6 March 1861", "", "Boston"),
        ("4. und 5. März 1861", "", ""),
        ("1850年正月十五日", "", ""),  # of a calendar by the moon
        *(("农历2020年8月15日", "", ""), ("旧暦2020年8月15日", "", ""), ("음력 2020년 8월 15일", "", "")),
        *(
            ("Late March 1881", "", ""),
            ("Ende März 1881", "", ""),
            ("mi-mars 1881", "", ""),
            ("Конец марта 1918", "", ""),
        ),
        ("1(13) января 1900 г.", "", ""),
    ],
)
def test_a_line_may_be_a_place_and_a_day(line: str, value: str, place: str) -> None:
    found = dateline(line)
    assert found is not None
    assert (found.value, found.place) == (value, place)


@pytest.mark.parametrize(
    "line",
    [
        *("Updated March 3, 1881", "Last modified: March 3, 1881", "Copy. March 3, 1881"),
        *("Reuters, March 3, 1881", "ASSOCIATED PRESS, March 3, 1881"),
        *(
            "Sunday Morning, March 3, 1881",
            "Good Friday, March 3, 1881",
            "Noon, March 3, 1881",
            "Publié le 3 mars 1881",
        ),
        *(
            "Veröffentlicht am 3. März 1881",
            "Опубликовано 3 марта 1981 г.",
            "更新日：1981年3月3日",
            "등록 1981년 3월 3일",
        ),
    ],
)
def test_what_stands_in_front_of_a_day_is_no_place_where_it_says_what_the_day_is(line: str) -> None:
    found = dateline(line)
    assert found is not None
    assert found.value
    assert found.place == ""


@pytest.mark.parametrize(
    "line",
    [
        "It held until 3 March 1881",
        "30 February 1881",
        "明治三年三月三日",
        "12. 13. 1881",
        "May",
        "1881",
        "March 3, 1881 it held",
        "Received March 3d, 1881",
        "EMBARGOED UNTIL Monday, March 3, 1881",
        "Eingegangen am 3. März 1881",
        "Printed: 1881-03-03",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert dateline(line) is None


@pytest.mark.parametrize(
    "text",
    [
        "London, 11 February 1731/2",
        "January 30, 1648/9",
        "3 September 1752, O.S.",
        *("3 septembre 1939 (calendrier julien)", "2020年8月15日（旧暦）", "3 September 1920 (Julian calendar)"),
        *("early March 3, 1881", "no later than March 3, 1881", "9 October 1720 BC"),
        *(
            "12 September 2001 E.C.",
            "12 September 2001 (Ethiopian calendar)",
            "15. März 1644 v. Chr.",
            "公元前1646年1月20日",
        ),
        *("le 15 mars 1644 av. J.-C.", "15 марта 1644 до н. э."),
        "Berlin, den 28. Februar/1. März 1848",
        "Night of 4–5 March 1861",
        "before 4 March 1861",
        "[4 March 1861]",
        "4 March 1861 (?)",
        "from 4 March 1861 to 6 June 1862",
        "3 May 1998–4 May 2001",
        "1946年3月3日頃",
        "1950년 6월 25일경",
        "du 3 au 5 mars 1881",
        "le 3 ou le 4 mars 1881",
        "Otto Brandt (b. 3 March 1881)",
        "~3 March 1881",
        "From: Ida Lund\nDate: 11 Jun 45 10:00:00\n\nIt holds.\n",
        "Dear Ida,\n\nYour letter of 3 March 1881 has come.\n\nYours,\nJohn Brandt\n",
    ],
)
def test_a_day_that_is_not_meant_alone_is_not_proposed(text: str) -> None:
    assert "date" not in [proposal.field for proposal in propose(text)]


@pytest.mark.parametrize(
    "noted", ["RECEIVED MAR 5 1881", "Reçu le 5 mars 1881", "收文日期：1881年3月5日", "Sperrfrist: 5. März 1881"]
)
def test_a_day_on_which_something_was_done_with_a_text_is_not_its_own(noted: str) -> None:
    day = {"value": "1881-03-03", "stated": "March 3, 1881"}
    assert by_field(propose(f"{noted}\n\nBoston, March 3, 1881\n\nDear Ida,\n\nIt holds.\n"))["date"] == [day]
    assert propose(f"{noted}\n\nIt holds.\n") == []


OTHERS = {
    "forwarded": "---------- Forwarded message ---------\nFrom: Ida <ida@a.example>\nDate: Fri, Oct 9, 2020\n",
    "an answer": "-----Original Message-----\nFrom: Ida\n",
    "by a phone": "Begin forwarded message:\n\nFrom: Ida <ida@a.example>\n",
    "below a line": "________________________________\n\nFrom: Ida Lund\nSent: Friday, October 9, 2020 10:00 AM\n",
    "in German": "Von: Ida Lund\nGesendet: Freitag, 9. Oktober 2020 10:00\n",
    "in Japanese": "差出人: 田中\n送信日時: 2020年10月9日\n",
    "in Russian": "-------- Пересылаемое сообщение --------\n",
    "quoted": "On Fri, October 9, 2020 at 10:00 Ida Lund <ida@a.example> wrote:\n\n> Oh.\n>\n",
    "quoted, over two lines": "On Fri, October 9, 2020 at 10:00 Ida Lund <ida@a.example>\nwrote:\n> Oh.\n",
}
BELOW = "\nOctober 8, 2020\n\nDear Otto,\n\nIt holds.\n\nYours sincerely,\nIda Lund\n"


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_mail_forwards_or_answers_says_nothing_of_the_mail(name: str, end: str) -> None:
    text = f"\ufeffFor you to see.\n\n{OTHERS[name]}{BELOW}"
    assert propose(text.replace("\n", end)) == []
    own = propose(f"Boston, 12 October 2020\n\nDear Ann,\n\nSee below.\n\nYours,\nEva Fisk\n\n{OTHERS[name]}{BELOW}")
    found = {proposal.field: proposal.fact["value"] for proposal in own}
    assert (found["date"], found["addressee"], found["author"]) == ("2020-10-12", "Ann", "Fisk, Eva")


@pytest.mark.parametrize(
    "text",
    [
        "Von: Ida Lund\nGesendet: 9. Oktober 2020 10:00\nAn: Otto Brandt\n\nEs hält.\n",
        "MEMORANDUM\n\nTO: Otto Brandt\nFROM: Ida Lund\nDATE: October 9, 2020\n\nIt holds.\n",
    ],
)
def test_the_head_of_a_mail_or_a_memorandum_itself_says_its_day(text: str) -> None:
    assert by_field(propose(text))["date"][0]["value"] == "2020-10-09"


def test_who_signs_is_no_place() -> None:
    ends = "It holds.\n\nYours,\nJohn Brandt"
    for text in (
        f"Dear Ida,\n\n{ends}\nJohn Brandt, 3 March 1881\n",
        f"John Brandt, 3 March 1881\n\nDear Ida,\n\n{ends}\n",
    ):
        found = by_field(propose(text))
        assert (found["date"][0]["value"], found["author"][0]["value"]) == ("1881-03-03", "Brandt, John")
        assert "place" not in found


@pytest.mark.parametrize("place", ["Rio de Janeiro", "Port-au-Prince", "Coeur d’Alene", "Dar es Salaam", "The Hague"])
def test_a_place_in_capitals_is_proposed_as_it_is_written(place: str) -> None:
    proposals = propose(f"{place.upper()} (AP) — The wall fell.\n")
    assert [fact["value"] for fact in by_field(proposals)["place"]] == [place]


@pytest.mark.parametrize(
    ("to", "people"),
    [
        ('"Lund, Eva" <eva@a.example>', ["Lund, Eva"]),
        ('Ida Lund <ida@a.example>, "Brandt, Otto" <otto@a.example>', ["Lund, Ida", "Brandt, Otto"]),
        ("Ida Lund <ida@a.example>,\n Otto Brandt <otto@a.example>", ["Lund, Ida", "Brandt, Otto"]),
        ("Lund, Ida <ida@a.example>; Brandt, Otto", ["Lund, Ida", "Brandt, Otto"]),
        ("Ida Lund [mailto:ida@a.example]", ["Lund, Ida"]),
        ("Lund, Ida (Harbour) <ida@a.example>", []),
        ("Ida Lund, Keeper of the Light", []),
        ('"Ida Lund, Ph.D." <ida@a.example>', []),
        ("undisclosed-recipients:;", []),
        ("=?utf-8?q?Ida?= <ida@a.example>", []),
        ("Ida Lund on behalf of Otto Brandt <otto@a.example>", []),
    ],
)
def test_a_mail_names_those_whom_its_head_parts(to: str, people: list[str]) -> None:
    proposals = propose(f"From: a@b.example\nTo: {to}\nSubject: x\n\nIt holds.\n")
    assert [fact["value"] for fact in by_field(proposals).get("addressee", [])] == people


@pytest.mark.parametrize("text", ["Petition No. 12 of 3 March 1881", "Nr. 12 vom 3. März 1881", "a 3 de março de 1881"])
def test_a_number_before_a_day_is_no_span(text: str) -> None:
    assert ("date", "1881-03-03") in [(proposal.field, proposal.fact["value"]) for proposal in propose(text)]


def test_what_opens_far_before_a_day_is_not_looked_for() -> None:
    day = first_written_day(f"[{'The wall fell. ' * 10}4 March 1861")
    assert day and day.value == "1861-03-04", "in a long line with many days it would be looked for at each"  # noqa: PT018


@pytest.mark.parametrize("language", tables())
def test_each_table_is_of_a_language_and_its_words_are_found(language: str) -> None:
    table = tables()[language]
    assert Locale.parse(language)
    assert isinstance(table, LetterWords)
    for words in table.before:
        assert salutation(f"{words} Ida,\n" if table.spaced else f"{words}王明：\n") is not None, words
    name = "Ida Lund" if table.spaced else "王明"
    for words in table.closings:
        signed = signature(f"{words.replace('*', '').strip()}\n{name}\n")
        assert signed is not None, words
        assert signed.name == name


@given(st.text(alphabet=st.sampled_from(list("Dear SirIhryousty,\n.:—王先生台鉴：此致敬礼年月日一二〇1881 March"))))
def test_whatever_is_found_stands_in_the_text(text: str) -> None:
    opening = salutation(text)
    assert opening is None or opening.words in text
    signed = signature(text, opening.end if opening else 0)
    assert signed is None or signed.words in text
    day = first_written_day(text)
    assert day is None or day.words in text


def test_titles_are_proposed_in_the_language_of_the_archive(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/archive.yml").write_text("language: de\n", encoding="utf-8")
    (tmp_path / "brief.txt").write_text(LETTERS["German, geehrte"]["text"], encoding="utf-8")
    for command in (
        ["add", "--yes", str(tmp_path / "brief.txt")],
        ["table", "write", "--proposed", str(tmp_path / "a.csv")],
    ):
        done = CliRunner().invoke(main, [*command, "--seeds", str(tmp_path / "texts")])
        assert done.exit_code == 0, done.output
    assert "Brief an Lund, 3. März 1881" in (tmp_path / "texts/brief.yml").read_text("utf-8")
    assert "Brief an Lund, 3. März 1881" in (tmp_path / "a.csv").read_text("utf-8")


def test_a_place_and_a_day_for_a_title_are_told_apart_by_how_the_letter_begins(tmp_path: Path) -> None:
    for name, head in (
        ("a", "Harwich, 3 March 1881\nMy dear Alden,\n"),
        ("b", "Harwich, 4 March 1881\n\nDear Ida,\n\n"),
    ):
        (tmp_path / f"{name}.txt").write_text(f"{head}The {name} breakwater holds, for now, and long.\n")
    (tmp_path / "c.txt").write_text("The harbour\n\nAnother breakwater, for now, holds and long.\n")
    archive, _ = read_archive(tmp_path, "seeds")
    lines = {id: line.begins for id, line in second_lines(archive.documents).items()}
    assert lines == {name: f"The {name} breakwater holds, for now, and long." for name in "ab"}
