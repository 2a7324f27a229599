// Citing: copy buttons beside the citations; and a small button where a paragraph's number was followed or words were
// selected, that offers them in quotation marks with their citation, and a link that leads to the very words and marks
// them there (see quote-link.js). Without this file the citations stand on the page as text.
//
// Another script may add a button of its own to those for a selection: it listens for `sourcebook:offer`, whose detail
// holds the bar and what is cited.

"use strict"

;(() => {
  const section = document.querySelector("[data-cite]")
  const text = document.querySelector("[data-source-text]")
  if (!section) return

  /* What is small and made often. */

  function make(name, properties = {}, ...content) {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...content)
    return element
  }

  const told = make("p", { className: "sb-visually-hidden" })
  told.setAttribute("role", "status")
  section.append(told)

  /** Put a text on the clipboard, with its italics where it is pasted into something that has any. */
  async function copy(plain, html) {
    const item = { "text/plain": plain, ...(html && { "text/html": html }) }
    try {
      const blobs = Object.entries(item).map(([type, value]) => [type, new Blob([value], { type })])
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
    } catch {
      // A page that was not delivered securely has no clipboard of its own; a copy that it asks for can still be filled.
      const fill = event => {
        for (const [type, value] of Object.entries(item)) event.clipboardData.setData(type, value)
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      addEventListener("copy", fill, { capture: true, once: true })
      const done = document.execCommand("copy")
      removeEventListener("copy", fill, { capture: true })
      if (!done) throw new Error("nothing was copied")
    }
  }

  /** A button that copies what `give` returns, `[plain, html]`, and says so. If it can't, it selects what `words` returns. */
  function copyButton(label, what, words, give) {
    const button = make("button", { type: "button", className: "sb-button" }, label)
    if (what) button.setAttribute("aria-label", `${label} ${what}`)
    let timer
    button.addEventListener("click", async () => {
      clearTimeout(timer)
      let says = "Copied"
      try {
        await copy(...give())
      } catch {
        says = "Not copied"
        document.getSelection().selectAllChildren(words())
      }
      button.textContent = says
      button.classList.add("sb-button--done")
      const selected = says === "Copied" ? "" : ". The words are selected: copy them with your browser"
      told.textContent = `${says}${what && `: ${what}`}${selected}`
      timer = setTimeout(() => {
        button.textContent = label
        button.classList.remove("sb-button--done")
        told.textContent = ""
      }, 2500)
    })
    return button
  }

  /** A paragraph of what stands in an element. */
  const paragraph = element => make("p", { dir: "auto" }, ...element.cloneNode(true).childNodes)

  /** Paragraphs as what a copy button gives. */
  const given = paragraphs => [paragraphs.map(p => p.textContent).join("\n\n"), paragraphs.map(p => p.outerHTML).join("")]

  for (const citation of section.querySelectorAll("[data-citation]")) {
    const words = citation.firstElementChild
    const label = citation.previousElementSibling.textContent
    citation.append(copyButton("Copy", label, () => words, () => given([paragraph(words)])))
  }

  if (!text) return
  const forms = new Map(Array.from(section.querySelectorAll("template[data-pinpoint]"), form => [form.dataset.pinpoint, form]))
  if (!forms.size) return

  /* What is cited: a paragraph, or the words of a selection. */

  /** The selected words of the source text; null if there are none, or others are selected with them. */
  function selected() {
    const selection = document.getSelection()
    if (!selection.rangeCount || selection.isCollapsed) return null
    const range = selection.getRangeAt(0)
    if (!range.intersectsNode(text)) return null
    const pieces = []
    for (const paragraph of text.children) {
      if (!range.intersectsNode(paragraph)) continue
      const within = document.createRange()
      within.selectNodeContents(paragraph)
      const before = within.cloneRange()
      if (range.compareBoundaryPoints(Range.START_TO_START, within) > 0) within.setStart(range.startContainer, range.startOffset)
      if (range.compareBoundaryPoints(Range.END_TO_END, within) < 0) within.setEnd(range.endContainer, range.endOffset)
      before.setEnd(within.startContainer, within.startOffset)
      pieces.push({ paragraph, start: before.toString().length, words: within.toString() })
    }
    const shown = pieces.filter(piece => piece.words.trim() !== "")
    if (!shown.length || range.toString().trim() !== pieces.map(piece => piece.words).join(between(range)).trim()) return null
    const first = shown[0], last = shown.at(-1)
    first.start += first.words.length - first.words.trimStart().length
    first.words = first.words.trimStart()
    last.words = last.words.trimEnd()
    return { pieces: shown, range: range.cloneRange(), words: shown.map(piece => piece.words).join("\n\n") }
  }

  /** What stands between two paragraphs in a range's text: the line ends of the page's own source. */
  const between = range => (range.commonAncestorContainer === text || range.commonAncestorContainer.contains(text) ? "\n" : "")

  /** The paragraph that a number leads to. */
  const numbered = link => ({ pieces: [{ paragraph: link.closest("p"), start: 0, words: "" }], words: "", origin: link })

  /** “p8” or “p8–p9”. */
  function locator({ pieces }) {
    const ids = [pieces[0].paragraph.id, pieces.at(-1).paragraph.id]
    return ids[0] === ids[1] ? ids[0] : ids.join("–")
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
    form.querySelector("[data-locator]").replaceWith(locator(cited))
    const quoted = cited.words ? quotation(cited).split("\n\n") : []
    const entry = form.textContent.startsWith("(") && section.querySelector(`[data-citation="${style}"]`)?.firstElementChild
    const made = [...quoted, form].map(content => make("p", { dir: "auto" }, content))
    return entry ? [...made, paragraph(entry)] : made
  }

  /* The button, and what it opens. */

  const bar = make("div", { className: "sb-tools", hidden: true })
  bar.setAttribute("role", "group")
  bar.setAttribute("aria-label", "For what you chose")
  const panel = make("div", { className: "sb-citing", hidden: true })
  panel.setAttribute("role", "dialog")
  panel.setAttribute("aria-labelledby", "sb-citing")
  text.after(bar, panel)

  let cited = null

  function show(what) {
    cited = what
    const label = what.words ? "Cite these words" : `Cite paragraph ${what.pieces[0].paragraph.id.slice(1)}`
    const open = make("button", { type: "button", className: "sb-button" }, label)
    open.setAttribute("aria-haspopup", "dialog")
    open.addEventListener("click", () => openPanel(label))
    bar.replaceChildren(open)
    document.dispatchEvent(new CustomEvent("sourcebook:offer", { detail: { bar, cited } }))
    bar.hidden = false
    stand(what)
    told.textContent = `${label}: press Tab`
  }

  /** Put the bar under the end of what is cited, within the window's width; on a small screen its place is fixed. */
  function stand({ range, origin }) {
    const rectangles = range ? range.getClientRects() : origin.getClientRects()
    const at = rectangles[rectangles.length - 1]
    if (!at) return
    const around = bar.parentElement.getBoundingClientRect()
    const right = Math.min(at.right, document.documentElement.clientWidth - bar.offsetWidth - 8)
    bar.style.setProperty("--sb-x", `${Math.max(0, right - around.left)}px`)
    bar.style.setProperty("--sb-y", `${at.bottom - around.top + 6}px`)
  }

  function hide() {
    if (bar.hidden && panel.hidden) return
    const held = bar.contains(document.activeElement) || panel.contains(document.activeElement)
    bar.hidden = panel.hidden = true
    told.textContent = ""
    if (held) (cited?.origin ?? cited?.pieces[0].paragraph.querySelector(".sb-number"))?.focus({ preventScroll: true })
    cited = null
  }

  /** A link that reads as its address. */
  function spelledOut(link) {
    link.textContent = link.href
    return link
  }

  function openPanel(label) {
    const heading = make("h2", { id: "sb-citing" }, label)
    const styles = make("select")
    for (const [key, form] of forms) styles.append(new Option(form.dataset.label, key, false, key === chosenStyle()))
    const shown = make("div", { className: "sb-citing__text", tabIndex: 0 })
    shown.setAttribute("role", "group")
    shown.setAttribute("aria-label", "What is copied")
    const link = make("a", { href: sourcebook.linkTo(cited) }, cited.words ? "Link to these words" : "Link to this paragraph")
    const refresh = () => shown.replaceChildren(...citation(cited, styles.value))
    styles.addEventListener("change", () => {
      keepStyle(styles.value)
      refresh()
    })
    const close = make("button", { type: "button", className: "sb-button sb-citing__close" }, "Close")
    close.addEventListener("click", hide)
    const both = cited.words ? "Copy quotation and citation" : "Copy citation"
    const copyAll = copyButton(both, "", () => shown, () => given(citation(cited, styles.value)))
    const copyLink = copyButton("Copy link", "", () => spelledOut(link), () => [link.href])
    const actions = make("p", { className: "sb-citing__actions" }, copyAll, copyLink)
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
    const number = event.target.closest(".sb-number")
    if (number && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) show(numbered(number))
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
})()
