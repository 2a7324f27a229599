/**
 * The one global of ours: every module that has run, by its name, the files of the bundles (frame/load.js), and what the
 * scripts say in the language of the pages, where it isn't English (frame/words.js).
 */
declare const sourcebook: Record<string, unknown> & {
  bundles: Record<string, string>
  words?: { language: string; messages: Record<string, string | string[]> }
}

interface Window {
  /** What the scripts of an offline copy call with what they hold, in base64 (search/files.js). */
  sourcebookFile(name: string, base64: string): void
}

interface DocumentEventMap {
  /** A bar stands where words of a text are selected: another script may add to it (text/cite.js). */
  "sourcebook:offer": CustomEvent<{ bar: HTMLElement; cited: import("./text/selection.js").Cited }>
}
