"""Edits of a text by places in its words."""

from hypothesis import given
from hypothesis import strategies as st

from planforms.model import Paragraph, Run, Text
from planforms.text import Edit, edited, edited_words

RUNS = st.builds(Run, st.text("abc ", min_size=1, max_size=4), bold=st.booleans())
TEXTS = st.lists(
    st.builds(Paragraph, st.lists(RUNS, max_size=3).map(tuple), marker=st.sampled_from(["", "1."])),
    min_size=1,
    max_size=3,
).map(lambda paragraphs: Text(tuple(paragraphs)))


def test_new_words_take_the_look_of_what_they_replace() -> None:
    text = Text((Paragraph((Run("nuo "), Run("vakar", italic=True), Run(" iki"))),))
    assert edited(text, [Edit(4, 9, "rytoj")]).paragraphs[0].runs[1] == Run("rytoj", italic=True)


def test_a_line_break_in_new_words_begins_a_paragraph() -> None:
    assert edited(Text.of("ab"), [Edit(1, 1, "\n")]) == Text.of("a\nb")


def test_edits_at_one_place_keep_their_order() -> None:
    assert edited(Text.of("xz"), [Edit(1, 1, "y"), Edit(1, 1, "Y")]) == Text.of("xyYz")


@given(TEXTS, st.data())
def test_only_the_stretch_changes(text: Text, data: st.DataObject) -> None:
    words = str(text)
    plain = all(not paragraph.marker for paragraph in text.paragraphs)
    start = data.draw(st.integers(0, len(words)))
    stop = data.draw(st.integers(start, len(words)))
    if plain:
        assert str(edited(text, [Edit(start, stop, "new")])) == f"{words[:start]}new{words[stop:]}"


@given(st.text("ab \n", max_size=8), st.lists(st.tuples(st.integers(0, 8), st.text("xy\n", max_size=2)), max_size=4))
def test_words_alone_are_edited_as_a_text_is(words: str, new: list[tuple[int, str]]) -> None:
    places = [min(place, len(words)) for place, _ in new]
    edits = [
        Edit(place, min(place + 1, *(other for other in (*places, len(words)) if other > place), place + 1), said)
        if place < len(words) and places.count(place) == 1
        else Edit(place, place, said)
        for place, (_, said) in zip(places, new, strict=True)
    ]
    assert edited_words(words, edits) == str(edited(Text.of(words), edits))
