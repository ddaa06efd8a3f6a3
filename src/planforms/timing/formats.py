"""The official Lithuanian words of a timing, made from its understood parts alone.

The inverse of ``parse_timing``: what these words say reads back as the same parts in the same period. Source of the
forms: the State Commission of the Lithuanian Language, on dates (resolution 2 (78) of 2001-05-03).
"""

import re

from planforms.calendars import feasts
from planforms.model import Timing
from planforms.timing.edtf import component
from planforms.timing.recurring import recurring_words
from planforms.timing.spelling import BREAKS, date_words, dates_words, nth_words, stretch_words

_EDGES = {
    "start": ("pradžioje", "pradžios"),
    "middle": ("viduryje", "vidurio"),
    "end": ("pabaigoje", "pabaigos"),
}


def format_timing(timing: Timing) -> str:
    """The official words of *timing*; its own words where nothing is understood.

    ``parse_timing`` of them in the same period gives the same EDTF, RRULE, clock and anchor.
    """
    if not timing.understood:
        return str(timing.words)
    try:
        return _words(timing)
    except (ValueError, LookupError):
        # Parts that planforms did not make, from someone's JSON: their own words say it best.
        return str(timing.words) or " ".join(filter(None, [timing.edtf, timing.rrule, timing.clock, timing.anchor]))


def _words(timing: Timing) -> str:
    clock = _clock(timing.clock)
    if timing.rrule and "COUNT" not in timing.rrule:
        window = dates_words(timing.edtf, apart=True) if timing.edtf else ""
        said = [window, recurring_words(timing.rrule, timing.anchor)]
        return " ".join(filter(None, [", ".join(filter(None, said)), clock]))
    return " ".join(filter(None, [_anchored(timing) or (dates_words(timing.edtf) if timing.edtf else ""), clock]))


def _clock(clock: str) -> str:
    moments = (moment.replace("/", "–").replace(":", ".").removeprefix("0") for moment in clock.split(","))
    return ", ".join(f"{moment.replace('–0', '–')} val." for moment in moments if moment)


def _anchored(timing: Timing) -> str:
    """The words of a date that follows a rule; empty where it does not, or the rule has no words."""
    if timing.anchor == "period":
        return _period_words(timing.edtf)
    if timing.anchor == "on-demand":
        return "pagal poreikį"
    until, since = timing.edtf.startswith("../"), timing.edtf.endswith("/..")
    named = _named(timing, genitive=until or since)
    return ("iki " if until else "nuo " if since else "") + named if named else ""


def _named(timing: Timing, *, genitive: bool) -> str:
    """A named day, a break, an edge, an n-th weekday or week, with its year."""
    kind, _, of = timing.anchor.partition(":")
    if kind in _EDGES:
        return f"{stretch_words(of)} {_EDGES[kind][genitive]}"
    if match := re.fullmatch(r"(.{7})/(W|[A-Z]{2})([+-]\d)", timing.anchor):
        return f"{date_words(component(match[1]))} {nth_words(match[2], int(match[3]), genitive=genitive)}"
    found = re.search(r"\d{4}", timing.edtf)
    year = f"{found[0]} m. " if found else ""
    if kind == "break":
        return f"{year}{BREAKS[of]} {'atostogų' if genitive else 'atostogos'}"
    feast = next((feast for feast in feasts() if feast.rule == timing.anchor), None)
    return year + (feast.genitive if genitive else feast.name) if feast else ""


def _period_words(edtf: str) -> str:
    school = re.fullmatch(r"\d{4}-09/\d{4}-08", edtf)
    years = not edtf or re.fullmatch(r"\d{4}-01/\d{4}-12", edtf)
    return "visus mokslo metus" if school else "visus metus" if years else "visą laikotarpį"
