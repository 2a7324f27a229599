// How the search gets its files: by `fetch` where there is a server; in a copy without one, as scripts that lie beside
// them (`make offline` writes these). What can't be had is an error that is kept nowhere: the next try asks again.

;(() => {
  const root = new URL("../../", document.currentScript.src)
  const isOffline = location.protocol === "file:"
  const waiting = new Map()

  /** A file of the search could not be had. */
  class Unreachable extends Error {}

  /** The scripts of an offline copy call this with what they hold, in base64. */
  window.sourcebookFile = (name, base64) => {
    waiting.get(name)?.(Uint8Array.from(atob(base64), sign => sign.charCodeAt(0)))
  }

  function run(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script")
      script.src = address
      script.addEventListener("load", () => resolve())
      script.addEventListener("error", () => {
        script.remove()
        reject(new Unreachable(address))
      })
      document.head.append(script)
    })
  }

  async function bytesByScript(address) {
    const name = decodeURIComponent(address.pathname.slice(root.pathname.length))
    const come = new Promise(resolve => waiting.set(name, resolve))
    address.search = ""
    await run(`${address}.js`)
    return come
  }

  async function bytesByServer(address, cache) {
    let answer
    try {
      answer = await fetch(address, { cache })
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
    } catch {
      // No network: told below, as an answer that is no good.
    }
    throw new Unreachable(address.pathname)
  }

  /** The bytes of the file at `path` below the site's root, as they lie there. */
  const stored = (path, cache = "default") => {
    const address = new URL(path, root)
    return isOffline ? bytesByScript(address) : bytesByServer(address, cache)
  }

  /** A file as an answer to a request; a packed one is unpacked. */
  async function unpacked(path, cache) {
    const got = await stored(path, cache)
    if (got[0] !== 0x1f || got[1] !== 0x8b) return new Response(got)
    return new Response(new Response(got).body.pipeThrough(new DecompressionStream("gzip")))
  }

  /** The bytes of a file. */
  const bytes = async path => new Uint8Array(await (await unpacked(path)).arrayBuffer())

  /** The text of a file. */
  const text = async (path, cache) => (await unpacked(path, cache)).text()

  /** The address of a page of the site, with the file's name where no server would add it. */
  const page = address => `${new URL(address, root).pathname}${isOffline ? "index.html" : ""}`

  window.sourcebook = Object.assign(window.sourcebook ?? {}, { root, unpacked, bytes, text, run, page, Unreachable })
})()
