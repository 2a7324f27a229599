// A document that moved: whoever comes to its old address is taken to the new one, to the same paragraph. Without this
// the page's links lead there. The old address leaves no entry in the browser's history.

for (const link of document.querySelectorAll("[data-forward]")) location.replace(link.href + location.hash)
