// Copying within a source text gives the source's own characters, paragraph by paragraph. A browser alone turns
// no-break spaces into spaces. Lines that flow are copied without their ends. A selection that takes in anything else of
// the page is left to the browser.

import { paragraphs, text } from "./paragraphs.js"
import { clip, quotable, reachesOut } from "./selection.js"

document.addEventListener("copy", event => {
  const selection = document.getSelection()
  if (!text || !selection || selection.isCollapsed) return
  const pieces = []
  for (let i = 0; i < selection.rangeCount; i++) {
    const range = selection.getRangeAt(i)
    // A selection may end before the first word of what follows the text: then no word outside is selected.
    if (!range.intersectsNode(text) || reachesOut(range)) return
    for (const paragraph of paragraphs()) {
      if (range.intersectsNode(paragraph)) pieces.push(quotable({ paragraph, words: clip(range, paragraph).toString() }))
    }
  }
  const copied = pieces.filter(piece => piece !== "")
  if (!copied.length) return // words of a note, say
  event.clipboardData?.setData("text/plain", copied.join("\n\n"))
  event.preventDefault()
})
