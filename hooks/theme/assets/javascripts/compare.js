// Two texts side by side: when one arrives at a passage, its partner in the other column is lit and brought level with
// it. Without this file the links lead from one to the other all the same.

"use strict"

const columns = document.querySelector("[data-compare]")

/** Every part of the passage with this anchor. */
function parts(id) {
  return [document.getElementById(id), ...columns.querySelectorAll(`[data-part-of="${CSS.escape(id)}"]`)].filter(Boolean)
}

/** The two anchors of a passage, the one arrived at first. */
function pair(id) {
  return [id, (id.startsWith("a-") ? "b-" : "a-") + id.slice(2)]
}

/** Bring an element to a third of its column's height, without moving the page. */
function bring(element) {
  const column = element.closest(".sb-column__text")
  if (column.scrollHeight <= column.clientHeight) return
  column.scrollTop += element.getBoundingClientRect().top - column.getBoundingClientRect().top - column.clientHeight / 3
}

function tie() {
  const id = window.sourcebook.anchor()
  if (!/^[ab]-[0-9a-f]{12}$/.test(id)) return
  for (const lit of columns.querySelectorAll(".sb-lit")) lit.classList.remove("sb-lit")
  for (const anchor of pair(id)) {
    const found = parts(anchor)
    for (const part of found) part.classList.add("sb-lit")
    if (found.length) bring(found[0])
  }
}

if (columns) {
  addEventListener("hashchange", tie)
  // A second choice of the same passage changes no address, and still brings both into view.
  columns.addEventListener("click", event => {
    const link = event.target.closest("a.sb-passage")
    if (link && link.hash === location.hash) tie()
  })
  tie()
}
