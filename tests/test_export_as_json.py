"""export/as_json.py: whatever is written as JSON is read back as it was, and a reader can find their way in it."""

import json

from hypothesis import given
from hypothesis import strategies as st
from sourcebook.export.as_json import to_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_any_value_is_read_back_as_it_was(value: object) -> None:
    assert json.loads(to_json(value)) == value


def test_each_entry_of_a_list_stands_in_a_line_of_its_own() -> None:
    written = to_json({"links": [{"id": "x", "words": {"matched": 9}}, {"id": "“y”"}], "none": []}).decode()
    assert written.splitlines() == [
        "{",
        ' "links": [',
        '  {"id": "x", "words": {"matched": 9}},',
        '  {"id": "“y”"}',
        " ],",
        ' "none": []',
        "}",
    ]
