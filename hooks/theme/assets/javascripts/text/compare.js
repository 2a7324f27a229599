// Two texts side by side: what is folded between the passages opens at once, or where an address leads into it. Without
// this file each fold opens by itself.

import { anchor } from "../frame/anchor.js"
import { one } from "../frame/dom.js"

const page = one("[data-compare]")
const folds = page.querySelectorAll("details")
const button = page.querySelector("[data-unfold]")

/** Open the fold that an address leads into, and show all passages where it leads to one. */
function arrive() {
  const target = document.getElementById(anchor())
  if (!target || !page.contains(target)) return
  /** @type {HTMLInputElement | null} */
  const all = page.querySelector("#view-all")
  if (all) all.checked = true
  const fold = target.closest("details")
  if (fold) fold.open = true
  target.scrollIntoView()
}

button?.addEventListener("click", () => {
  const isOpen = button.getAttribute("aria-pressed") === "true"
  for (const fold of folds) fold.open = !isOpen
  button.setAttribute("aria-pressed", String(!isOpen))
})
addEventListener("hashchange", arrive)
arrive()
