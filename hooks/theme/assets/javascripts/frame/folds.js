// What an address leads into is opened, also by browsers that don't do so by themselves.

import { anchor } from "./anchor.js"

/**
 * The fold that an element stands in, where it is closed.
 *
 * @param {Element | null | undefined} element
 * @returns {HTMLDetailsElement | null}
 */
const closedAround = element => element?.closest("details:not([open])") ?? null

function open() {
  const target = document.getElementById(anchor())
  for (let fold = closedAround(target); fold; fold = closedAround(fold.parentElement)) {
    fold.open = true
    target?.scrollIntoView()
  }
}

addEventListener("hashchange", open)
open()
