"""No rule of the stylesheet is left over: each selects something on a page of this archive, or may on another's.

What the five texts have no occasion for has a class or an attribute that no page of theirs has, and that a template,
the code or a script gives: a banner over an earlier version, the answer of a script. Elements that people write in
prose are named here.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

HOOKS = Path(__file__).parents[2] / "hooks"
STYLES = HOOKS / "theme/assets/stylesheets"
SCRIPTS = ("theme/**/*.js",)
GIVEN_IN = (*SCRIPTS, "theme/**/*.html", "sourcebook/render/**/*.html", "sourcebook/render/**/*.py")
IN_PROSE = re.compile(r"\.prose .*|hr|img|(h\d )?(a|small)")
STATES = re.compile(
    r"::[a-z-]+(\([^()]*\))?|:(hover|focus-visible|focus-within|focus|target|checked|empty|root)\b|(?<=\w)\[open\]"
)
PART = re.compile(r"[.#]([a-zA-Z_][\w-]*)|\[([\w-]+)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{};]+)\{")


def divided(selectors: str) -> list[str]:
    """Return the parts of a list of selectors: what is divided by commas outside brackets."""
    found, depth = [""], 0
    for sign in selectors:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return [one.strip() for one in found]


def alternatives(selector: str) -> Iterator[str]:
    """Yield what a selector stands for, without `:is()`."""
    before, has_more, rest = selector.partition(":is(")
    if not has_more:
        yield selector
        return
    end = next(at for at in range(len(rest)) if rest[: at + 1].count(")") > rest[: at + 1].count("("))
    for one in divided(rest[:end]):
        yield from alternatives(f"{before}{one}{rest[end + 1 :]}")


def selectors() -> Iterator[str]:
    """Yield the selectors of the stylesheet without the states in which an element may be."""
    for file in sorted(STYLES.glob("*.css")):
        for rule in RULE.findall(COMMENT.sub("", file.read_text(encoding="utf-8"))):
            if not rule.strip().startswith("@"):
                for one in divided(" ".join(rule.split())):
                    yield from (STATES.sub("", alternative).strip() or "*" for alternative in alternatives(one))


def read(*files: str) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for pattern in files for file in HOOKS.glob(pattern))


def test_every_rule_selects_something(site: Path) -> None:
    left = [one for one in dict.fromkeys(selectors()) if not IN_PROSE.fullmatch(one) and ":has()" not in one]
    assert len(left) > 400
    here: set[str] = set()
    for page in sorted(site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        tree = LexborHTMLParser(html)
        left = [one for one in left if tree.css_first(one) is None]
        for element in tree.css("[class], [data-scheme]"):
            here.update(element.attributes, (element.attributes.get("class") or "").split())
    scripts, given = read(*SCRIPTS), read(*GIVEN_IN)

    def gives(source: str, part: str) -> bool:
        part = part.partition("--")[0]  # what follows may be a word of the data
        in_script = re.sub(r"-(\w)", lambda sign: sign[1].upper(), part.removeprefix("data-"))
        return bool(re.search(rf"(?<![\w-])({re.escape(part)}|{in_script})(?!\w|-\w)", source))

    def may_be(selector: str) -> bool:
        parts = {a or b for a, b in PART.findall(selector)}
        is_new = any(part not in here or gives(scripts, part) for part in parts)
        return is_new and all(gives(given, part) for part in parts)

    assert [one for one in left if not may_be(one)] == []
