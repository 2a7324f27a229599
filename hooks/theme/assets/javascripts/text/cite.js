// Citing: a small button where a paragraph's number was followed or words were selected, that offers them in quotation
// marks with their citation, and a link that leads to the very words and marks them there (see quote-link.js).
//
// Another script may add a button of its own to those for a selection: it listens for `sourcebook:offer`, whose detail
// holds the bar and what is cited.

import { copyButton, given, make, paragraph, tell } from "./copy-button.js"
import { text } from "./paragraphs.js"
import { linkTo } from "./quote-link.js"
import { anchored, selected } from "./selection.js"

const section = document.querySelector("[data-cite]")
const found = section && text ? section.querySelectorAll("template[data-pinpoint]") : []
const forms = new Map(Array.from(found, form => [form.dataset.pinpoint, form]))

/* What is cited: a paragraph, or the words of a selection. */

/** The paragraph that a number leads to. */
const numbered = link => ({ pieces: [{ paragraph: link.closest("p"), start: 0, words: "" }], words: "", origin: link })

/** “para. 8” or “paras. 8–9”, in the words of the style that `slot` belongs to. */
function locator({ pieces }, slot) {
  const [first, last] = [pieces[0], pieces.at(-1)].map(piece => piece.paragraph.id.slice(1))
  return first === last ? `${slot.dataset.one} ${first}` : `${slot.dataset.several} ${first}–${last}`
}

/** The words in quotation marks: in single ones where they hold double ones, so that no letter of them changes. */
function quotation({ words }) {
  return /["“”„«»]/.test(words) ? `‘${words}’` : `“${words}”`
}

/* The citation, in the style the reader chose last. */

const KEPT = "sourcebook:style"

function chosenStyle() {
  try {
    const kept = localStorage.getItem(KEPT)
    if (forms.has(kept)) return kept
  } catch {
    // A browser may keep nothing for a page.
  }
  return forms.keys().next().value
}

function keepStyle(style) {
  try {
    localStorage.setItem(KEPT, style)
  } catch {
    // Then the first style is offered again.
  }
}

/** What is copied, in paragraphs: the quotation, its citation, and the entry that a citation in the text refers to. */
function citation(cited, style) {
  const form = forms.get(style).content.cloneNode(true)
  const slot = form.querySelector("[data-locator]")
  slot.replaceWith(locator(cited, slot))
  const quoted = cited.words ? quotation(cited).split("\n\n") : []
  const entry = form.textContent.startsWith("(") && section.querySelector(`[data-citation="${style}"]`)?.firstElementChild
  const made = [...quoted, form].map(content => make("p", { dir: "auto" }, content))
  return entry ? [...made, paragraph(entry)] : made
}

/* The button, and what it opens. */

const bar = make("div", { className: "chosen", hidden: true })
bar.setAttribute("role", "group")
bar.setAttribute("aria-label", "For what you chose")
const panel = make("div", { className: "citing", hidden: true })
panel.setAttribute("role", "dialog")
panel.setAttribute("aria-labelledby", "citing")
if (forms.size) text.after(bar, panel)

let cited = null

function show(what) {
  cited = what
  const label = what.words ? "Cite these words" : `Cite paragraph ${what.pieces[0].paragraph.id.slice(1)}`
  const open = make("button", { type: "button", className: "btn" }, label)
  open.setAttribute("aria-haspopup", "dialog")
  open.addEventListener("click", () => openPanel(label))
  bar.replaceChildren(open)
  document.dispatchEvent(new CustomEvent("sourcebook:offer", { detail: { bar, cited } }))
  bar.hidden = false
  stand(what)
  tell(`${label}: press Tab`)
}

/** Put the bar under the end of what is cited, within the window's width; on a small screen its place is fixed. */
function stand({ range, origin }) {
  const rectangles = range ? range.getClientRects() : origin.getClientRects()
  const at = rectangles[rectangles.length - 1]
  if (!at) return
  const around = bar.parentElement.getBoundingClientRect()
  const right = Math.min(at.right, document.documentElement.clientWidth - bar.offsetWidth - 8)
  bar.style.setProperty("--x", `${Math.max(0, right - around.left)}px`)
  bar.style.setProperty("--y", `${at.bottom - around.top + 6}px`)
}

function hide() {
  if (bar.hidden && panel.hidden) return
  const held = bar.contains(document.activeElement) || panel.contains(document.activeElement)
  bar.hidden = panel.hidden = true
  tell("")
  if (held) (cited?.origin ?? cited?.pieces[0].paragraph.querySelector(".n"))?.focus({ preventScroll: true })
  cited = null
}

/** A link that reads as its address. */
function spelledOut(link) {
  link.textContent = link.href
  return link
}

function openPanel(label) {
  const heading = make("h2", { id: "citing" }, label)
  const styles = make("select")
  for (const [key, form] of forms) styles.append(new Option(form.dataset.label, key, false, key === chosenStyle()))
  const shown = make("div", { className: "citing__text", tabIndex: 0 })
  shown.setAttribute("role", "group")
  shown.setAttribute("aria-label", "What is copied")
  const link = make("a", { href: linkTo(cited) }, cited.words ? "Link to these words" : "Link to this paragraph")
  const refresh = () => shown.replaceChildren(...citation(cited, styles.value))
  styles.addEventListener("change", () => {
    keepStyle(styles.value)
    refresh()
  })
  const close = make("button", { type: "button", className: "btn citing__close" }, "Close")
  close.addEventListener("click", hide)
  const both = cited.words ? "Copy quotation and citation" : "Copy citation"
  const copyAll = copyButton(both, "", () => shown, () => given(citation(cited, styles.value)))
  const copyLink = copyButton("Copy link", "", () => spelledOut(link), () => [link.href])
  const actions = make("p", { className: "citing__actions" }, copyAll, copyLink)
  panel.replaceChildren(heading, make("label", {}, "Style ", styles), shown, make("p", {}, link), actions, close)
  refresh()
  bar.hidden = true
  panel.hidden = false
  copyAll.focus({ preventScroll: true })
}

/* When. */

let isPressed = false
let timer

function look() {
  clearTimeout(timer)
  timer = setTimeout(() => {
    if (isPressed || !panel.hidden) return
    const what = selected()
    if (what) show(what)
    else if (cited?.range) hide()
  }, 150)
}

function begin() {
  document.addEventListener("selectionchange", look)
  document.addEventListener("pointerdown", event => {
    isPressed = !bar.contains(event.target)
    if (bar.contains(event.target) || panel.contains(event.target)) return
    hide()
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
    const number = event.target.closest(".n")
    if (number) show(numbered(number))
    const passage = event.target.closest("[data-cite-words]")
    const words = passage && anchored(passage.dataset.citeWords)
    if (!words) return
    event.preventDefault()
    cited = { ...words, origin: passage }
    openPanel("Cite this passage")
  })

  addEventListener("keydown", event => {
    if (event.key === "Escape") hide()
    const isElsewhere = !bar.hidden && !bar.contains(document.activeElement)
    if (event.key === "Tab" && !event.shiftKey && isElsewhere) {
      event.preventDefault()
      bar.querySelector("button").focus({ preventScroll: true })
    }
  })
  addEventListener("resize", () => cited && !bar.hidden && stand(cited))
}

if (forms.size) begin()
