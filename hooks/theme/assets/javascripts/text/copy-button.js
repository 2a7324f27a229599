// Buttons that copy.

import { make } from "../frame/dom.js"
import { gettext } from "../frame/words.js"

/**
 * Tell screen readers from here on what was copied, by an element that stands there before.
 *
 * @param {Element} place
 */
export const tellIn = place => place.append(make("p", { className: "hidden", role: "status", "data-copied": "" }))

/**
 * Tell a screen reader.
 *
 * @param {string} what
 */
export function tell(what) {
  const told = document.querySelector("[data-copied]")
  if (told) told.textContent = what
}

/**
 * Put a text on the clipboard, with its italics where it is pasted into something that has any.
 *
 * @param {string} plain
 * @param {string} [html]
 */
async function copy(plain, html) {
  /** @type {Record<string, string>} */
  const item = { "text/plain": plain, ...(html && { "text/html": html }) }
  try {
    if (!html) return await navigator.clipboard.writeText(plain)
    const blobs = Object.entries(item).map(([type, value]) => [type, new Blob([value], { type })])
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
  } catch {
    // A page that was not delivered securely has no clipboard of its own; a copy that it asks for can still be filled.
    /** @param {ClipboardEvent} event */
    const fill = event => {
      for (const [type, value] of Object.entries(item)) event.clipboardData?.setData(type, value)
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    addEventListener("copy", fill, { capture: true, once: true })
    const done = document.execCommand("copy")
    removeEventListener("copy", fill, { capture: true })
    if (!done) throw new Error("nothing was copied")
  }
}

/**
 * A button that copies what `give` returns, and says so. If it can't, it selects what `words` returns.
 *
 * @param {string} label
 * @param {string} what is copied, for those who don't see where the button stands
 * @param {() => Node} words
 * @param {() => [plain: string, html?: string]} give
 */
export function copyButton(label, what, words, give) {
  const button = make("button", { type: "button", className: "btn", "aria-label": what ? `${label} ${what}` : null }, label)
  let timer = 0
  button.addEventListener("click", async () => {
    clearTimeout(timer)
    let says = gettext("Copied"), next = ""
    try {
      await copy(...give())
    } catch {
      says = gettext("Not copied")
      next = `. ${gettext("The words are selected: copy them with your browser")}`
      document.getSelection()?.selectAllChildren(words())
    }
    button.textContent = says
    button.classList.add("is-done")
    tell(`${says}${what && `: ${what}`}${next}`)
    timer = setTimeout(() => {
      button.textContent = label
      button.classList.remove("is-done")
      tell("")
    }, 2500)
  })
  return button
}

/**
 * Paragraphs as what a copy button gives.
 *
 * @param {Element[]} paragraphs
 * @returns {[plain: string, html: string]}
 */
export const given = paragraphs => [paragraphs.map(p => p.textContent).join("\n\n"), paragraphs.map(p => p.outerHTML).join("")]

/**
 * A paragraph of what stands in an element.
 *
 * @param {Element} element
 */
export const paragraph = element => make("p", { dir: "auto" }, ...[...element.childNodes].map(node => node.cloneNode(true)))
