"""Words and plans damaged in the ways that people and programs damage them, drawn by hypothesis."""

from drafted import APPROVED, ENDORSED, FAIR, draft, row
from hypothesis import strategies as st

damage = st.sampled_from(
    [
        " - ",
        "  ",
        "G.Klevienė",
        '"Knygos"',
        ",,Mugė“",
        "“Mugė”",
        "2025–2026 m.m.",
        "Nr.6",
        " ,",
        "spalio9d.",
        "spalio 09 d.",
        "2025.10.09",
        "2025-10-09 d.",
        "2025 spalio 9 d.",
        "spalio mėn. 9 d.",
        "2025m.",
        "2025-2026",
        "9-10 d.",
        "mugė,paroda",
        "Knyg\u0443",
        "muge\u0307",
        ";",
        ",",
        " ",
        "\n",
        "mugė",
        "Paroda",
        "A. Uosis",
        "V-12",
        "www.upenai.lt",
        "„",
        "1,5",
    ]
)
words = st.lists(damage, min_size=1, max_size=8).map("".join)

numbers = st.sampled_from(["1", "2", "3", "3.", "5", "", "12"])
_rows = st.builds(
    lambda number, title, when, place, who: row(
        number, title=f"Mugė {title}", when=when, place=place, responsible=f"A. Uosis {who}"
    ),
    numbers,
    words,
    words | st.sampled_from(["2025 m. spalio", "spalio mėn. 9 d.", "2026.03.05", "2025m. lapkričio 4d."]),
    words,
    words,
)
plans = st.builds(
    lambda rows, title, aim, mark: draft(
        FAIR, *rows, title=f"BIBLIOTEKOS VEIKLOS PLANAS 2025-2026 M. M. {title}", sections=[("Tikslas -", aim)],
        marks=(APPROVED + mark, ENDORSED),
    ),
    st.lists(_rows, min_size=1, max_size=6),
    words,
    words,
    st.sampled_from(["", " ", "/a", "-3"]),
)  # fmt: skip
