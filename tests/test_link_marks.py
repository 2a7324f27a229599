"""Quotation marks: which words stand inside them, and when that can't be known."""

import pytest
from sourcebook.link.find.marks import joined_paragraphs, quotations
from sourcebook.text.paragraphs import split_paragraphs


def found(text: str) -> list[str]:
    """Return the quotations of a text; one that is not known with a question mark, an inner one with a star."""
    paragraphs = split_paragraphs(text)
    return [
        f"{'' if q.known else '?'}{'' if q.outer else '*'}{text[q.start : q.end]}"
        for q in quotations(text, paragraphs, joined_paragraphs(text, paragraphs))
    ]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("She said “no” and “yes”.", ["no", "yes"]),
        ('She said "no" and "yes".', ["no", "yes"]),
        (
            '"They say "police" or "detectives" here."',
            ['They say "police" or "detectives" here.', "*police", "*detectives"],
        ),
        ("“They say ‘police’ here.”", ["They say ‘police’ here.", "*police"]),
        ("„Nein“, «non», »nej«, 「不」", ["Nein", "non", "nej", "不"]),
        ("”Nej”, sade hon.", ["Nej"]),
        ("“One thing. “Another thing.”", ["One thing.", "Another thing."]),
        ("“A first paragraph.\n\n“A second one.”", ["A first paragraph.", "A second one."]),
        ("“A sentence that a\n\npage's end cuts.”", ["A sentence that a\n\npage's end cuts."]),
        ("“Nobody closed this.\n\nA new paragraph.", ["?Nobody closed this."]),
        ("This one was closed only.” And “that”.", ["?This one was closed only.", "?that"]),
        (
            "“It opens.\n\nIt goes on.\n\nIt closes.”",
            ["?It opens.\n\nIt goes on.\n\nIt closes.", "?*It opens.", "?*It closes."],
        ),
        ("&#x201C;No&#x201D;, &#147;yes&#148;, <q>no</q>, ´´yes´´", ["No", "yes", "no", "yes"]),
        ("—¿Quién viene por el muelle? —preguntó Brandt.", ["¿Quién viene por el muelle? —preguntó Brandt."]),
        ("She wrote:\n> One line\n> and another.\nNo more.", ["> One line\n> and another."]),
        ("> Why not?\n>> One said this.\n>>\n>> And this.", ["> Why not?", ">> One said this.\n>>\n>> And this."]),
        ("‘He went home,’ she said.", ["He went home,"]),
        ("'He went home,' she said.", ["He went home,"]),
        ("Don’t, he’s the officers’ friend, 'tis true.", []),
        ("‘The officers’ homes’ were shut.", ["?The officers’ homes"]),
        ("‘They say “no” here.’", ["They say “no” here.", "*no"]),
        ("”Nej”, sade Lund, ’det är så’. Ja, ’kanske’.", ["Nej", "det är så", "kanske"]),
        ("He wrote: ’It is so,’ and Lund’s clerk: ’tis so.", ["It is so,"]),
        ("&ldquo;No&rdquo;, &#39;yes&#39;, the clerk&rsquo;s &laquo;perhaps&raquo;", ["No", "yes", "perhaps"]),
        ("â€œNo,â€\x9d the clerkâ€™s â€˜yesâ€™ â€“ and â€œperhapsâ€ no more", ["No,", "yes", "perhaps"]),
        ("â\x80\x9cNo,â\x80\x9d he said â\x80\x93 and â\x80\x9cyesâ\x80\x9d", ["No,", "yes"]),
        ("It says: *Nobody will come to the quay today.*", ["Nobody will come to the quay today."]),
        ("And *nobody will come to the quay today*, I fear.", ["?nobody will come to the quay today"]),
        ("A table | of two\n| one | two |\n| three | four |", []),
        ("She wrote:\n| One line\n| and another.", ["| One line\n| and another."]),
        ("<blockquote>One.\n\nTwo.</blockquote> [quote=Lund]Three.[/quote]", ["One.\n\nTwo.", "Three."]),
        ("브란트는 ‘방파제가 무너진다’라고 썼다. '아니다'라고도 했다.", ["방파제가 무너진다", "아니다"]),
        ("他写道‘防波堤两年内必将崩塌’是真的。又说：‘不。’众人默然。", ["防波堤两年内必将崩塌", "不。"]),
        ('A 12" pipe. Er schrieb: „Es bricht.“ Keiner kam.', ["?A 12", "Es bricht."]),
        ("“Nobody closed this. «Non», dit Lund.", ["?Nobody closed this. «Non», dit Lund.", "*Non"]),
        ('A 12" pipe. ”Nej”, sade Lund.', ["?A 12", "Nej"]),
        ('It was "late. ”Nej”, sade Lund.', ["?late. ”Nej”, sade Lund.", "*Nej"]),
        ("", []),
    ],
)
def test_what_stands_in_marks(text: str, inside: list[str]) -> None:
    assert found(text) == inside


def test_a_quotation_longer_than_can_be_believed_is_not_known() -> None:
    assert found(f'"{"word " * 200}end"')[0].startswith("?")
    assert not found(f"“{'word ' * 200}end”")[0].startswith("?")
