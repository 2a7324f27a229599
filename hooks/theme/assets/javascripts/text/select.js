// Selecting by mouse from within a link. Much of a text is linked, and browsers drag a link away where a reader means to
// select its words. A link of the source text is followed when it is clicked, and selects when the mouse moves.

import { around } from "../frame/dom.js"
import { text } from "./paragraphs.js"

const STILL = 4 // pixels that a hand moves in a click

/**
 * The place in the text under the mouse: a node and an offset in it.
 *
 * @param {MouseEvent} event
 * @returns {[Node, number] | null}
 */
function place({ clientX, clientY }) {
  const found = document.caretPositionFromPoint?.(clientX, clientY)
  if (found) return [found.offsetNode, found.offset]
  const range = document.caretRangeFromPoint?.(clientX, clientY)
  return range ? [range.startContainer, range.startOffset] : null
}

let isSelecting = false

text?.addEventListener("pointerdown", pressed => {
  const isPlain = pressed.pointerType === "mouse" && pressed.button === 0
  const link = isPlain ? around(pressed, "p[id] a") : null
  const start = link && place(pressed)
  if (!link || !start) return
  link.draggable = false
  const ended = new AbortController()
  const { signal } = ended
  isSelecting = false
  /** @param {PointerEvent} moved */
  const select = moved => {
    isSelecting ||= Math.hypot(moved.clientX - pressed.clientX, moved.clientY - pressed.clientY) > STILL
    const end = isSelecting && place(moved)
    if (end) document.getSelection()?.setBaseAndExtent(...start, ...end)
  }
  document.addEventListener("pointermove", select, { signal })
  for (const ends of ["pointerup", "pointercancel"]) document.addEventListener(ends, () => ended.abort(), { signal })
})

text?.addEventListener("click", event => {
  if (event.detail && isSelecting) event.preventDefault()
  isSelecting = false
})
