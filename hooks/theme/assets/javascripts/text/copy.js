// Copying within a source text gives the source's own characters, paragraph by paragraph. A browser alone turns
// no-break spaces into spaces. A selection that takes in anything else of the page is left to the browser.

import { clip } from "./selection.js"

document.addEventListener("copy", event => {
  const text = document.querySelector("[data-source-text]")
  const selection = document.getSelection()
  if (!text || selection.isCollapsed) return
  const pieces = []
  for (let i = 0; i < selection.rangeCount; i++) {
    const range = selection.getRangeAt(i)
    // A selection may end before the first word of what follows the text: then no word outside is selected.
    if (!range.intersectsNode(text) || range.toString().trim() !== clip(range, text).toString().trim()) return
    for (const paragraph of text.children) {
      if (range.intersectsNode(paragraph)) pieces.push(clip(range, paragraph).toString())
    }
  }
  event.clipboardData.setData("text/plain", pieces.filter(piece => piece !== "").join("\n\n"))
  event.preventDefault()
})
