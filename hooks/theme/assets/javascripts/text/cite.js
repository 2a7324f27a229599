// Citing: a small button where a paragraph's number was followed or words were selected, that offers them in quotation
// marks with their citation, and a link that leads to the very words and marks them there (see quote-link.js).
//
// Another script may add a button of its own to those for a selection: it listens for `sourcebook:offer`, whose detail
// holds the bar and what is cited.

import { around, make, one } from "../frame/dom.js"
import { keep, kept } from "../frame/kept.js"
import { gettext, quoted } from "../frame/words.js"
import { copyButton, given, paragraph, tell, tellIn } from "./copy-button.js"
import { text } from "./paragraphs.js"
import { linkTo } from "./quote-link.js"
import { anchored, quotable, selected } from "./selection.js"

/** @typedef {import("./selection.js").Cited} Cited */

const section = document.querySelector("[data-cite]")
if (section) tellIn(section)
/** @type {NodeListOf<HTMLTemplateElement> | undefined} */
const found = section?.querySelectorAll("template[data-pinpoint]")
const forms = new Map(Array.from(found ?? [], form => [form.dataset.pinpoint ?? "", form]))

const DOUBLE = /[\u0022“”„«»]/ // quotation marks

/* What is cited: a paragraph, or the words of a selection. */

/**
 * “para. 8” or “paras. 8–9”, in the words of the style that `slot` belongs to.
 *
 * @param {Cited} cited
 * @param {HTMLElement} slot
 */
function locator({ pieces }, slot) {
  const numbers = pieces.map(numberOf)
  const first = numbers[0], last = numbers.at(-1)
  return first === last ? `${slot.dataset.one} ${first}` : `${slot.dataset.several} ${first}–${last}`
}

/** @param {import("./selection.js").Piece} piece */
const numberOf = ({ paragraph }) => paragraph.id.slice(1)

/**
 * The words in quotation marks: in single ones where they hold double ones, so that no letter of them changes.
 *
 * @param {Cited} cited
 */
function quotation({ pieces }) {
  const words = pieces.map(quotable).join("\n\n")
  return DOUBLE.test(words) ? gettext("‘{words}’", { words }) : quoted(words)
}

/* The citation, in the style the reader chose last. */

const KEPT = "sourcebook:style"

/**
 * What is copied, in paragraphs: the quotation, its citation, and the entry that a citation in the text refers to.
 *
 * @param {Cited} cited
 * @param {string} style
 */
function citation(cited, style) {
  const form = /** @type {DocumentFragment} */ (forms.get(style)?.content.cloneNode(true))
  const slot = one("[data-locator]", form)
  slot.replaceWith(locator(cited, slot))
  const quoted = cited.words ? quotation(cited).split("\n\n") : []
  const entry = form.textContent?.startsWith("(") && section?.querySelector(`[data-citation="${style}"]`)?.firstElementChild
  const made = [...quoted, form].map(content => make("p", { dir: "auto" }, content))
  return entry ? [...made, paragraph(entry)] : made
}

/* The button, and what it opens. */

const bar = make("div", { className: "chosen", hidden: true, role: "group", "aria-label": gettext("For what you chose") })
const panel = make("div", { className: "citing", hidden: true, role: "dialog", "aria-labelledby": "citing" })

/** @type {Cited | null} */
let cited = null

/** @param {Cited} what */
function show(what) {
  cited = what
  const label = what.words ? gettext("Cite these words") : gettext("Cite paragraph {number}", { number: numberOf(what.pieces[0]) })
  const open = make("button", { type: "button", className: "btn", "aria-haspopup": "dialog" }, label)
  open.addEventListener("click", () => openPanel(what, label))
  bar.replaceChildren(open)
  document.dispatchEvent(new CustomEvent("sourcebook:offer", { detail: { bar, cited } }))
  bar.hidden = false
  stand(what)
  tell(gettext("{label}: press Tab", { label }))
}

/**
 * Put the bar under the end of what is cited, within the window's width; on a small screen its place is fixed.
 *
 * @param {Cited} cited
 */
function stand({ range, origin }) {
  const at = [...((range ?? origin)?.getClientRects() ?? [])].at(-1)
  if (!at || !bar.parentElement) return
  const holder = bar.parentElement.getBoundingClientRect()
  const right = Math.min(at.right, document.documentElement.clientWidth - bar.offsetWidth - 8)
  bar.style.setProperty("--x", `${Math.max(0, right - holder.left)}px`)
  bar.style.setProperty("--y", `${at.bottom - holder.top + 6}px`)
}

function hide() {
  if (bar.hidden && panel.hidden) return
  const held = bar.contains(document.activeElement) || panel.contains(document.activeElement)
  bar.hidden = panel.hidden = true
  tell("")
  /** @type {HTMLElement | null | undefined} */
  const origin = cited?.origin ?? cited?.pieces[0].paragraph.querySelector(".n")
  if (held) origin?.focus({ preventScroll: true })
  cited = null
}

/**
 * A link that reads as its address.
 *
 * @param {HTMLAnchorElement} link
 */
function spelledOut(link) {
  link.textContent = link.href
  return link
}

/**
 * @param {Cited} cited
 * @param {string} label
 */
function openPanel(cited, label) {
  const heading = make("h2", { id: "citing" }, label)
  const styles = make("select")
  const chosen = kept(KEPT)
  for (const [key, form] of forms) styles.append(new Option(form.dataset.label, key, false, key === chosen))
  const shown = make("div", { className: "citing__text", tabIndex: 0, role: "group", "aria-label": gettext("What is copied") })
  const link = make("a", { href: linkTo(cited) }, cited.words ? gettext("Link to these words") : gettext("Link to this paragraph"))
  const refresh = () => shown.replaceChildren(...citation(cited, styles.value))
  styles.addEventListener("change", () => {
    keep(KEPT, styles.value)
    refresh()
  })
  const close = make("button", { type: "button", className: "btn citing__close" }, gettext("Close"))
  close.addEventListener("click", hide)
  const both = cited.words ? gettext("Copy quotation and citation") : gettext("Copy citation")
  const copyAll = copyButton(both, "", () => shown, () => given(citation(cited, styles.value)))
  const copyLink = copyButton(gettext("Copy link"), "", () => spelledOut(link), () => [link.href])
  const actions = make("p", { className: "citing__actions" }, copyAll, copyLink)
  panel.replaceChildren(heading, make("label", {}, `${gettext("Style")} `, styles), shown, make("p", {}, link), actions, close)
  refresh()
  bar.hidden = true
  panel.hidden = false
  copyAll.focus({ preventScroll: true })
}

/* When. */

let isPressed = false
let timer = 0

function look() {
  clearTimeout(timer)
  timer = setTimeout(() => {
    if (isPressed || !panel.hidden) return
    const what = selected()
    if (what) show(what)
    else if (cited?.range) hide()
  }, 150)
}

/** @param {HTMLElement} text */
function begin(text) {
  text.after(bar, panel)
  document.addEventListener("selectionchange", look)
  document.addEventListener("pointerdown", event => {
    const [isOnBar, isOnPanel] = [bar, panel].map(element => event.target instanceof Node && element.contains(event.target))
    isPressed = !isOnBar
    if (!isOnBar && !isOnPanel) hide()
  })
  for (const ends of ["pointerup", "pointercancel"]) {
    document.addEventListener(ends, () => {
      isPressed = false
      look()
    })
  }
  // A press on a button would take the selection away before the button is reached.
  bar.addEventListener("mousedown", event => event.preventDefault())

  text.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const number = around(event, ".n"), paragraph = number?.closest("p")
    if (number && paragraph) show({ pieces: [{ paragraph, start: 0, words: "" }], words: "", origin: number })
    const passage = around(event, "[data-cite-words]")
    const words = anchored(passage?.dataset.citeWords)
    if (!passage || !words) return
    event.preventDefault()
    cited = { ...words, origin: passage }
    openPanel(cited, gettext("Cite this passage"))
  })

  addEventListener("keydown", event => {
    if (event.key === "Escape") hide()
    const isElsewhere = !bar.hidden && !bar.contains(document.activeElement)
    if (event.key === "Tab" && !event.shiftKey && isElsewhere) {
      event.preventDefault()
      bar.querySelector("button")?.focus({ preventScroll: true })
    }
  })
  addEventListener("resize", () => cited && !bar.hidden && stand(cited))
}

if (forms.size && text) begin(text)

/* A button beside each citation that stands on the page; without this file they stand there as text. */

for (const citation of document.querySelectorAll("[data-cite] [data-citation]")) {
  const words = citation.firstElementChild
  const label = citation.previousElementSibling?.textContent ?? ""
  if (words) citation.append(copyButton(gettext("Copy"), label, () => words, () => given([paragraph(words)])))
}
