// Words that a value rests on may be cut over several elements, and an address can lead to the first alone: the others
// name it in `data-part-of`. When one arrives at it, they are lit with it.

import { anchor } from "../frame/anchor.js"

function light() {
  const id = anchor()
  /** @type {NodeListOf<HTMLElement>} */
  const parts = document.querySelectorAll("[data-part-of]")
  for (const part of parts) {
    part.classList.toggle("lit", part.dataset.partOf === id)
  }
}

addEventListener("hashchange", light)
light()
