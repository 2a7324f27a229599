"""Passages between two texts, kept in files: each goes to the parts of both texts."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from sourcebook.link.find.segments import Segment, blocks_of
from sourcebook.link.judge.direction import Directed
from sourcebook.link.spread.texts import StoredTexts
from sourcebook.link.spread.work import Work


def write_passages(work: Work, table: str, part: int, texts: StoredTexts, passages: Iterable[Directed]) -> None:
    """Write passages for the parts of their texts, which were looked up in `texts`."""
    work.store.write_lines(table, part, _sent(texts, passages))


def _sent(texts: StoredTexts, passages: Iterable[Directed]) -> Iterator[tuple[int, dict[str, Any]]]:
    for passage in passages:
        data = _data_of(passage, texts)
        for part in {texts.part_of(data["one"]), texts.part_of(data["other"])}:
            yield part, data


def read_passages(work: Work, table: str, part: int, texts: StoredTexts) -> list[Directed]:
    """Return the passages that texts of a part have, in the order in which the parts wrote them."""
    return [_passage_of(data, texts) for data in work.store.all_lines(table, part)]


def _data_of(passage: Directed, texts: StoredTexts) -> dict[str, Any]:
    segment = passage.segment
    return {
        "one": texts.number_of[segment.one.id],
        "other": texts.number_of[segment.other.id],
        "blocks": blocks_of(segment.places, segment.other_places),
        "part": segment.part,
        "respaced": (segment.respaced, segment.other_respaced),
        "kind": passage.kind,
        "rule": passage.rule,
        "marks": (passage.source_in_marks, passage.target_in_marks),
        "also": passage.also,
        "other_also": passage.other_also,
    }


def _passage_of(data: dict[str, Any], texts: StoredTexts) -> Directed:
    blocks = data["blocks"]
    places, others = (
        np.concatenate([np.arange(block[side], block[side] + block[2]) for block in blocks]) for side in (0, 1)
    )
    segment = Segment(texts[data["one"]], texts[data["other"]], places, others, data["part"], *data["respaced"])
    also, other_also = (tuple((first, last) for first, last in data[name]) for name in ("also", "other_also"))
    source_in_marks, target_in_marks = data["marks"]
    return Directed(segment, data["kind"], data["rule"], source_in_marks, target_in_marks, also, other_also)
