// What a page with a source text runs.

import "./select.js"
import "./copy.js"
import "./lit.js"
import "./found.js"
import "./cite.js"
import "./notes.js"
import "./strip.js"
import "./names.js"
import "./reading.js"
