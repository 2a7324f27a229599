"""text/kept_lines.py: where a text flows, lines that were meant to end where they do are kept, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.text.kept_lines import keeps_lines, width_of

from tests.test_text_columns import OTHERS, TABLES

PROSE = "The mayor wrote a letter to the council on Monday, and nobody answered it before\n"
KEPT = [
    *TABLES.values(),
    OTHERS["questions and answers"],
    OTHERS["those that speak"],
    OTHERS["clauses"],
    OTHERS["a list with bullets"],
    "- Who are you?\n- Nobody.",
    "— Who are you?\n— Nobody.",
    "> I think\r\n> so.",
    "Ann wrote:\n> I think\n> so.",
    "Ann wrote:\n> I think\n> so.\nYes.",
    "AB> I think\nAB> so.",
    "From: Ann\nTo: Bob\nSubject: Pier",
    "De : Ann\nÀ : Bob\nObjet : Port",
    "От: Анна\nКому: Боб\nТема: Порт",
    "من: أحمد\nإلى: ليلى\nالموضوع: الميناء",
    "差出人：太郎\n宛先：花子\n件名：港",
    "HAMLET: To be?\nOTHER: No.",
    "HAMLET. To be?\nOPHELIA. My lord?",
    "ГАМЛЕТ. Быть?\nОФЕЛИЯ. Принц?",
    "Mr. Lund: I did.\nDr. A. Berg: No.",
    "*Ann:* hi\n*Bob:* hello",
    "甲：你是谁？\n乙：我是人。",
    "太郎「こんにちは」\n花子「はい」",
    "[12:01] <ann> hi\n[12:02] <bob> hello",
    "<ann> hi\n<bob> hello",
    "[x] the pier\n[ ] the port\n[x] the sea",
    "一、港口\n二、码头\n十一、海",
    "第一条 港口。\n第二条 码头。",
    "（１）港\n（２）海",
    "・港\n・船",
    "① 港口\n② 码头",
    "→ the pier\n→ the port",
    "✓ the pier\n✗ the port",
    "١- الميناء\n٢- الرصيف",
    "1.1 The pier\n1.2 The port\n2.10. The sea",
    "§ 1 The pier.\n§ 2 The port.",
    "Art. 1. The pier.\nArt. 2. The port.",
    "1 In the beginning was the sea\n2 And the sea was without form",
    "1:1 In the beginning\n1:2 And the sea",
    "1871: born\n1890: to sea",
    "2 eggs\n1 cup of milk",
    "1. The mayor came,\n   and went.\n2. The council stayed.",
    "03/05/2021, 10:01 - Ann: hi\n03/05/2021, 10:05 - Bob: I saw the mayor\nat the pier\n2021-05-03 10:06 Ann left",
    "1\n00:00:01,000 --> 00:00:04,000\nI was born in Lund, and my\nfather was a sailor.",
    "00:01.000 --> 00:04.000\nI was born in Lund.",
    "HAMLET. To be, or not to be, that is\nthe question.\nOPHELIA. My lord, I have letters that\nI must give back!\n",
    "Ann: I saw the mayor at the pier with\nhis wife.\nBob: No.",
    "—Who are you? said the mayor to him who\nstood there.\n—Nobody, he said, and went to the\npier.",
    "Berg, A. The Port of Lund and its\n  Ships. Lund, 1921.\nDahl, C. Piers. With a map by\n  B. Berg. Kiel, 1930.",
    "Berg, A., The Port of Lund and its\n  Ships, 1921\nDahl, C., Piers, with a map by\n  B. Berg, 1930",
    OTHERS["verse with indents"],
    "@book{berg1921,\n  author = {Berg, A.},\n  year = 1921\n}",
    "     The mayor wrote a letter on Monday and\nnobody answered it.\n     He wrote again on Tuesday, and\nwent home.",
    "def read(path, errors=None):\n    with open(path, errors) as it:\n        return it.read()",
    "The tide is full,\nThe moon lies fair\nUpon the straits;\nOn the French coast the light\nGleams and is gone.",
]
FLOWING = [
    OTHERS["prose"],
    "The mayor wrote to the council\n  of the city, and to\nLund he sent his clerk.\nNobody came.\n  He wrote.",
    OTHERS["lines spread out whose gaps meet"],
    "The mayor came to the pier at\n  noon and saw nobody there but\na man he knew.",
    "     The mayor wrote a letter on Monday, and\n     nobody answered it.\nHe wrote again.",
    "One: two\nthree",
    "One: two\n  three",
    "a) The mayor\nb) came.\nNobody saw him.",
    "He said\n- no",
    "- one line",
    "I came.\nI saw.",
    "The  mayor came.\nNobody answered.",
    "NEW YORK: The mayor came to the\ncity on Monday and nobody saw\nhim there.",
    "In the year\n1871 the mayor came and in\n1872 he went.",
    "He saw Dr.\nLund. Then Mr.\nBerg came.",
    "   1. The mayor came to the pier\n   and went home again by the\n   last train.",
    "市长写了一封信\n没有人回答\n他又写",
    "Lund: The mayor came to the pier on\nMonday. He saw\nBerg: a man he knew, who had come too.",
    "The mayor came to the pier.\n  He saw nobody there.\n  He went home again.",
    "  The mayor came to the pier.\nHe saw nobody there.\nHe went home again.",
    " The mayor came to the\n  pier and saw nobody\nthere all day.",
    "He went home.\n—Nobody saw him there.\nHe came again.",
    PROSE * 3,
]
SHORT = [
    "Yours truly,\nA. Lund\nMayor",
    "To the Mayor,\nTown Hall,\nLund.",
    "Lund, 3 May 1871.\nDear Sir,",
    "the tide is full\nthe moon lies fair\nupon the straits",
    "床前明月光\n疑是地上霜",
    "pier, n. a thing\nport, n. another",
]


@pytest.mark.parametrize("text", KEPT)
def test_lines_that_are_kept(text: str) -> None:
    assert keeps_lines(text)


@pytest.mark.parametrize("text", FLOWING)
def test_lines_that_flow(text: str) -> None:
    assert not keeps_lines(text)


@pytest.mark.parametrize("text", SHORT)
def test_lines_that_are_much_shorter_than_those_of_their_text_are_kept(text: str) -> None:
    width = width_of(f"{PROSE * 12}\n{text}")
    assert width == len(PROSE) - 1
    assert keeps_lines(text, width)
    assert not keeps_lines(text)


@pytest.mark.parametrize(
    "text",
    [
        PROSE * 3,
        f"{PROSE}it was Tuesday.",
        f"{PROSE}of the pier see https://lund.invalid/{'minutes/' * 12}\n{PROSE}it was Tuesday.",
        "市长星期一写了一封信给市议会，谁也没有在潮水涨上来以前回答他，于是他又写了一封\n信，寄到码头去。",
        "The mayor came to the pier\nand said that it was to be\nsold to the highest of all\n"
        "who would come on Monday,\nand then he went home to\nhis wife and his children.",
    ],
)
def test_lines_of_one_width_flow_though_others_are_wider(text: str) -> None:
    assert not keeps_lines(text, len(PROSE) - 1)


@pytest.mark.parametrize("text", ["", "One line", "Few\nlines\n\nof a text"])
def test_a_text_of_few_lines_has_no_width(text: str) -> None:
    assert width_of(text) == 0


@given(st.text(" \t\nab.:>1\f市", max_size=80), st.integers(0, 90))
def test_any_lines_are_kept_or_flow(text: str, width: int) -> None:
    assert keeps_lines(text, width) in {True, False}
