"""A person at LibreOffice Calc: goes to cells, types, gives commands of the menu, and saves the file as a workbook."""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

_LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'
_OFFICE = '<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">'
_FILES = {
    "script.xlc": f"""{_OFFICE.format("library:libraries", "libraries")}
<library:libraries {_LIBRARY}>
 <library:library library:name="Standard" library:link="false"/>
</library:libraries>""",
    "Standard/script.xlb": f"""{_OFFICE.format("library:library", "library")}
<library:library {_LIBRARY} library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>""",
    "Standard/Module1.xba": f"""{_OFFICE.format("script:module", "module")}
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{{macro}}
</script:module>""",
}
_MACRO = """
Dim frame, dispatcher
Sub Run(command, name, value)
  Dim one(0) As New com.sun.star.beans.PropertyValue
  one(0).Name = name
  one(0).Value = value
  dispatcher.executeDispatch(frame, ".uno:" & command, "", 0, one())
End Sub
Sub Main
  Dim none()
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  document = StarDesktop.loadComponentFromURL("{before}", "_blank", 0, none())
  frame = document.CurrentController.Frame
{steps}
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName"
  saving(0).Value = "Calc MS Excel 2007 XML"
  document.storeAsURL("{after}", saving())
  document.close(True)
  StarDesktop.terminate()
End Sub
"""
_GO = """
  document.CurrentController.setActiveSheet(document.Sheets.getByName("{sheet}"))
  Run("GoToCell", "ToPoint", "{cell}")
  Run("{command}", "{name}", {value})"""


class Step(NamedTuple):
    """Words typed into a cell, or a command of the menu given there: ``InsertRowsBefore``, ``DeleteRows``."""

    sheet: str
    cell: str
    words: str = ""
    command: str = "EnterString"

    def macro(self) -> str:
        """The step in Basic, where a quotation mark is doubled and a line break no letter."""
        lines = (words.replace('"', '""') for words in self.words.split("\n"))
        value = " & Chr(10) & ".join(f'"{line}"' for line in lines)
        name = "StringName" if self.words else ""
        return _GO.format(sheet=self.sheet, cell=self.cell, command=self.command, name=name, value=value)


def in_calc(before: Path, after: Path, steps: Iterable[Step], profile: Path) -> None:
    """Open the workbook *before*, take the *steps*, save it as *after*."""
    program = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    # LibreOffice makes its profile in its first run, and finds macros only in one that is made.
    subprocess.run([*program, "--terminate_after_init"], check=True, capture_output=True, timeout=180)
    macro = _MACRO.format(before=before.as_uri(), after=after.as_uri(), steps="".join(step.macro() for step in steps))
    for name, words in _FILES.items():
        file = profile / "user" / "basic" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words.replace("{macro}", escape(macro)), encoding="utf-8")
    subprocess.run([*program, "macro:///Standard.Module1.Main"], check=True, capture_output=True, timeout=180)
