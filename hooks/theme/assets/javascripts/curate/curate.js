// What a curator can say of what a page shows, as lines for links.yml, names.yml and the sidecar, ready to copy. Only the
// preview of `mkdocs serve` hands this file out (publish/preview.py); no site has it.

import { make } from "../frame/dom.js"
import { copyButton } from "../text/copy-button.js"

/** @typedef {{ does: string, file: string, under: string, text: string }} Line */
/** @typedef {{ links?: Record<string, Line[]>, names: Line[], proposals?: Line[], here?: string }} Lines */

const FEW = 3

/** @param {Line} line */
function entry({ does, file, under, text }) {
  const code = make("code", { dir: "ltr" }, text)
  const where = make("small", { className: "fine" }, `${file}, below ${under} `)
  return make("li", {}, make("span", { dir: "auto" }, does), make("pre", {}, code), where, copyButton("Copy", `line: ${does}`, () => code, () => [text]))
}

/**
 * @param {string} title
 * @param {Line[]} lines
 */
const fold = (title, lines) =>
  make("details", { className: "curate", open: lines.length <= FEW && !title.startsWith("For") }, make("summary", {}, title), make("ul", {}, ...lines.map(entry)))

/**
 * A line that adds the link which nobody found: from the words that are selected.
 *
 * @param {string} here
 */
function adding(here) {
  const item = make("li", {}, "Select words of the text that another text has too: a line that adds the link is shown here.")
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection()
    const words = selection?.toString().split(/\s+/).filter(Boolean).join(" ")
    const anchor = selection?.anchorNode
    if (!words || !(anchor instanceof Node) || !document.querySelector("[data-source-text]")?.contains(anchor)) return
    const end = `{document: ${JSON.stringify(here)}, words: ${JSON.stringify(words)}}`
    const other = '{document: "id of the other text", words: "its words"}'
    const text = `- {kind: quotation, source: ${other}, target: ${end}, editor: "how we know"}`
    item.replaceChildren(...entry({ does: "Add a link with these words", file: "links.yml", under: "added:", text }).childNodes)
  })
  return make("ul", {}, item)
}

/** @param {Lines} lines */
function show({ links = {}, names, proposals = [], here }) {
  for (const [id, found] of Object.entries(links)) {
    document.getElementById(`link-${id}`)?.append(fold("For the curator", found))
  }
  const section = make("section", { className: "curate", "aria-labelledby": "curate" }, make("h2", { id: "curate" }, "For the curator"))
  section.append(make("p", { className: "fine" }, "Only this preview shows these lines. Copy one into the file that it names, and correct it where it needs it."))
  if (proposals.length) section.append(fold(`What the text may state of itself: ${proposals.length}`, proposals))
  if (names.length) section.append(fold(`Names: ${names.length}`, names))
  if (here) section.append(adding(here))
  document.querySelector("main")?.append(section)
}

const script = document.querySelector("script[data-lines]")
if (script instanceof HTMLElement && script.dataset.lines) {
  fetch(script.dataset.lines)
    .then(answer => (answer.ok ? answer.json() : null))
    .then(lines => lines && show(lines))
}
