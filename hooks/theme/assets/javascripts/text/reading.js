// Long texts: a slim header with title, paragraph and citing while one reads, a jump to any paragraph, and the way back to
// where one stopped. Without this file the strip and the numbers lead through the text.

import { make, one } from "../frame/dom.js"
import { keep, kept } from "../frame/kept.js"
import { gettext, number, parts } from "../frame/words.js"
import { paragraphOf, paragraphs, text } from "./paragraphs.js"
import { showPlace } from "./strip.js"

const LONG = 30 // paragraphs from which on a text has all this
const KEPT = "sourcebook:places"
const MOST = 50 // texts whose places are kept

/**
 * The paragraph where one stopped, by the path of each text; those read last stand last.
 *
 * @returns {Record<string, string>}
 */
function places() {
  try {
    return JSON.parse(kept(KEPT) ?? "{}") ?? {}
  } catch {
    return {}
  }
}

/**
 * The paragraph at the head of the window.
 *
 * @param {HTMLElement} text
 */
function current(text) {
  const { left, width } = text.getBoundingClientRect()
  for (const y of [100, 130, 64]) {
    const element = document.elementFromPoint(left + Math.min(width, 400) / 2, y)
    const found = element && text.contains(element) && paragraphOf(element)
    if (found) return found
  }
  return null
}

/**
 * @param {HTMLElement} text
 * @param {ArrayLike<HTMLElement>} all its paragraphs
 */
function begin(text, all) {
  const input = make("input", { type: "text", inputMode: "numeric", autocomplete: "off", "aria-label": gettext("Paragraph") })
  const jump = make("form", {}, ...parts("¶ {number} of {all}", { number: input, all: number.format(all.length) }))
  const title = make("a", { className: "slim__title", href: "#content" }, one("h1").textContent)
  const cite = make("a", { className: "btn", href: "#cite" }, gettext("Cite"))
  const slim = make("div", { className: "slim", hidden: true }, make("div", { className: "wrap" }, title, jump, cite))
  one("main").before(slim)

  jump.addEventListener("submit", event => {
    event.preventDefault()
    const id = `p${input.value.replace(/\D/g, "")}`
    const isThere = document.getElementById(id)
    input.setCustomValidity(isThere ? "" : gettext("There is no paragraph {number}.", { number: input.value }))
    if (isThere) location.hash = id
    else input.reportValidity()
  })
  input.addEventListener("input", () => input.setCustomValidity(""))

  let isDue = false, timer = 0
  function look() {
    isDue = false
    const { top, bottom } = text.getBoundingClientRect()
    slim.hidden = top > 0 || bottom < 120
    document.documentElement.classList.toggle("has-slim", !slim.hidden)
    if (slim.hidden) return
    const here = current(text)
    if (!here) return
    if (document.activeElement !== input) input.value = here.id.slice(1)
    clearTimeout(timer)
    timer = setTimeout(() => {
      showPlace(parseInt(here.id.slice(1), 10))
      const others = Object.entries(places()).filter(([path]) => path !== location.pathname)
      keep(KEPT, JSON.stringify(Object.fromEntries([...others, [location.pathname, here.id]].slice(-MOST))))
    }, 400)
  }
  addEventListener(
    "scroll",
    () => {
      if (!isDue) requestAnimationFrame(look)
      isDue = true
    },
    { passive: true },
  )
  requestAnimationFrame(look)

  const place = places()[location.pathname]
  if (place && place !== all[0].id && !location.hash && !location.search && document.getElementById(place)) {
    const on = make("a", { className: "btn", href: `#${place}` }, gettext("Go on at ¶ {number}", { number: place.slice(1) }))
    document.querySelector(".bar")?.append(on)
  }
}

const all = paragraphs()
if (text && all.length >= LONG) begin(text, all)
