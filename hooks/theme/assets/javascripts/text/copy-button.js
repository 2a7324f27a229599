// Buttons that copy: a citation beside each that stands on the page, and what another script gives. Without this file the
// citations stand on the page as text.

const section = document.querySelector("[data-cite]")

export function make(name, properties = {}, ...content) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...content)
  return element
}

const told = make("p", { className: "hidden" })
told.setAttribute("role", "status")
section?.append(told)

/** Tell a screen reader. */
export const tell = what => (told.textContent = what)

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
export function copyButton(label, what, words, give) {
  const button = make("button", { type: "button", className: "btn" }, label)
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
    button.classList.add("is-done")
    const selected = says === "Copied" ? "" : ". The words are selected: copy them with your browser"
    tell(`${says}${what && `: ${what}`}${selected}`)
    timer = setTimeout(() => {
      button.textContent = label
      button.classList.remove("is-done")
      tell("")
    }, 2500)
  })
  return button
}

/** Paragraphs as what a copy button gives. */
export const given = paragraphs => [paragraphs.map(p => p.textContent).join("\n\n"), paragraphs.map(p => p.outerHTML).join("")]

/** A paragraph of what stands in an element. */
export const paragraph = element => make("p", { dir: "auto" }, ...element.cloneNode(true).childNodes)

for (const citation of document.querySelectorAll("[data-cite] [data-citation]")) {
  const words = citation.firstElementChild
  const label = citation.previousElementSibling.textContent
  citation.append(copyButton("Copy", label, () => words, () => given([paragraph(words)])))
}
