// What a browser keeps for a reader. It may keep nothing: then there is nothing, and a choice holds for the page.

/** @param {string} key */
export function kept(key) {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
export function keep(key, value) {
  try {
    localStorage.setItem(key, value)
  } catch {
    // It isn't kept.
  }
}
