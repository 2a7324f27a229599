"""What quotations look like in letters, papers, laws and books: each is found, and called what it is."""

import pytest
from sourcebook.derive.passages import between_witnesses, passages
from sourcebook.link.find.recurring import recurring_passages
from sourcebook.link.judge import references
from sourcebook.link.judge.naming import facts_named
from sourcebook.model import Basis, Document, Fact, Link, LinkSettings, Phrase, Role
from sourcebook.vocabulary.link_kinds import reason
from sourcebook.vocabulary.quotation_marks import PAIRS

from tests.link_cases import document, found, linked
from tests.test_link_hostile import own_words

S = "The northern breakwater will crumble within two winters unless its footing is laid anew."
S2 = "Every pilot on this coast has seen the gaps that the last storm tore into its masonry."
BARE = S.rstrip(".")


def letter(text: str = f"{S} {S2}", **facts: str | Fact) -> Document:
    known: dict[str, str | Fact] = {"kind": "letter", "date": "1901-03-04", "author": "Brandt, Ada"}
    return document("letter", f"Dear Sir,\n\n{text}\n\nYours, Ada Brandt", **{**known, **facts})


def report(text: str, **facts: str | Fact) -> Document:
    return document("report", text, **{"date": "1901-03-09", **facts})


def only(*documents: Document) -> Link:
    [link] = linked(documents)
    return link


def told(link: Link) -> list[tuple[str, str, str]]:
    return [(d.type, " ".join(d.source.text.split()), " ".join(d.target.text.split())) for d in link.differences]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.opens}{pair.closes}")
def test_every_pair_of_marks_in_the_table_makes_a_quotation(pair: object) -> None:
    link = only(letter(), report(f"Brandt wrote: {pair.opens}{S}{pair.closes} Nobody answered."))  # type: ignore[attr-defined]
    assert (link.kind, link.target_in_marks, link.target.exact) == ("quotation", True, BARE)


@pytest.mark.parametrize("dash", ["— ", "– ", "― ", "-- "])
def test_a_speech_begins_with_a_dash_and_ends_where_the_words_do(dash: str) -> None:
    link = only(letter(), report(f"He read the letter.\n\n{dash}{BARE}, wrote Brandt.\n\nNobody answered."))
    assert (link.kind, link.target.exact, told(link)) == ("quotation", BARE, [])


@pytest.mark.parametrize("block", [f"    {S}", f"\t{S}", f"> {S}", f"> {S[:39]}\n> {S[40:]}"])
def test_a_block_is_quoted_and_nobody_is_said_to_have_copied(block: str) -> None:
    link = only(letter(), report(f"It was a bad year.\n\nBrandt wrote as follows:\n\n{block}\n\nNobody answered."))
    assert (link.kind, link.target_in_marks) == ("quotation", "block")


@pytest.mark.parametrize(
    "text",
    [
        f"    {S}\n        — Ada Brandt, letter to the Board\n\nSo begins the file. Nobody answered.",
        f"It was a bad year.\n\n  {S}\n\n  -- Ada Brandt\n\nNobody answered.",
    ],
)
def test_an_indent_above_the_name_of_who_wrote_it_is_a_block(text: str) -> None:
    [link] = [link for link in linked([letter(), report(text)]) if link.kind != "reference"]
    assert (link.kind, link.target_in_marks) == ("quotation", "block")


@pytest.mark.parametrize(
    "printed",
    ["“{}\n“{}\n“{}”", "« {}\n» {}\n» {} »", "«{}\n«{}\n«{}»", '"{}\n"{}\n"{}"', "„{}\n„{}\n„{}“"],
)
def test_marks_that_each_line_begins_with_end_no_quotation(printed: str) -> None:
    words = BARE.split()
    lines = " ".join(words[:4]), " ".join(words[4:9]), " ".join(words[9:])
    link = only(letter(), report(f"Brandt wrote:\n{printed.format(*lines)}\nNobody answered."))
    assert (link.kind, link.target_in_marks, link.source.exact, told(link)) == ("quotation", True, BARE, [])


def test_an_indent_that_every_paragraph_has_is_no_block() -> None:
    text = f"    It was a bad year:\n\n    {S}\n\n    Brandt wrote this, and nobody answered."
    assert only(letter(), report(text)).target_in_marks is False


@pytest.mark.parametrize(
    "ascribed",
    [
        f"{BARE}, wrote Brandt.",
        f"{S}—Ada Brandt",
        f"Brandt wrote:—{S}",
        f"BRANDT: {S}",
        f"**Ada Brandt:** {S}",
        f"Q. What did you write?\n\nA. {S}",
        f"BRANDT (reading).\n{S}",
        f"MISS BRANDT\n{S}",
        f"[00:12:03] Ada Brandt\n{S}",
    ],
)
def test_nobody_is_said_to_lack_marks_where_words_are_ascribed(ascribed: str) -> None:
    assert (
        only(letter(), report(f"It was a bad year for Ada Brandt.\n\n{ascribed}\n\nNobody answered.")).kind != "reuse"
    )


@pytest.mark.parametrize(
    ("above", "kind"), [("What Ada Brandt wrote", "shared-passage"), ("It was a bad year for Ada Brandt.", "reuse")]
)
def test_whose_name_stands_in_the_heading_above_some_words_may_speak_in_them(above: str, kind: str) -> None:
    link = only(letter(), report(f"It was a bad year.\n\nNobody came.\n\n{above}\n\n{S}\n\nNobody answered."))
    assert link.kind == kind


def test_what_stands_behind_an_ellipsis_is_looked_for_in_the_source() -> None:
    first, rest = "The northern breakwater will crumble within two winters", own_words(3).capitalize()
    source = letter(f"{first}. {rest}. We must act. {S2}")
    link = only(source, report(f"Brandt wrote: “{first}.... We must act.”"))
    assert told(link) == [("delete", rest, "")]
    assert link.source.exact == f"{first}. {rest}. We must act"


def test_a_proverb_in_an_undated_book_is_nobodys() -> None:
    book = document("report", f"An old proverb says: “{S}” So it is.")
    assert only(letter(), book).kind == "shared-passage"
    naming = document("report", f"Ada Brandt says: “{S}” So it is.")
    assert only(letter(), naming).kind == "quotation"


@pytest.mark.parametrize(
    "quoted",
    [
        "The northern breakwater1 will crumble within two winters2 unless its footing is laid anew",
        "The northern breakwater[1] will crumble within two winters[2] unless its footing is laid anew",
        "The northern breakwater¹ will crumble within two winters² unless its footing is laid anew",
        "The northern [sea wall] will crumble within [the next] two winters unless [its] footing is laid anew",
        "The nor thern break water will crum ble within two win ters unless its foot ing is laid anew",
        "Tho nortbern brcakwater wi1l crumb1e witbin two wintcrs unlcss its f00ting is 1aid anew",
    ],
)
def test_footnotes_brackets_lost_hyphens_and_a_bad_scan_hide_no_quotation(quoted: str) -> None:
    result = found([letter(), report(f"Brandt wrote: “{quoted}.” Nobody answered.")])
    assert [link.kind for link in result.links] == ["quotation"]
    assert result.unsourced == ()


def test_spelling_and_numbers_in_words_differ_and_are_the_same_words() -> None:
    british = "The harbour’s grey labour programme will cost 25,000 pounds, and its colour and honour are in favour"
    american = (
        "The harbor’s gray labor program will cost twenty-five thousand pounds, and its color and honor are in favor"
    )
    result = found([letter(f"{british}."), report(f"Brandt wrote: “{american}.” Nobody answered.")])
    [link] = result.links
    assert link.kind == "quotation"
    assert ("replace", "25,000", "twenty-five thousand") in told(link)
    assert result.unsourced == ()


def test_only_what_is_nowhere_near_comes_from_outside() -> None:
    near = "The northern breakwaters would have crumbled in two winters or so unless their footings were laid"
    result = found([letter(), report(f"Brandt said: “{near}.” Another said: “{own_words(9)}.”")])
    assert [(quotation.exact, quotation.words) for quotation in result.unsourced] == [(own_words(9), 60)]


def ruling(number: int, note: str, place: str) -> Document:
    own = [f"{own_words(number * 10 + n).capitalize()}." for n in range(4)]
    parts = {"head": [f"Ruling {number}", note, *own], "foot": [f"Ruling {number}", *own, note]}[place]
    return document(
        f"r{number}", "\n\n".join([*parts[:3], f"{own[0][:-1]}. {S} {own[1]}" if number < 2 else own[0], *parts[3:]])
    )


@pytest.mark.parametrize("place", ["head", "foot"])
def test_a_clerks_note_in_four_texts_is_furniture_and_no_part_of_a_passage(place: str) -> None:
    note = "Note: Where it is feasible, a syllabus will be released with the opinion, of which it constitutes no part."
    link = only(*(ruling(number, note, place) for number in range(4)))
    assert link.source.exact == BARE


def test_an_advertisement_by_its_role_is_in_no_passage() -> None:
    advert = "Buy Lund's tarred rope at the sign of the anchor, the strongest on all this coast"
    texts = [f"{own_words(n).capitalize()}. {S}\n\n{advert}\n\n{S2} {own_words(n + 50)}." for n in (1, 2)]
    documents = []
    for id, text in zip("ab", texts, strict=True):
        made, start = document(id, text), text.index(advert)
        documents.append(Document(made.source, made.facts, (Role("advertisement", start, start + len(advert)),)))
    assert [link.source.exact for link in linked(documents)] == [BARE, S2.rstrip(".")]


ANECDOTE = (
    "A fisherman from the lower harbour told the pilot that his grandfather had once walked dry across the whole bay, "
    "carrying a lantern and a basket of herrings, and had sold them all before the bells of the chapel rang for noon."
)


@pytest.mark.parametrize("count", [20, 21, 60])
def test_an_anecdote_in_any_number_of_pages_is_one_passage_with_all_of_them(count: int) -> None:
    pages = [document(f"d{n:03}", f"{own_words(n)}.\n\n{ANECDOTE}\n\n{own_words(n + 500)}.") for n in range(count)]
    links = linked(pages)
    kept, [passage] = between_witnesses(links, passages(pages, links))
    assert len(passage.witnesses) == count
    assert passage.words == 42
    assert len(kept) == (count - 1 if count > 20 else count * (count - 1) // 2)
    assert all(link.source.exact == ANECDOTE.rstrip(".") for link in kept)


def test_an_anecdote_told_a_little_otherwise_on_sixty_pages_is_one_passage() -> None:
    told = ANECDOTE.split()
    pages = []
    for n in range(60):
        words = [*told]
        words[n % len(told)] = words[(n * 7 + 5) % len(told)] = own_words(n).split()[0]
        pages.append(document(f"d{n:03}", f"{own_words(n)}.\n\n{' '.join(words)}\n\n{own_words(n + 500)}."))
    kept, [passage] = between_witnesses(linked(pages), passages(pages, linked(pages)))
    assert len(passage.witnesses) == 60
    assert len(kept) == 59


STORY = (
    "On Monday the keeper of the lower light told {} that 14 barrels of tar had drifted ashore below the chapel, and "
    "that nobody in the village would own a single one of them"
)


BARREL = "The keeper of the lower light found on Monday a barrel of tar ashore below the chapel, and nobody claimed it"


def moved(story: str, name: str, other: str) -> list[Document]:
    """Return sixty papers with a story, a third of which have something else in one place."""
    stories = [story.format("the Gazette").replace(name, other if n % 3 == 2 else name) for n in range(60)]
    return [document(f"p{n:02}", f"{own_words(n)}. {s}. {own_words(n + 400)}.") for n, s in enumerate(stories)]


@pytest.mark.parametrize(
    ("story", "name", "other"),
    [
        (STORY, "Monday", "Tuesday"),
        (STORY, "14", "40"),
        (STORY, "the Gazette", "the Herald"),
        (BARREL, "Monday", "Tuesday"),
    ],
)
def test_a_story_of_which_some_papers_changed_the_day_a_figure_or_a_name_is_one(
    story: str, name: str, other: str
) -> None:
    papers = moved(story, name, other)
    kept, [passage] = between_witnesses(linked(papers), passages(papers, linked(papers)))
    assert (len(passage.witnesses), len(kept)) == (60, 59)


@pytest.mark.parametrize("text", ["{own}. {story}. {own}.", "{story}."])
def test_what_each_of_sixty_texts_filled_in_with_a_number_of_its_own_is_no_story(text: str) -> None:
    stories = [STORY.format("the Gazette").replace("14", f"{n + 20}") for n in range(60)]
    texts = [text.format(own=own_words(n), story=story) for n, story in enumerate(stories)]
    assert linked([document(f"p{n:02}", text) for n, text in enumerate(texts)]) == ()


@pytest.mark.parametrize(
    "dateline",
    [
        "{city}, March {day} (AP) — ",
        "{city}, Wash., March {day}.--",
        "{city} (Reuters) - ",
        "Port {name}, March {day}, 1901. — ",
        "Port {name} (By cable) – ",
    ],
)
def test_a_story_in_sixty_papers_is_one_whatever_its_dateline_and_wherever_it_was_cut(dateline: str) -> None:
    names = ["Boston", "Reno", "Akron", "Tulsa"]
    papers = []
    for n in range(60):
        head = dateline.format(city=names[n % 4].upper(), name=names[n % 4], day=n % 28 + 1)
        papers.append(document(f"p{n:02}", f"{own_words(n)}.\n\n{head}{' '.join(ANECDOTE.split()[: 30 + n % 12])}"))
    links = linked(papers)
    kept, [passage, *_] = between_witnesses(links, passages(papers, links))
    assert (len(passage.witnesses), passage.words) == (60, 30)
    assert {link.source.exact.split()[0] for link in kept} == {"A"}


def test_a_story_beside_a_notice_that_was_filled_in_is_one() -> None:
    notice = "The vote was {} to {}, as the clerk said on {}, with Mr. {} abstaining from the final roll call."
    filled = (notice.format("412", "9", "Monday", "Lund"), notice.format("77", "30", "Friday", "Strand"))
    papers = [
        document(f"p{n}", f"{own_words(n)}.\n\n{ANECDOTE}\n\n{own_words(n + 50)}.\n\n{told}")
        for n, told in enumerate(filled)
    ]
    assert only(*papers).source.exact == ANECDOTE.rstrip(".")


def test_words_of_their_own_beside_a_formula_are_enough() -> None:
    formula = "The harbour office said again that the dredging remains a priority for the whole county"
    own = "Herrings spawned beneath lanterns while pilots cursed every frozen rudder"
    texts = [
        document(
            f"p{n:02}", f"{own_words(n)}. {own if n < 2 else own_words(n + 300)}. {formula}. {own_words(n + 600)}."
        )
        for n in range(40)
    ]
    assert only(*texts).source.exact == f"{own}. {formula}"


@pytest.mark.parametrize("title", ["Harbour Act", "Hafengesetz", "Loi sur les ports"])
@pytest.mark.parametrize("date", ["", "1889-05-01"])
def test_a_law_that_thirty_rulings_quote_by_its_name_is_quoted_in_thirty(date: str, title: str) -> None:
    facts = {"kind": "law", "title": title} | ({"date": date} if date else {})
    law = document("law", f"{title}\n\nSection 12. {S}\n\n{own_words(900)}.", **facts)
    rulings = [
        document(
            f"r{n:02}",
            f"{own_words(n)}. The {title} says: “{S}” {own_words(n + 50)}.",
            kind="court decision",
            date=f"19{n + 10}-05-01",
        )
        for n in range(30)
    ]
    links = linked([law, *rulings])
    kept, _ = between_witnesses(links, passages([law, *rulings], links))
    assert {(link.kind, link.source.document) for link in kept} == {("quotation", "law")}
    assert len(kept) == 30


@pytest.mark.parametrize("named", ["Harbours", "the harbours", "the Harbours Board", "all Royal Harbours"])
def test_a_title_of_one_word_names_no_law_where_it_may_be_another_word(named: str) -> None:
    law = document("law", f"{S}\n\n{own_words(900)}.", kind="law", title="Harbours")
    ruling = document("r", f"{own_words(1)}. {named} may fall. “{S}” {own_words(50)}.", kind="court decision")
    assert [link.kind for link in linked([law, ruling])] == ["shared-passage"]


LUND = document(
    "lund",
    f"Lund v. Brandt\n\n{own_words(1)}. {S}",
    kind="court decision",
    date="1901-03-04",
    title="Lund v. Brandt",
)


@pytest.mark.parametrize(
    ("sign", "note", "directed"),
    [
        ("3", "3 Lund v. Brandt, 55 H. R. 192.", True),
        ("[12]", "[11] Strand, at 4.\n[12] Lund v. Brandt, 55 H. R. 192,\nand elsewhere.", True),
        ("²", "² Lund v. Brandt, 55 H. R. 192.", True),
        ("*", "* Lund v. Brandt.", True),
        ("3", "4 Lund v. Brandt, 55 H. R. 192.", False),
        (" 3 times", "3 Lund v. Brandt, 55 H. R. 192.", False),
    ],
)
def test_a_note_behind_the_words_names_where_they_come_from(sign: str, note: str, directed: bool) -> None:
    text = f"Moe v. Lie\n\nSome held that “{S}”{sign} {own_words(2)}.\n\n{own_words(3)}.\n\n{note}"
    other = document("moe", text, kind="court decision", date="1911-03-04")
    assert [link.directed for link in linked([LUND, other]) if link.kind != "reference"] == [directed]


def test_a_case_quotes_a_case_that_it_names() -> None:
    other = document(
        "moe",
        f"Moe v. Lie\n\nIn Lund v. Brandt we held that “{S}” {own_words(2)}.",
        kind="court decision",
        date="1911-03-04",
    )
    [link] = linked([LUND, other])
    assert (link.kind, link.source.document, link.rule) == ("quotation", "lund", "later-quotes")
    cites = document(
        "moe", f"Moe v. Lie\n\nWe follow Lund v. Brandt. {own_words(2)}.", kind="court decision", date="1911-03-04"
    )
    [link] = linked([LUND, cites])
    assert (link.kind, link.rule, link.source.document) == ("reference", "names-title", "lund")


def test_a_letter_quotes_the_letter_that_it_answers() -> None:
    answer = document(
        "answer", f"Dear Miss Brandt,\n\nYou write that “{S}” We think not.", kind="letter", date="1901-03-20",
        author="Lund, Per", addressee="Brandt, Ada",
    )  # fmt: skip
    link = only(letter(), answer)
    assert (link.kind, link.source.document) == ("quotation", "letter")


@pytest.mark.parametrize("basis", [Basis.EXTERNAL, Basis.EDITOR])
def test_a_date_of_any_basis_gives_a_direction_and_the_reason_names_it(basis: Basis) -> None:
    dated = {"date": Fact("date", "1901-03-04", basis)}
    link = only(letter(**dated), report(f"It says: “{S}”", date=Fact("date", "1901-03-09", basis)))
    assert (link.kind, link.rule) == ("quotation", f"primary-quoted+{basis}")
    assert reason(link.rule) not in (reason("primary-quoted"), link.rule)


@pytest.mark.parametrize("count", [6, 21, 60])
def test_papers_that_print_one_sentence_are_linked_however_many(count: int) -> None:
    sentence = (
        "Mayor Ada Brandt told the 25 members of the Harbour Board in Vardal on Monday that 340 men had walked out"
    )
    papers = [
        document(f"p{n:02}", f"{own_words(n)}. {sentence}. {own_words(n + 400)}.", publisher=f"Paper {n}")
        for n in range(count)
    ]
    kept, gathered = between_witnesses(linked(papers), passages(papers, linked(papers)))
    assert [len(passage.witnesses) for passage in gathered] == [count]
    assert len(kept) == (count - 1 if count > 20 else count * (count - 1) // 2)


PLEA = "Add your name to the millions who ask the county for a safer mole, and send a friend this page today"
CHINESE = "欢迎订阅本报电子周刊每逢星期一早晨准时送达您的邮箱内容涵盖港口航运天气与渔业消息"
NO_PLEA = "the millions who ask the county board for a safer mole before winter, as nobody had asked it in ten years"


def pages(words: str, having: int, others: int = 0, **facts: str) -> list[Document]:
    """Return pages that have the words amid others, at the end of every second one's paragraph, and pages without."""
    own = (
        f"{own_words(n)}. {own_words(n + 100)} {words}{'' if n % 2 else f' {own_words(n + 200)}'}."
        for n in range(having)
    )
    plain = (f"{own_words(n + 300)}. {own_words(n + 400)}." for n in range(others))
    return [document(f"p{n:02}", text, **facts) for n, text in enumerate((*own, *plain))]


@pytest.mark.parametrize(
    ("words", "having", "others"), [(PLEA, 8, 40), (PLEA, 27, 1), (PLEA, 5, 5), (CHINESE, 9, 0), (PLEA.upper(), 8, 9)]
)
def test_what_recurs_within_paragraphs_of_one_publisher_is_furniture(words: str, having: int, others: int) -> None:
    assert linked(pages(words, having, others, publisher="The County Page", kind="report")) == ()


@pytest.mark.parametrize(
    "texts",
    [
        pages(PLEA, 4, publisher="The County Page"),
        pages(PLEA, 7, 9, publisher="The County Page"),
        pages(PLEA, 9),
        pages(f"“{PLEA}”", 9, publisher="The County Page"),
        pages(NO_PLEA, 9, publisher="The County Page", kind="letter", date="1901-03-04"),
        [
            *pages(NO_PLEA, 9, publisher="The County Page"),
            document("x", f"{own_words(600)} {NO_PLEA}.", publisher="Another"),
        ],
        [*pages(NO_PLEA, 9, publisher="The County Page"), document("x", f"{own_words(600)} {NO_PLEA}.", kind="letter")],
        [
            document(f"p{n}", f"{own_words(n)}. {' '.join(own_words(m) for m in range(90, 99))}.", publisher="P")
            for n in range(9)
        ],
    ],
    ids=["in few texts", "in few of many", "of nobody", "in marks", "in letters", "elsewhere", "in a letter", "copies"],
)
def test_what_recurs_otherwise_is_a_passage(texts: list[Document]) -> None:
    assert linked(texts)


NOTE = "Ada Brandt, the winner of five prizes for travel writing, lives with two dogs beside the northern breakwater."


@pytest.mark.parametrize(
    ("form", "publishers", "count"),
    [
        ("{own}.\n\n{note}", ("The Page", "The Page"), 0),
        ("{note}\n\n{own}.", ("The Page", "The Page"), 0),
        ("{own}.\n\n{note}", ("The Page", "The Paper"), 1),
        ("{own}.\n\n{note}", ("", ""), 1),
        ("{own}. {note}", ("The Page", "The Page"), 1),
        ("{own}.\n\n“{note}”", ("The Page", "The Page"), 1),
        (f"{{own}}. {S} {S2} {{own}}.\n\n{{note}}", ("The Page", "The Page"), 2),
    ],
    ids=["foot", "head", "two publishers", "no publisher", "within", "in marks", "beside a passage"],
)
def test_how_two_texts_of_one_publisher_begin_or_end_is_furniture(
    form: str, publishers: tuple[str, str], count: int
) -> None:
    texts = [
        document(f"p{n}", form.format(own=own_words(n), note=NOTE), publisher=publisher)
        for n, publisher in enumerate(publishers)
    ]
    assert len(linked(texts)) == count


def test_what_two_reports_of_one_publisher_end_with_is_linked_with_the_letter_that_has_it() -> None:
    reports = [document(f"p{n}", f"{own_words(n)}.\n\n{S}", publisher="The Page") for n in range(2)]
    assert {link.source.document for link in linked([letter(), *reports])} == {"letter"}


def test_what_may_be_furniture_after_all_is_told_until_a_curator_says_so() -> None:
    texts = pages(PLEA, 7, 9, publisher="The County Page")
    by_id = {text.id: text for text in texts}
    settings = LinkSettings()
    [told] = recurring_passages(passages(texts, linked(texts)), by_id, settings)
    assert told.what.startswith("this passage stands in 7 texts of The County Page, and in no other: “")
    ignored = told.remedy.partition('- "')[2].rstrip('"')
    decided = LinkSettings(ignored=(Phrase(ignored),))
    assert linked(texts, decided) == ()
    assert not list(recurring_passages(passages(texts, linked(texts)), by_id, decided))


def test_nouns_with_capitals_are_no_names() -> None:
    old = "The Motion of the Gentleman was agreed to without a Division, and the Petitions of the Merchants were to lie"
    texts = [document(id, f"{own_words(n)}. {old}. {own_words(n + 9)}.") for n, id in enumerate("ab")]
    assert only(*texts).source.exact == old


@pytest.mark.parametrize("count", [6, 40])
def test_a_phrase_in_many_places_is_one_link_with_its_places(count: int) -> None:
    often = document("a", " ".join(f"{own_words(n).capitalize()}. {S}" for n in range(count)))
    link = only(often, document("b", f"{own_words(90)}. {S} {own_words(91)}"))
    places = [place for place in range(len(often.source.text)) if often.source.text.startswith(S, place)]
    assert [link.source.start, *(also.start for also in link.source.also)] == places
    assert link.target.also == ()


@pytest.mark.parametrize(
    "host",
    ["https://a.example/", "file:///home/", "www.a.example/", "HTTP://A.EXAMPLE/", "a.example/", "~/old/", "urn:a:"],
)
def test_there_are_no_words_in_addresses(host: str) -> None:
    address = host + "-".join(S.lower().rstrip(".").split())
    assert (
        linked([document(id, f"{own_words(n)}. See {address}. {own_words(n + 9)}") for n, id in enumerate("ab")]) == ()
    )


@pytest.mark.parametrize(
    "ruled",
    [
        "In the matter of pilotage the chamber followed Lund v. Brandt, 55 H. R. 192, and refused every claim",
        "Fed. R. Crim. P. 16 and Cal. Evid. Code 352 let the keeper of a harbour see each letter that names a lantern",
        "Selon l’art. 12, al. 3, de la loi de 1881, M. Coste devait payer le passage des bêtes et de la barque",
        "Der Hafenmeister erhob die Abgabe bzw. Gebühr der Fischer, vgl. Nr. 12 der Akten, und niemand zahlte sie",
    ],
)
def test_an_abbreviation_ends_no_sentence(ruled: str) -> None:
    texts = [document(id, f"{own_words(n)}. {ruled}. {own_words(n + 9)}") for n, id in enumerate("ab")]
    assert only(*texts).source.exact == ruled


@pytest.mark.parametrize(
    ("words", "one", "other"),
    [
        (
            "und wenn sie es nicht auch so mit uns gemacht haben, dann ist das",
            "Der Hafen wurde gebaut, {} ein Schaden für Fischer und Händler an dieser Küste.",
            "Die Kirche brannte nieder, {} kein Wunder bei solchen alten Balken und Ziegeln.",
        ),
        (
            "och det är inte så att man kan vara med om det som de har",
            "Konto 1901: 1 2 3 4 5 6 7 8 9 0, 3 tunnor tjära, {} 7 5 3 1.",
            "Konto 1902: 9 8 7 6 5 4 3 2 1 0, 4 fat sill, {} 2 4 6 8.",
        ),
        (
            "et si nous ne les avons pas encore tous vus, c’est que nous n’y étions pas avec eux",
            "Les pêcheurs du port crient, {} dans la tempête de novembre.",
            "Une maison brûle près du marché, {} quand la cloche sonna.",
        ),
    ],
)
def test_function_words_of_any_language_are_no_passage(words: str, one: str, other: str) -> None:
    assert linked([document("a", one.format(words)), document("b", other.format(words))]) == ()


def test_eight_characters_in_corner_brackets_are_a_quotation() -> None:
    source = document(
        "letter",
        "敬启者:我们已经多次请求修理港口。北堤两冬必将崩塌。请即派人前来查看并且答复。",
        kind="letter",
        date="1901-03-04",
    )
    link = only(source, report("报道写道:「北堤两冬必将崩塌」,但是没有人回答这封信。"))
    assert (link.kind, link.target.exact) == ("quotation", "北堤两冬必将崩塌")


@pytest.mark.parametrize("head", ["12\n\nTHE HARBOUR GAZETTE", "* 12 *", "{12}", "[12v]", "fol. 12r", "~ xii ~"])
def test_a_running_head_inside_a_quotation_is_no_word_of_it(head: str) -> None:
    words = BARE.split()
    torn = f"{' '.join(words[:6])}\n\n{head}\n\n{' '.join(words[6:])}"
    link = only(letter(), report(f"Brandt wrote: “{torn}.” Nobody answered."))
    assert (link.kind, link.source.exact, told(link)) == ("quotation", BARE, [])


ICE = (
    "The reports received specify that during these storms, pilots often lose sight of the harbour light in the shoals"
)


@pytest.mark.parametrize(
    ("quoted", "differences"),
    [
        (
            "The reports indicate that pilots often lose sight of the harbour light in the shoals",
            [("replace", "received specify", "indicate"), ("delete", "during these storms", "")],
        ),
        (
            "The reports received specify that during these storms, pilots often see no harbour lamp among the rocks",
            [
                ("replace", "lose sight of the", "see no"),
                ("replace", "light in", "lamp among"),
                ("replace", "shoals", "rocks"),
            ],
        ),
        (
            "Our captains say that pilots often lose sight of the harbour light in the shoals",
            [("replace", "The reports received specify", "Our captains say"), ("delete", "during these storms", "")],
        ),
    ],
)
def test_a_changed_beginning_or_end_is_called_changed(quoted: str, differences: list[tuple[str, str, str]]) -> None:
    link = only(letter(f"{ICE}. {S2}"), report(f"Brandt wrote: “{quoted}.” Nobody answered."))
    assert link.target.exact == quoted
    assert told(link) == differences


@pytest.mark.parametrize("quoted", ["[It] {}", "{} [he means the new one]", "[The mole,] [the] {}"])
def test_what_an_editor_adds_in_brackets_at_an_edge_is_no_part_of_a_quotation(quoted: str) -> None:
    words = "will crumble within two winters unless its footing is laid anew"
    link = only(letter(), report(f"Brandt wrote: “{quoted.format(words)}.” Nobody answered."))
    assert (link.kind, link.target.exact, told(link)) == ("quotation", words, [])


@pytest.mark.parametrize("quoted", [f"[{BARE[:3]}]{BARE[3:]}", BARE.replace("anew", "[anew]")])
def test_brackets_around_a_word_at_the_edge_are_shown_with_it(quoted: str) -> None:
    assert only(letter(), report(f"Brandt wrote: “{quoted}.” Nobody answered.")).target.exact == quoted


def test_words_that_the_sources_sentence_has_not_were_put_in() -> None:
    link = only(letter(), report(f"Brandt wrote: “We all know that {BARE[0].lower()}{BARE[1:]}.” Nobody answered."))
    assert told(link) == [("moved-into-marks", "", "We all know that")]


@pytest.mark.parametrize(("bearers", "is_named"), [(1, True), (2, False), (60, False)])
def test_a_title_that_others_bear_names_none_and_few_of_them_are_looked_at(
    monkeypatch: pytest.MonkeyPatch, bearers: int, is_named: bool
) -> None:
    title = "The Harbour Of Lund And Its Pilots"
    named = [document(f"d{i}", f"{title}\n\n{own_words(i + 3)}", title=title) for i in range(bearers)]
    looked_at: list[str] = []

    def counted(letters: str, *asked: object) -> dict[str, tuple[int, int]]:
        looked_at.append(letters)
        return facts_named(letters, *asked)  # type: ignore[arg-type]

    monkeypatch.setattr(references, "facts_named", counted)
    links = linked([*named, report(f"Nobody has read *{title}* to its end. {own_words(99)}.")])
    assert ([link.kind for link in links] == ["reference"]) is is_named
    assert len([letters for letters in looked_at if "Nobody" in letters]) <= 3
