/** The one global of ours: every module that has run, by its name, and the files of the bundles (frame/load.js). */
declare const sourcebook: Record<string, unknown> & { bundles: Record<string, string> }
