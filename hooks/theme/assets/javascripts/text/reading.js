// Long texts: a slim header with title, paragraph and citing while one reads, a jump to any paragraph, and the way back to
// where one stopped. Without this file the strip and the numbers lead through the text.

import { make } from "./copy-button.js"
import { paragraphOf, paragraphs, text } from "./paragraphs.js"
import { showPlace } from "./strip.js"

const LONG = 30 // paragraphs from which on a text has all this
const KEPT = "sourcebook:places"
const MOST = 50 // texts whose places are kept

function places(change) {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT)) ?? {}
    if (change) localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(change(Object.entries(kept)).slice(-MOST))))
    return kept
  } catch {
    return {}
  }
}

/** The paragraph at the head of the window. */
function current() {
  const { left, width } = text.getBoundingClientRect()
  for (const y of [100, 130, 64]) {
    const element = document.elementFromPoint(left + Math.min(width, 400) / 2, y)
    const found = element && text.contains(element) && paragraphOf(element)
    if (found) return found
  }
  return null
}

function begin(all) {
  const input = make("input", { type: "text", inputMode: "numeric", autocomplete: "off" })
  input.setAttribute("aria-label", "Paragraph")
  const jump = make("form", {}, "¶", input, `of ${all.length.toLocaleString("en")}`)
  const title = make("a", { className: "slim__title", href: "#content" }, document.querySelector("h1").textContent)
  const cite = make("a", { className: "btn", href: "#cite" }, "Cite")
  const slim = make("div", { className: "slim", hidden: true }, make("div", { className: "wrap" }, title, jump, cite))
  document.querySelector("main").before(slim)

  jump.addEventListener("submit", event => {
    event.preventDefault()
    const id = `p${input.value.replace(/\D/g, "")}`
    const isThere = document.getElementById(id)
    input.setCustomValidity(isThere ? "" : `There is no paragraph ${input.value}.`)
    if (isThere) location.hash = id
    else input.reportValidity()
  })
  input.addEventListener("input", () => input.setCustomValidity(""))

  let isDue = false, timer
  function look() {
    isDue = false
    const { top, bottom } = text.getBoundingClientRect()
    slim.hidden = top > 0 || bottom < 120
    document.documentElement.classList.toggle("has-slim", !slim.hidden)
    if (slim.hidden) return
    const here = current()
    if (!here) return
    if (document.activeElement !== input) input.value = here.id.slice(1)
    clearTimeout(timer)
    timer = setTimeout(() => {
      showPlace(parseInt(here.id.slice(1), 10))
      places(kept => [...kept.filter(([path]) => path !== location.pathname), [location.pathname, here.id]])
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
  const isFresh = !location.hash && !location.search && document.getElementById(place)
  if (isFresh && place !== all[0].id) {
    const on = make("a", { className: "btn", href: `#${place}` }, `Go on at ¶ ${place.slice(1)}`)
    document.querySelector(".bar")?.append(on)
  }
}

const all = paragraphs()
if (all.length >= LONG) begin(all)
