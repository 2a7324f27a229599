// What an address leads into is opened, also by browsers that don't do so by themselves.

import { anchor } from "./anchor.js"

function open() {
  const target = document.getElementById(anchor())
  for (let fold = target?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
    fold.open = true
    target.scrollIntoView()
  }
}

addEventListener("hashchange", open)
open()
