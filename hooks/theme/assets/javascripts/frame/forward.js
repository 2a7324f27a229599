// A document that moved: whoever comes to its old address is taken to the new one, to the same paragraph. Without this
// the page's links lead there. The old address leaves no entry in the browser's history.

/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll("[data-forward]")

for (const link of links) location.replace(link.href + location.hash)
