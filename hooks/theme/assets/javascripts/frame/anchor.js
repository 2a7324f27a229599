/** The element that an address leads to: its id, as it stands behind the `#`; nothing where that isn't UTF-8. */
export function anchor() {
  try {
    return decodeURIComponent(location.hash.slice(1))
  } catch {
    return ""
  }
}
