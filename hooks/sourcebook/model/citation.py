"""Documents cited in the forms of citation styles."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace


class Run(Struct, frozen=True, array_like=True):
    """A stretch of a citation in one kind of type."""

    text: str
    is_italic: bool = False
    is_locator: bool = False
    """Whether it is the place of a paragraph's number: the text is empty."""


class Citation(Struct, frozen=True, array_like=True):
    """A document cited in one form of one style."""

    style: str
    """A key of the table of styles."""
    label: str
    """“Chicago, note”."""
    runs: tuple[Run, ...]
    pinpoint: tuple[Run, ...] = ()
    """The same citing a paragraph; nothing for a form that cites the whole: then another of the style's does."""
    paragraph: tuple[str, str] = ("", "")
    """The style's word for one paragraph, and for several: what stands before its number."""

    @property
    def style_key(self) -> str:
        """The key of the style, of whichever form."""
        return self.style.removesuffix("-note")

    @property
    def text(self) -> str:
        """The citation as plain text."""
        return "".join(run.text for run in self.runs)


def moved(citations: Iterable[Citation], old: str, new: str) -> tuple[Citation, ...]:
    """Return the citations of what stands at another address too, with that address: they say the same otherwise."""

    def there(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(replace(run, text=run.text.replace(old, new)) for run in runs)

    return tuple(replace(c, runs=there(c.runs), pinpoint=there(c.pinpoint)) if old else c for c in citations)
