// The theme keeps the choice between light and dark, but doesn't check the radio button that stands for it.

"use strict"

const chosen = document.getElementById(`__palette_${__md_get("__palette")?.index ?? 0}`)
if (chosen) chosen.checked = true
