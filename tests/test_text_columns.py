"""text/columns.py: what is set in columns is known, and prose, verse and letters are not taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.text.columns import has_columns

TABLES = {
    "names and numbers": "Lund       12\nHamburg   104\nOslo        7\n",
    "left-aligned": "Ship    Master   Cargo\nAurora  E. Lund  coal\nBrandt  O. Berg  timber\nHope    A. Ng    salt",
    "tabs": "Day\tHigh\tLow\nMonday\t3.1\t0.4\nTuesday\t3.0\t0.5",
    "no-break spaces": "Name\u00a0\u00a0 Age\nAnn \u00a0\u00a0 30\nBob \u00a0\u00a0 31",
    "ideographic spaces": "東京\u3000\u3000三十\n京都\u3000\u3000三一\n奈良\u3000\u3000三二",
    "dots": "Chapter One ........ 12\nChapter Two ........ 34\nChapter Three ...... 56",
    "bars": "| Ship | Master |\n|------|--------|\n| Hope | A. Ng  |",
    "a box": "┌──────┬───┐\n│ Hope │ 1 │\n└──────┴───┘",
    "numbers below one another": "   12\n  104\n    7",
    "sums": "  1,204.50\n    (17.25)\n    $ 3.00\n---------\n  1,190.25",
    "decimals": "  3.5\n 12.25\n104",
    "what is counted": "  12 kg\n 104 kg\n   7 kg",
    "numbers before words": "  12 Lund\n 104 Hamburg\n   7 Oslo",
    "a heading above numbers": "  Tons\n  12\n 104\n   7",
    "wide digits": "\u3000１２\n１０４\n\u3000\u3000７",
    "wide letters": "東京\u3000\u3000\u3000１２\n京都\u3000\u3000\u3000\u3000３\n大阪\u3000\u3000１０４",
    "dots with spaces": "Sugar . . . . . 12\nTea . . . . . . 104\nFlour . . . . . 7",
    "lines that lead": "Sugar ---------- 12\nTea ------------ 104\nFlour ---------- 7",
    "ellipses": "Sugar……………12\nTea…………………104\nFlour……………7",
    "words to the right": "Adam    the cook\nBartholomew  boy\nCharles     mate",
    "titles that end in a full stop": "St.   Paul\nFt.   Worth\nMt.   Vernon",
    "a list in columns": "1.   Lund     12\n2.   Oslo    104\n3.   Kiel      7",
    "Roman numerals below one another": "  i\n ii\niii\n iv",
    "Roman numerals before words": "  I Lund\n II Oslo\nIII Kiel",
    "nothing but bars between": "Ship | Master\n-----|-------\nHope | A. Ng\nAurora | E. Lund",
    "a last column that few lines have": "Lund     12\nOslo    104   see below\nKiel      7\nBonn     33",
    "a last column of any length": (
        "Ann       Lund     ill\nBob       Oslo     returned home in May\nCarl      Kiel\nDora      Bonn     dead"
    ),
    "chapters and pages in Roman numerals": "Preface          vii\nIntroduction      xi\nI. The Port        1",
    "what is said of each": "Bonn      A town inland.\nKiel      A port.\nHamburg   A port, too.\nOslo      A capital.",
    "days and what they were like": "Mon   clear and cold\nTue   rain all day\nWed   fog till noon",
    "years and what was in them": "1901   Born at Lund, a town\n1920   Went to sea as a boy\n1931   Married A. Berg",
    "two lines of three": "Ship     Master    Tons\nAurora   E. Lund   1,204",
    "two lines of numbers": "Lund      12   3.1\nHamburg  104  12.5",
    "centred columns": "   Ship        Tons\n  Aurora       987\nBartholomew   1,204\n   Hope         7",
    "a family tree": "Karl Lund = Anna Berg\n          |\n     +----+----+\n     |         |\n   Otto       Ida",
    "a tree of files": "archive\n├── letters\n│   └── 1.txt\n└── names.yml",
    "a tree in ASCII": "archive\n|-- letters\n|   `-- 1.txt\n`-- names.yml",
    "a tree that grows": "    Lund\n   /    \\\nOtto    Ida",
    "chords over words": "G         D7     Em\nThe tide  is out tonight\nC        G/B   (Am7)\nand no   one  is here",
    "a chord over each line": "    F#m\nThe tide is out\n          Bb\nand no one is here",
    "strings and frets": "e|---0---2---|\nB|---1---3---|\nG|---0---2---|",
    "arrows": "Port -> Ship -> Pier\n|               ^\n+---------------+",
    "a tree of folders": "C:.\n├───letters\n└───names",
    "a chessboard": "r n b q k b n r\np p p p p p p p\n. . . . . . . .\n. . . . P . . .\nR N B Q K B N R",
    "a chessboard of pictures": "♜♞♝♛♚\n♟♟♟♟♟\n□■□■□\n♙♙♙♙♙",
    "a square of numbers": "4 9 2\n3 5 7\n8 1 6",
    "a square of letters": "C A T\nA . O\nR U N",
    "a square with lines": "5 3 . | . 7 .\n6 . . | 1 9 5\n------+------\n8 . . | . 6 .",
    "a month": "Su Mo Tu We\n    1  2  3\n 8  9 10 11\n15 16 17 18\n22 23 24 25\n29 30 31",
    "a pattern to knit": "X.X.X.X\n.X.X.X.\nX.X.X.X",
    "a fraction": "      a + b\nx = -------\n      2 c",
    "a fraction on its own": "  x^2 + 1\n -----------\n    x - 1",
    "a long division": "     123\n   _____\n 4 ) 492",
    "a sum with a sign": "  123\n+ 456\n-----\n  579",
    "a product": "   12\n x  3\n ----\n   36",
    "bars of signs": "Mon ########\nTue ####\nWed ###########",
    "bars behind a line": "1901 | ******\n1902 | ***\n1903 | *********",
    "bars with numbers": "Mon ▇▇▇▇▇ 5\nTue ▇▇ 2\nWed ▇▇▇ 3",
    "a line between columns": "p | q | p&q\nT | T |  T\nT | F |  F",
    "a line under each head": "Ship  Tons\n----- -----\nHope  7\nEmma  104",
    "double lines": "===== =====\nShip  Tons\n===== =====\nHope  7\n===== =====",
    "round corners": "╭───╮\n│ A │\n╰───╯",
    "waves": "~~~~~~~~\n~~/\\~~~~\n~/  \\~~~",
    "drums": "HH|x-x-x-x-|\nSD|----o---|\nBD|o-------|",
    "pounds, shillings and pence": "£   s.  d.\n 3  10  0\n12   6  4",
    "a gloss": "puella ros-am   ama-t\ngirl   rose-ACC love-3SG\n'The girl loves a rose.'",
    "innings": "Lund   0 0 1 0 2 0 0 0 0 - 3 9 1\nMalmo  0 0 0 0 0 0 1 0 1 - 2 7 0",
    "long and short syllables": " -  u u | -  u u | -  -\nArma virumque cano Troiae",
    "lines to sign on": "_____________    _____________\nA. Lund          B. Berg\nMayor            Clerk",
    "marks over letters": "ชื่อ      อายุ\nสมชาย    30\nสมหญิง   25",
    "a heading above": "Tides at the northern pier\nMonday   3.1  0.4\nTuesday  3.0  0.5\nSunday   2.8  0.6",
}
OTHERS = {
    "prose": "The mayor wrote a letter on Monday.\nNobody answered it.\nHe wrote again.",
    "two spaces after a full stop": "It rained.  Nobody came.\nWe waited.  The tide rose.\nAt noon.  The bell rang.",
    "two spaces here and there": "The  mayor wrote a letter\non Monday and  nobody\nanswered it  at all",
    "verse with indents": "The tide is full,\n    the moon lies fair\nUpon the straits;\n    on the French coast",
    "a signature": "Yours truly,\n                 A. Lund\n                 Mayor",
    "two lines": "Lund       12\nHamburg   104",
    "years as they come": "1871\n1872\n1880",
    "numbers to the left": "12\n104\n7",
    "verse that is numbers": "1\n 2\n1",
    "a numbered list": " 9. He wrote a letter to the mayor.\n10. Nobody answered.\n11. He wrote again, and again.",
    "dashes in talk": "He -- came -- and\nwent ---- nobody\nknew ---- why he",
    "pauses": "I . . . . don’t know\nwhat . . . . he\nmeant . . . . by it",
    "lines spread out to a margin": (
        "The  mayor  wrote  a  letter on\nMonday, and nobody  answered it\nbefore the tide  rose,  and the"
        "\nwatch  went  out  to  the pier."
    ),
    "lines spread out whose gaps meet": (
        "Lund  wrote  to  the council\nthat  the  old  pier  was in\nneed  of repair, and that no\nship could lie."
    ),
    "a list with bullets": "*   The mayor came\n*   The council went\n•   The port closed",
    "clauses": "1.   The mayor came.\n2.   The council went.\n(a)   The port closed.",
    "questions and answers": "Q    Did you?\nA    I did.\nQ    When was that?\nA    On Monday.",
    "those that speak": "SMITH     Did you see him?\nBRADLEY   I did.\nSMITH     When was it?\nBRADLEY   On Monday.",
    "clauses without a stop": "I     The mayor came.\nII    The council went.\nIII   The port closed.",
    "articles of a law": "§ 9    The mayor is elected.\n§ 10   He serves four years.\n§ 11   He may be removed.",
    "verses of a chapter": "1  In the beginning was the sea\n2  And the sea was without form\n3  And a light was there",
    "when it was said": "[00:01]  Hello there, all.\n[00:05]  Hi, how are you?\n[00:09]  Fine, and you?",
    "verse that begins with I": "  I came\n I saw\nI conquered",
    "verse of few letters": "  vile\n civil\nmild",
    "one line": "a  b  c  d",
    "dots that leave out": "He came .... and went.\nNobody .... knew.\nIt rained .... all day.",
    "two lines with a gap": "It is   night\nThe sea  is dark",
    "verse with a break in each line": "The tide is out   and the sun is gone\nNo ship   comes in to the pier\nWe wait",
    "two lines spread out": "The  mayor  wrote  a  letter on\nMonday, and nobody  answered it",
    "capitals that are no chords": "A   Dead   Bag\nwas found on the pier",
    "one letter over words": "A\nThe tide is out",
    "a letter of an index": "          B\nBaker, J., 12\nBerg, A., 14",
    "a mail that bars quote": " | I think\n |\n | so.",
    "options of a program": "`--all` takes\n`--none` leaves\n`--some` of them",
    "a point with a letter": "  A.\n The mayor is elected.",
    "a choice": "Yes/no\nand/or\n1/2",
    "lines between parts": "The pier.\n- - - -\nThe port.\n=====\nThe sea.",
    "points with dashes": "-- the pier\n-- the port",
    "a heading underlined": "    The Pier of Lund\n    ----------------\n    A pier was built at Lund, and ships come.",
    "a heading over a short line": "  Pier\n  ----\n  ab",
    "words of one measure": "I am so\nI do so\nI go on",
    "stars of notes": "pier *\nport of Lund **\nship ***",
    "dividers": "The pier.\n--- --- ---\nThe port was sold.",
    "lines of one pattern, by chance": "The cat sat.  It ate.\nThe dog ran off to the pier.\nA man saw it.  He hid.",
    "a full stop and two spaces": "He came.  and went.\nNobody knew him there.\nHe came again.",
    "nothing": "",
}


@pytest.mark.parametrize("case", TABLES)
def test_columns(case: str) -> None:
    assert has_columns(TABLES[case])
    assert has_columns(TABLES[case].replace("\n", "\r\n"))


@pytest.mark.parametrize("case", OTHERS)
def test_no_columns(case: str) -> None:
    assert not has_columns(OTHERS[case])


@given(st.text(" \t\nab.\f", max_size=80))
def test_any_text_is_one_or_the_other(text: str) -> None:
    assert has_columns(text) in {True, False}
