"""marked_yaml.py: strings with their lines out of any bytes, or errors with theirs; never more, and never for long."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.curated.marked_yaml import DEEPEST, LARGEST, Node, read_yaml
from sourcebook.problems import FileFindings, Findings, shown


def read(raw: str | bytes) -> tuple[Node | None, list[str]]:
    findings = Findings()
    node = read_yaml("a.yml", raw.encode() if isinstance(raw, str) else raw, findings)
    return node, [str(problem) for problem in findings]


def plain(node: Node) -> object:
    if node.entries is not None:
        return {key: plain(value) for key, value in node.entries.items()}
    return node.text if node.items is None else [plain(item) for item in node.items]


def test_every_value_is_a_string_with_its_line() -> None:
    node, errors = read(
        "a: 2020-10-09\nb:\n  - yes\n  - {c: ~, d: 0x10}\n\ne: |\n  one\n  two\nf: >\n  one\n  two\n<<: x\n"
    )
    assert not errors
    assert node
    assert plain(node) == {
        "a": "2020-10-09",
        "b": ["yes", {"c": "~", "d": "0x10"}],
        "e": "one\ntwo\n",
        "f": "one two\n",
        "<<": "x",
    }
    assert node.line == 1
    assert node.keys == {"a": 1, "b": 2, "e": 6, "f": 9, "<<": 12}
    entries = node.entries
    assert entries
    assert [item.line for item in entries["b"].items or []] == [3, 4]
    assert (entries["a"].items, entries["a"].entries, entries["b"].text, node.text) == (None, None, None, None)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_an_editor(line_end: str) -> None:
    node, errors = read(line_end.join(["\ufeffa: 'x\u2028y'", "b: '\u0085'", "c: z"]))
    assert not errors
    assert node
    assert node.keys == {"a": 1, "b": 2, "c": 3}


@pytest.mark.parametrize(
    ("raw", "line", "what"),
    [
        ("", 0, "the file says nothing"),
        ("# nothing", 0, "the file says nothing"),
        ("---\n", 0, "the file says nothing"),
        ("\n- a", 2, "the file is not a mapping of keys to values"),
        ("words", 1, "the file is not a mapping of keys to values"),
        ("a: b\n...\n---\nc: d\n", 3, "a second YAML document begins here"),
        ("a: b\na: c", 2, "the key 'a' is given twice: in line 1 already"),
        ("a: {b: c,\n b: d}", 2, "the key 'b' is given twice: in line 1 already"),
        ("a: b\n&x c: d", 2, "an anchor ('x')"),
        ("a: b\nc: *x", 2, "an alias ('x')"),
        ("a: b\nc: !x d", 2, "a tag ('!x')"),
        ("a: b\nc: ! d", 2, "a tag ('!')"),
        ("a: !!set\n", 1, "a tag ('tag:yaml.org,2002:set')"),
        ("a: b\n[c]: d", 2, "a key that is not plain text"),
        ("a: b\n\tc: d", 2, "a tab where only spaces are allowed"),
        ("a: b\n? {c: d}\n: e", 2, "a key that is not plain text"),
        ("a: b\nc: '\x07'", 2, "a character that can't be printed, U+0007"),
        ('a: b\nc: "\\x07"', 2, "a character that can't be printed, U+0007"),
        ('a: b\nc: "\\0"', 2, "a character that can't be printed, U+0000"),
        ('a: b\n"\\b": c', 2, "a character that can't be printed, U+0008"),
        ("a: b\nc: \ufffe", 2, "a character that can't be printed, U+FFFE"),
        (b"a: b\nc: \xe9", 2, "byte 8 is not UTF-8"),
        ("a: b".encode("utf-16"), 1, "byte 0 is not UTF-8"),
        (b"a: b\nc: \xed\xa0\x80", 2, "byte 8 is not UTF-8"),
        (
            "a: b\nc:\n" + "".join(f"{' ' * depth}- \n" for depth in range(DEEPEST + 5)),
            None,
            "the values are nested too deeply",
        ),
        ("a: b\nc: " + "[" * 1000, 2, "the values are nested too deeply"),
        (b"a" * (LARGEST + 1), 0, "the file has 1,048,577 bytes; the limit is 1,048,576"),
    ],
)
def test_what_is_refused(raw: str | bytes, line: int | None, what: str) -> None:
    _, errors = read(raw)
    assert len(errors) == 1
    if line is not None:
        assert errors[0].startswith(f"a.yml:{line}: {what}." if line else f"a.yml: {what}.")
    assert what in errors[0]


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("a: b\nc: [d", 2),
        ("a: b\nc: 'd\ne: f\n", 2),
        ("a: b: c", 1),
        ("a: b\nc: @d", 2),
        ("a: b\n c: d", 2),
        ("a: b\n}", 2),
        ("%YAML 9.9\n---\na: b", 1),
        ('a: b\nc: "\\ud800"', 2),
        ('a: b\nc: "\\q"', 2),
    ],
)
def test_broken_yaml_is_told_with_its_line(raw: str, line: int) -> None:
    node, (error,) = read(raw)
    assert node is None
    assert error.startswith(f"a.yml:{line}: the YAML is broken ")


def test_of_a_key_given_twice_the_first_counts() -> None:
    node, _ = read("a: b\na: c\n")
    assert node
    assert plain(node) == {"a": "b"}


def test_all_that_is_wrong_is_told_at_once() -> None:
    _, errors = read("a: &x b\nc: *x\na: !t d\n")
    assert [error.split(" ")[0] for error in errors] == ["a.yml:1:", "a.yml:2:", "a.yml:3:", "a.yml:3:"]


def test_of_very_many_errors_the_first_are_told() -> None:
    _, errors = read("a: b\n" * 20_000)
    assert len(errors) == FileFindings.MOST + 1
    assert errors[-1].startswith(f"a.yml:{FileFindings.MOST + 2}: more is wrong from here on.")


def test_a_message_shows_long_and_invisible_things_safely() -> None:
    assert shown("a\u202eb") == "'a\\u202eb'"
    assert len(shown("x" * 10**6)) < 100


BOMBS = {
    "brackets": "[",
    "braces": "{",
    "braces and keys": "{a: ",
    "lists in lists": "- ",
    "complex keys": "? ",
    "keys": "a: ",
    "flow": "[a,",
    "flow mappings": "[a: b,",
    "quotes": '"',
    "single quotes": "'",
    "documents": "---\n",
    "entries": "a: b\n",
    "anchors": "&a ",
    "tags": "!a ",
    "aliases": "[*a,",
    "comments": "#\n",
    "colons": ":",
    "block texts": "|\n",
    "letters": "x",
    "line ends": "\n",
    "separators": "\u2028",
    "escapes": '"\\x',
    "tabs": "\t",
}


@pytest.mark.parametrize("piece", BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize("before", ["", "a: "])
def test_as_large_and_as_nasty_as_can_be(piece: str, before: str) -> None:
    raw = (before + piece * (LARGEST // len(piece.encode()))).encode()[: LARGEST - 4]
    node, errors = read(raw.decode(errors="ignore"))
    assert node or errors


def test_a_billion_laughs_are_none() -> None:
    lines = ["a0: &a0 [x,x,x,x]", *(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    node, errors = read("\n".join(lines))
    assert node is None
    assert errors


YAMLISH = st.lists(
    st.one_of(
        st.sampled_from([*"[]{}:,-?#&*!|>'\"%@` \n\t\\~=<", "a", "a: ", "- ", "\n  ", "---\n", "é", "\u2028"]),
        st.text(),
    )
).map("".join)


@given(st.one_of(YAMLISH.map(str.encode), st.binary()))
def test_any_bytes_are_read_or_refused_with_a_line(raw: bytes) -> None:
    node, errors = read(raw)
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    assert node or errors
    for error in errors:
        place, _, rest = error.partition(": ")
        assert place == "a.yml" or 1 <= int(place.removeprefix("a.yml:")) <= lines
        assert rest
    if node and not errors:
        # Another reader that takes every scalar for a string makes the same of it.
        assert plain(node) == yaml.load(raw.decode("utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506


VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text("abc é", max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abcd", min_size=1, max_size=9), VALUES, min_size=1, max_size=4), st.booleans())
def test_what_was_written_is_read(value: dict[str, object], flow: bool) -> None:
    node, errors = read(yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow))
    too_deep = errors and "too deeply" in errors[0]
    assert too_deep or (node and plain(node) == value), errors
