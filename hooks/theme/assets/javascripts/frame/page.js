// What every page runs. What only some pages need is brought where they have it.

import "./folds.js"
import "./forward.js"
import "./scheme.js"
import "../check/ask.js"
import "../lists/list.js"
import "../search/reach.js"

/**
 * Run a script where the page has what it is for. Without it the page reads as it stands.
 *
 * @param {string} selector
 * @param {() => Promise<unknown>} bring
 */
async function where(selector, bring) {
  if (!document.querySelector(selector)) return
  try {
    await bring()
  } catch {
    // The network is gone: the page can be read all the same.
  }
}

where("[data-source-text], [data-cite]", () => import("../text/text.js"))
where("[data-compare]", () => import("../text/compare.js"))
where("table[data-sortable]", () => import("../lists/sort.js"))
if (matchMedia("(hover: hover) and (pointer: fine)").matches) {
  where("#content :is(a[href*='documents/'], a[href*='passages/'], a[href*='names/'], a[href^='../'])", () => import("./preview.js"))
}
