-- What Pandoc would write with signs of its own, as its letters: `19^(th)`, `SMALL CAPS`.

local function as_letters(element)
  local letters = pandoc.utils.stringify(element)
  if letters:match("^[%d+=()−-]+$") then return nil end -- Unicode has small ones of these
  return element.content
end

return {{ Superscript = as_letters, Subscript = as_letters, SmallCaps = function(element) return element.content end }}
