"""The words that readers see, in the language of the archive's pages (`page_language.py`).

Templates mark messages with `{% trans %}`, everything else with the functions of this module or, in tables, with `N_`.
Figures in messages are written in braces, `{n}`; the number that a plural goes by is always `{n}`.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial

from babel.numbers import format_decimal
from markupsafe import Markup, escape

from sourcebook.direction import in_order
from sourcebook.page_language import Language, spoken

as_html: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Returns a string of HTML as what it is: `Markup` itself looks first whether it is anything else."""


def N_(message: str) -> str:  # noqa: N802  the name by which the tools of gettext know it
    """Mark a message of a table, which is translated where it is shown."""
    return message


def gettext(message: str, **values: object) -> str:
    """Return a message in words of the language, with values in the places that it names: `{title}`."""
    language = spoken()
    words = language.messages.gettext(message) if message and language.catalogue else message
    return words.format(**values) if values else words


def pgettext(context: str, message: str, **values: object) -> str:
    """Return a message that has several meanings in English: `context` tells which."""
    words = spoken().messages.pgettext(context, message)
    return words.format(**values) if values else words


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """Return a message about so many things; `{n}` in it is the number in figures."""
    words = spoken().messages.ngettext(one, many, n)
    return words.format(n=grouped(n), **values) if "{" in words else words


def marked(message: str, **values: object) -> Markup:
    """Return a message that has HTML in it; values are escaped."""
    return filled(gettext(message), **values)


def filled(pattern: str, *values: object, **named: object) -> Markup:
    """Return a pattern of HTML with values in its places, each escaped: `Markup.format` takes far longer."""
    for name, value in named.items():
        named[name] = written(value)
    return as_html(pattern.format(*map(written, values), **named))  # patterns are ours, as templates are


def written(value: object) -> str:
    """Return a value as it stands in HTML: escaped, unless that was done, or there is nothing in it to escape."""
    if type(value) is str:  # to look for each sign alone takes a tenth of the time of looking for any of them
        is_special = "<" in value or "&" in value or ">" in value or '"' in value or "'" in value
        return escape(value) if is_special else value
    return value if type(value) is Markup else escape(value)


@lru_cache(maxsize=4096)
def _figures(number: int, locale: str) -> str:
    return format_decimal(number, locale=locale)


def grouped(number: int) -> str:
    """Return a number in figures as the language groups them: “1,200”, “1.200”."""
    return f"{number:,}" if spoken().catalogue is None else _figures(number, str(spoken().locale))


def months(width: str = "wide") -> dict[int, str]:
    """Return the months by their numbers, 1 to 12, as they stand in a date: `wide`, `abbreviated` or `narrow`."""
    return {n: str(name) for n, name in spoken().locale.months["format"][width].items()}


_SPELLED = (
    N_("no"),
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
    N_("eleven"),
    N_("twelve"),
)
"""Words for the numbers that a sentence spells out."""


def number_in_words(number: int) -> str:
    """Return a number as a sentence has it: in letters to twelve, in figures from there on."""
    return gettext(_SPELLED[number]) if 0 <= number < len(_SPELLED) else grouped(number)


def listed(words: Sequence[str], joined: str = N_("{words} and {last}")) -> str:
    """Return words as a list in a sentence: “a, b and c”; `joined` is the message that has the last of them."""
    *before, last = words or [""]
    return gettext(joined, words=comma().join(before), last=last) if before else last


def comma() -> str:
    """Return what stands between two words of a list."""
    return _comma(spoken())


@cache
def _comma(language: Language) -> str:
    return language.messages.pgettext("between the words of a list", ", ")


def in_sentence(label: str) -> str:
    """Return a label as it stands within a sentence: “Author” is “author” there, and “Verfasser” stays as it is."""
    return label if _keeps_capitals(spoken()) else label[:1].lower() + label[1:]


@cache
def _keeps_capitals(language: Language) -> bool:
    return language.messages.pgettext("labels within a sentence: small, or kept as they are", "small") != "small"


def capital(words: str) -> str:
    """Return words as a sentence begins."""
    return words[:1].title() + words[1:]


def quoted(words: str) -> str:
    """Return words in the quotation marks of the language."""
    return gettext("“{words}”", words=in_order(words))


def npgettext(context: str, one: str, many: str, n: int) -> str:
    """Return a message about so many things, in a sentence that `context` describes: some languages have cases."""
    return spoken().messages.npgettext(context, one, many, n).format(n=grouped(n))
