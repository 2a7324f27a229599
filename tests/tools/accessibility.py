"""What axe-core finds on a page that not everybody can use: every rule in the light, those of colour in the dark too.

Light, dark and forced colours differ in nothing else, so a rule that doesn't look at colours finds the same in all.
"""

from typing import Literal

from playwright.sync_api import Page

from tests.tools.runtimes import npm_package

RULES: dict[Literal["dark", "light"], list[str] | None] = {
    "dark": ["color-contrast", "link-in-text-block"],  # those that look at colours
    "light": None,
}
IN_FORCED_COLOURS = ["color-contrast", "target-size"]  # borders are drawn there that are none elsewhere
"""The rules of axe-core to apply, by scheme of colours; None for all that it applies by itself."""

_RUN = """async ([within, rules]) => {
  const asked = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) }
  const { passes, violations } = await axe.run(within, asked)
  if (!passes.length && !violations.length) return ['axe-core looked at nothing']
  return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html}`))
}"""
_IS_DARK = """dark => {
  const ground = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)
  return Math.max(...ground) < 128 === dark
}"""


def faults(page: Page, within: str = "html", *, is_forced: bool = False) -> list[str]:
    """Return what axe-core finds on a page as it stands, in light and in dark: the rule and the element.

    Args:
        page: left in light colours.
        within: a selector, to look at a part of it alone.
        is_forced: whether to look at it in forced colours, too, and whether what one presses is large enough.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate((npm_package("axe-core") / "axe.min.js").read_text(encoding="utf-8"))
    found = []
    for scheme, rules in RULES.items():
        # A colour that changes slowly would be measured on its way; and the theme changes them a moment later.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_function(_IS_DARK, arg=scheme == "dark")
        found += [f"{scheme}: {fault}" for fault in page.evaluate(_RUN, [within, rules])]
    if is_forced:
        page.emulate_media(forced_colors="active")
        found += [f"forced: {fault}" for fault in page.evaluate(_RUN, [within, IN_FORCED_COLOURS])]
        page.emulate_media(forced_colors="none")
    return found
