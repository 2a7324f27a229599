-- What Pandoc would leave out of a text or write with signs of its own: a title that has a style of its own, or stands in
-- a file's head; letters set small (`19^(th)`) or as small capitals; a picture without words (`[]`).

local head = { "title", "subtitle", "author", "date", "abstract" }

local function put(value, blocks)
  local kind = pandoc.utils.type(value)
  if kind == "Inlines" then
    blocks:insert(pandoc.Para(value))
  elseif kind == "Blocks" then
    blocks:extend(value)
  elseif kind == "List" then
    for _, one in ipairs(value) do put(one, blocks) end
  end
end

local function with_head(text)
  if not text.meta.has_head then return nil end -- of other files it is no part of the text, or stands in it
  local blocks = pandoc.Blocks({})
  for _, name in ipairs(head) do put(text.meta[name], blocks) end
  blocks:extend(text.blocks)
  text.blocks = blocks
  return text
end

local function as_letters(element)
  local letters = pandoc.utils.stringify(element)
  if letters:match("^[%d+=()−-]+$") then return nil end -- Unicode has small ones of these
  return element.content
end

return {
  { Pandoc = with_head },
  { Image = function(picture) return #picture.caption == 0 and {} or nil end },
  { Superscript = as_letters, Subscript = as_letters, SmallCaps = function(element) return element.content end },
}
