-- The processor's answers to several documents in one run: each is a block, with the data of its own in `documents`.
function Pandoc(all)
  local answers = {}
  for number, block in ipairs(all.blocks) do
    local document = pandoc.Pandoc(block.content, all.meta.documents[number])
    answers[number] = pandoc.Div(pandoc.utils.citeproc(document).blocks)
  end
  return pandoc.Pandoc(answers)
end
