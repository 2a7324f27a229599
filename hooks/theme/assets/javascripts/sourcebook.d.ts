/**
 * The one global of ours: modules that have run, by their name, as others need them; the files of the scripts, and what
 * brings them (frame/load.js); and what the scripts say in the language of the pages, where it isn't English (frame/words.js).
 */
declare const sourcebook: Record<string, unknown> & {
  bundles: Record<string, string>
  load(name: string): Promise<unknown>
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
