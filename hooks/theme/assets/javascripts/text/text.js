// What a page with a source text runs.

import "./select.js"
import "./copy.js"
import "./lit.js"
import "./found.js"
import "./cite.js"
