"""`{% trans %}` in templates, put into the language's words as a template is compiled: a page costs no look-up.

What a message says of a number goes by `ngettext("{n} text", "{n} texts", count)`, which looks the words up each time.
"""

import re
from collections.abc import Iterator, Mapping

from jinja2 import Environment, nodes
from jinja2.ext import InternationalizationExtension

from sourcebook.wording import comma, gettext, grouped, ngettext, npgettext, pgettext, spoken

_PLACE = re.compile(r"%\((\w+)\)s")


class Translated(InternationalizationExtension):
    """The tag of Jinja, whose messages become parts of the template."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.policies["ext.i18n.trimmed"] = True
        names = (gettext, ngettext, pgettext, npgettext, comma, spoken)
        environment.globals |= {name.__name__: name for name in names}
        environment.filters["grouped"] = grouped

    def _make_node(  # of the arguments that are left out, plurals need them
        self, singular: str, plural: str | None, context: str | None, variables: dict[str, nodes.Expr], *_: object
    ) -> nodes.Output:
        if plural is not None:
            raise ValueError(f"{singular!r}: plurals go by ngettext")
        messages = spoken().messages
        said = messages.pgettext(context, singular) if context else messages.gettext(singular)
        return nodes.Output(list(_pieces(said, variables)))


def _pieces(said: str, variables: Mapping[str, nodes.Expr]) -> Iterator[nodes.Expr]:
    """Yield a message cut at the names of values, with the values between."""
    for at, piece in enumerate(_PLACE.split(said)):
        if at % 2:
            yield variables[piece]
        elif piece:
            yield nodes.TemplateData(piece.replace("%%", "%"))
