"""render/base/environment.py: what reaches a page is escaped; a template kept compiled counts while it holds."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from babel.messages.catalog import Catalog
from jinja2 import DictLoader, Environment, TemplateAssertionError, TemplateNotFound, UndefinedError
from markupsafe import Markup
from sourcebook.page_language import ENGLISH, Language, speak, spoken
from sourcebook.render.base import environment
from sourcebook.render.base.compiler import Translated
from sourcebook.render.base.environment import fill, fill_part, keep_compiled
from sourcebook.render.base.page import Neighbour
from sourcebook.render.document.text import ShownParagraph

SKIPS = [('a"b', "<b> & more"), ("p1", Markup("<i>ours</i>"))]


def skips() -> Markup:
    return fill("skips.html", "documents/a/", skips=SKIPS)


def templates() -> Environment:
    return environment._templates(spoken().digest, environment._KEPT.get())


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Path]:
    """Return a folder for what is kept, with nothing compiled in memory; leave the templates as they were."""
    token = environment._KEPT.set(None)
    yield tmp_path / "cache"
    environment._KEPT.reset(token)


def compiled_anew() -> Markup:
    templates().cache.clear()  # type: ignore[union-attr]
    environment._template.cache_clear()
    return skips()


def test_what_a_template_is_given_is_escaped_and_what_it_made_is_not_escaped_again() -> None:
    made = skips()
    assert "&lt;b&gt; &amp; more" in made
    assert "<i>ours</i>" in made
    assert 'href="#a&#34;b"' in made
    assert f"{Markup('<p>')}{made}".count("<i>ours</i>") == 1


def test_a_template_is_told_the_way_from_the_page_it_stands_on() -> None:
    made = fill("pager.html", "documents/a/", previous=Neighbour("documents/b/", "B"), next=None)
    assert 'href="../b/"' in made


def test_the_way_leads_to_a_place_on_a_page() -> None:
    before = environment._ORIGIN.set("documents/a/")
    assert templates().from_string("{{ url('documents/b/', 'p2') }}").render() == "../b/#p2"
    environment._ORIGIN.reset(before)


@pytest.mark.parametrize(
    ("words", "listed", "either"),
    [
        (["one"], "one", "one"),
        (["<1>", "2"], "&lt;1&gt; and 2", "&lt;1&gt; or 2"),
        (["1", "2", "<3>"], "1, 2 and &lt;3&gt;", "1, 2 or &lt;3&gt;"),
    ],
)
def test_words_are_listed_with_each_of_them_escaped(words: list[str], listed: str, either: str) -> None:
    assert templates().from_string("{{ words | listed }}").render(words=words) == listed
    assert templates().from_string("{{ words | either }}").render(words=words) == either


FILLED = {
    "{{ x }} {{ words[1] }} {{ words.count('a') }} {{ words | length }}": "&lt;b&gt; b 1 2",
    "{% trans %}\n  Read\n  it. {% endtrans %}": "Read it.",
    "{% trans %}100 % of it{% endtrans %}": "100 % of it",
    "{% trans a=x, b=5 %}{{ a }} in {{ b }} of {{ a }}{% endtrans %}": "&lt;b&gt; in 5 of &lt;b&gt;",
    '{% trans "order" %}Letter{% endtrans %} {% trans %}Letter{% endtrans %}': "Letter Letter",
    "{{ 12345 | grouped }}{{ comma() }}{{ spoken().tag }}": "12,345, en",
    "{% for i in range(3) %}{{ i }}{% endfor %}": "012",
    "{{ words | join('<') }}": "a&lt;b",
    "{{ join(*words) }} {{ join('c', *words) }} {{ join('c') }}": "a-b c-a-b c",
}


def filled_anew(template: str) -> str:
    made = environment._Environment(extensions=[Translated], autoescape=True).from_string(template)
    return made.render(x="<b>", words=["a", "b"], join=lambda *words: "-".join(words))


@pytest.mark.parametrize("template", FILLED)
def test_a_template_is_filled_in(template: str) -> None:
    assert filled_anew(template) == FILLED[template]


def test_parts_of_a_template_are_filled_in_by_others_which_escape_what_they_give_them_once() -> None:
    parts = {
        "parts": "{% macro bold(x) %}<b>{{ x }}{{ mark }}</b>{% endmacro %}"
        "{% macro two(x) %}{{ bold(x) }}, {{ x }}{% endmacro %}",
        "page": "{% import 'parts' as p %}{% from 'parts' import bold, two as twice %}{% set y = bold(x) %}"
        "{% if gone is defined %}!{% endif %}"
        "{% if x %}{{ p.two(x) }} {{ twice(y) }}{% endif %}{% for z in 'ab' %}{{ bold(z) }}{% endfor %}",
    }
    made = environment._Environment(extensions=[Translated], autoescape=True, loader=DictLoader(parts))
    made.globals["mark"] = "&"
    bold = "<b>&lt;&amp;</b>"
    expected = f"{bold}, &lt; <b>{bold}&amp;</b>, {bold}<b>a&amp;</b><b>b&amp;</b>"
    assert made.get_template("page").render(x="<") == expected
    module = made.get_template("parts").make_module({"mark": "!"})
    assert module.two("<") == "<b>&lt;!</b>, &lt;"


def test_messages_are_in_the_language_that_is_spoken(tmp_path: Path) -> None:
    keep_compiled(tmp_path)
    catalogue = Catalog("de")
    for id, string, context in (
        ("Previous", "Davor", None),
        ("Letter", "Brief", None),
        ("Letter", "Buchstabe", "order"),
    ):
        catalogue.add(id, string, context=context)

    def pager() -> str:
        return fill("pager.html", "documents/a/", previous=Neighbour("documents/b/", "B"), next=None)

    before = pager()
    speak(Language("de", catalogue))
    assert pager() == before.replace("Previous", "Davor") != before
    two = '{% trans "order" %}Letter{% endtrans %} {% trans %}Letter{% endtrans %}'
    assert filled_anew(two) == "Buchstabe Brief"
    speak(Language(ENGLISH))
    assert pager() == before


def test_a_part_of_a_template_is_filled_in_as_the_whole_is(cache: Path) -> None:
    keep_compiled(cache)
    environment._part.cache_clear()

    def paragraph() -> Markup:
        return fill_part("text.html", "paragraph", "documents/a/", ShownParagraph("p1", Markup("<b>ours</b>"), "a&b"))

    made = paragraph()
    assert 'class="a&amp;b"' in made
    assert "<b>ours</b>" in made
    assert 'aria-label="Paragraph 1"' in made
    assert [*(cache / "templates").iterdir()]
    catalogue = Catalog("de")
    catalogue.add("Paragraph %(number)s", "Absatz %(number)s")
    speak(Language("de", catalogue))
    assert 'aria-label="Absatz 1"' in paragraph()
    speak(Language(ENGLISH))
    assert paragraph() == made


def test_a_part_of_a_template_is_told_the_way_from_the_page_it_stands_on_and_no_page_after_it() -> None:
    cited = SimpleNamespace(document=SimpleNamespace(id="b", title="<B>"), link="", anchor="p1", where="")
    cited.verdict = cited.excerpt = None
    before = environment._ORIGIN.set("elsewhere/")
    assert 'href="../b/#p1" dir="auto">&lt;B&gt;</a>' in fill_part("text.html", "other_text", "documents/a/", cited)
    with pytest.raises(AttributeError):
        fill_part("text.html", "other_text", "documents/a/", None)
    assert environment._ORIGIN.get() == "elsewhere/"
    environment._ORIGIN.reset(before)


def test_plurals_go_by_a_function() -> None:
    with pytest.raises(ValueError, match="'a': plurals go by ngettext"):
        filled_anew("{% trans n=2 %}a{% pluralize %}b{% endtrans %}")


def test_what_a_template_asks_for_and_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        fill("skips.html", "documents/a/")
    with pytest.raises(TemplateNotFound):
        fill("none.html", "documents/a/")


@pytest.mark.parametrize("call", ["{{ f(**x) }}", "{% call f() %}x{% endcall %}"])
def test_a_call_that_would_lose_what_it_is_given_is_an_error(call: str) -> None:
    with pytest.raises(TemplateAssertionError):
        templates().from_string(call)


def test_templates_are_kept_compiled_under_what_made_them(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_compiled(cache)
    made = compiled_anew()
    (file,) = (cache / "templates").iterdir()
    keep_compiled(cache)
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", lambda *_: pytest.fail("it is compiled again"))
        assert compiled_anew() == made
    assert [*(cache / "templates").iterdir()] == [file]
    steering = file.name.rpartition("-")[0]
    assert len(steering) == 16
    monkeypatch.setattr(environment, "__file__", str(Path(environment.__file__).with_name("page.py")))
    keep_compiled(cache)
    assert compiled_anew() == made
    assert {path.name.rpartition("-")[0] == steering for path in (cache / "templates").iterdir()} == {True, False}


def test_what_cant_be_kept_is_compiled_again(cache: Path) -> None:
    keep_compiled(cache)
    made = compiled_anew()
    (file,) = (cache / "templates").iterdir()
    file.write_bytes(b"what somebody else wrote")
    assert compiled_anew() == made
    file.unlink()
    file.mkdir()  # it can neither be read nor written
    assert compiled_anew() == made
    assert file.is_dir()


def test_without_a_folder_nothing_is_kept(tmp_path: Path, cache: Path) -> None:
    made = skips()
    (tmp_path / "cache").write_text("a file")
    keep_compiled(cache)
    assert compiled_anew() == made
    assert cache.is_file()
