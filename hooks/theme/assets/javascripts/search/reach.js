// What of the search every page has: the way to the rest of it, which is asked for only when a reader reaches for the
// search, or arrives from it. Without this file the search box leads to the search page.

import { make } from "../frame/dom.js"
import { gettext } from "../frame/words.js"
import "./key.js"

const SENTENCE = 3 // words from which on it is worth asking who else has them
const SOON = 20_000 // milliseconds within which a page is not loaded anew again

export const LOST = gettext("You appear to be offline.")
const RETRIED = gettext("We’ll retry when you reconnect.")
const DAMAGED = gettext("Part of the archive couldn’t be loaded.")
export const CHANGED = gettext("The archive has changed since you opened this page. Reloading it.")

/**
 * What pages use of the search, its index opened.
 * @returns {Promise<import("./types.js").Search>}
 */
export const engine = async () => (await import("./results.js")).open()

let isLeaving = false

/** Load the page anew, unless that was done just now and was no help; says whether it is. */
function loadAnew() {
  const [load] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"))
  if (load?.type === "reload" && performance.now() < SOON) return false
  if (!isLeaving) setTimeout(() => location.reload(), 1500)
  return (isLeaving = true) // one goes on typing
}

/** @type {HTMLElement | null} */
const checked = document.querySelector("[data-check-address]")
/** The address of the page that checks a quotation, where there is one. */
export const checkAddress = checked?.dataset.checkAddress

/**
 * What is said of an error, after which the next try asks for everything again: that the archive was published anew since
 * the index was opened, and the page is loaded anew; or that a file could not be had. A host may have failed, or the file be
 * damaged, while there is a network. What is neither goes to the console, too: a file may hold something else.
 * @param {unknown} error
 */
export function failed(error) {
  const { said, isChanged, isLost } = Object(error)
  if (said) return said
  if (isChanged && loadAnew()) return CHANGED
  if (!isChanged && !isLost) {
    reportError(error)
    import("./results.js").then(({ forget }) => forget())
  }
  return navigator.onLine || location.protocol === "file:" ? DAMAGED : LOST
}

/**
 * The same, and that it will be tried again, where it will.
 * @param {string} said
 */
export const forNow = said => (said === LOST ? `${LOST} ${RETRIED}` : said)

const query = new URLSearchParams(location.search)
/** @type {HTMLElement | null} */
const box = document.querySelector("[data-search-box]")
const page = document.querySelector("[data-search-page]")
const check = document.querySelector("[data-check]")

/**
 * Bring what a page is for; where the network is gone, it stands without.
 * @param {() => Promise<unknown>} bring
 */
const have = bring => bring().catch(() => {})

if (query.has("found") && document.querySelector("[data-source-text]")) have(() => import("./arrival.js"))
if (page) have(() => import("./page.js"))
if (check) have(() => import("../check/quotation.js"))
if (box) reachable(box)

/**
 * Let the box search as soon as a reader reaches for it; where it can't yet, say so, and try again as they go on.
 * @param {HTMLElement} box
 */
function reachable(box) {
  const told = make("p", { className: "panel", hidden: true, role: "status" })
  box.append(told)
  const occasions = ["focusin", "input"]
  const reach = async () => {
    try {
      const { searchBox } = await import("./box.js")
      searchBox(box)
    } catch (error) {
      told.textContent = failed(error)
      told.hidden = false
      addEventListener("online", reach, { once: true })
      return
    }
    told.remove()
    for (const name of occasions) box.removeEventListener(name, reach)
  }
  for (const name of occasions) box.addEventListener(name, reach)
  box.addEventListener("focusout", () => (told.hidden = true))
}

// Other scripts show a bar where words of a text are selected; this adds to it.
document.addEventListener("sourcebook:offer", ({ detail: { bar, cited } }) => {
  const words = cited.words?.trim().replace(/\s+/g, " ") ?? ""
  const segments = [...new Intl.Segmenter(document.documentElement.lang, { granularity: "word" }).segment(words)]
  if (!checkAddress || segments.filter(({ isWordLike }) => isWordLike).length < SENTENCE) return
  const [, from] = location.pathname.match(/\/documents\/([^/]+)\//) ?? []
  const href = `${checkAddress}#${new URLSearchParams({ q: words, ...(from && { from: decodeURIComponent(from) }) })}`
  bar.append(make("a", { className: "btn", href }, gettext("Find these words elsewhere")))
})
