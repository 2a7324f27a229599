// The element that an address leads to.

"use strict"

;(() => {
  /** Its id, as it stands behind the `#` of the page's address; nothing where that isn't UTF-8. */
  function anchor() {
    try {
      return decodeURIComponent(location.hash.slice(1))
    } catch {
      return ""
    }
  }

  window.sourcebook = Object.assign(window.sourcebook ?? {}, { anchor })
})()
