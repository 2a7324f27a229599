"""Whatever stands in a value: it is read, or a line says what is wrong with it. No library's error comes through."""

from random import Random

from sourcebook.model import Basis, Fact
from sourcebook.problems import Fault
from sourcebook.vocabulary import values
from sourcebook.vocabulary.values import ValueType

from tests.tools.examples import examples

KINDS = {name: kind for name, kind in vars(values).items() if isinstance(kind, ValueType)}
TAGS = [
    "en",
    "sl-rozaj-biske",
    "pt-BR",
    "zh-Hant-TW",
    "x-klingon",
    "de-1996",
    "en-u-ca-gregory",
    "en_US",
    "zz-Qaaa-XX",
    "und",
    "POSIX",
    "i-klingon",
]
ADDRESSES = ["https://a.example/x", "http://[::1]:80/", "mailto:a@b", "https://a.example:99999/", "//x", "a@b.example"]
DATES = ["2020-10-09", "2020-33", "1950S2", "[1667,1668..1670]", "Y-17E7", "2004-06-~01/2004-06-~20", "192X-21"]
SIGNS = "abzAZ019-_:/@.[]%?#&=\u0130\u212a\u2028\ufeffé漢\u202e \t~{}"


def test_thousands_of_mutated_values_of_every_kind_are_read_or_told() -> None:
    random = Random(15)  # noqa: S311  the same mutations in each run
    for _ in range(examples(5000)):
        letters = list(random.choice([*TAGS, *ADDRESSES, *DATES, "yes", "10000"]))
        for _ in range(random.choice((0, 1, 1, 2, 4))):
            at = random.randrange(len(letters) + 1)
            letters[at : at + random.choice((0, 1))] = random.choice((SIGNS[random.randrange(len(SIGNS))], ""))
        for name, kind in KINDS.items():
            value = kind.read("".join(letters))
            assert isinstance(value, Fault) or kind.show(Fact(name, value, Basis.EDITOR)) is not None
