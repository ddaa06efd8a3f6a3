"""What is wrong in a template, as text for people. Pure: values in, a string out."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from planforms.faults import TemplateCheck, TemplateFault
from planforms.language import Speaker
from planforms.place import Place
from planforms.reports.checked import counted, quoted
from planforms.reports.text import Pen
from planforms.text import one_line


def text(name: str, checked: TemplateCheck, speaker: Speaker, *, colour: bool = False) -> str:
    """The report on the template called *name*, without a line break at its end; *colour* is for a terminal."""
    pen, name = Pen(speaker, colour=colour), one_line(name)
    lines = [pen.head(name), *_faults(checked, speaker, pen), ""] if checked.faults else []
    found = counted(checked.faults, speaker)
    kind = kinds(speaker)[checked.kind]
    return "\n".join([*lines, f"{name}, {kind}: {', '.join(found) or speaker.say('nothing is wrong')}"])


def kinds(speaker: Speaker) -> Mapping[str, str]:
    """What a template of each kind makes."""
    return {
        "plan": speaker.say("the template of a plan"),
        "order": speaker.say("the template of an order"),
        "minutes": speaker.say("the template of an extract of minutes"),
    }


def _faults(checked: TemplateCheck, speaker: Speaker, pen: Pen) -> Iterator[str]:
    for place, group in groupby(checked.faults, lambda fault: fault.place):
        yield f"  {speaker.say('the whole template') if place == Place() else speaker.place(place)}"
        for fault in group:
            yield f"    {pen.severity(fault.severity)}  {said(fault, speaker)}"
            if fault.hint:
                hint = speaker.say(fault.hint, **fault.arguments)
                yield f"    {pen.margin}  {pen.aside(hint)}"


def said(fault: TemplateFault, speaker: Speaker) -> str:
    """What is wrong in one sentence, with the tag as it is written."""
    sentence = speaker.say(fault.message, **fault.arguments)
    return f"{sentence}: {quoted(one_line(fault.tag))}" if fault.tag else sentence
