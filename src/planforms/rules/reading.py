"""Pages of the findings that readers and the recogniser make: what they mean, though no rule looks for them."""

from collections.abc import Mapping

PAGES: Mapping[str, str] = {
    "R101": """Characters that no document may hold were removed.

They are control characters that programs leave behind; nobody sees them. All other words are kept.""",
    "R102": """Tracked changes were taken as accepted.

Inserted words are in the plan, deleted ones are not. Accept or reject the changes in Word to decide yourself.""",
    "R103": """The words of a text box were read as a part of the text.

Marks of approval often stand in one. Check that they came to the right place.""",
    "R104": """A footnote or an endnote was left out.

The official document has no place for it; put what matters into the text.""",
    "R105": """Something hidden was found: a sheet, a row, a column.

It was left out or read, as the message tells. Show it or delete it to make sure.""",
    "R106": """A table inside a cell was read as lines of that cell.

Check the cell, and make rows of it where they are activities.""",
    "R107": """A cell has a formula and no value that was kept with it.

Open the file in Excel and save it, so that the values are in it.""",
    "R108": """A cell shows an error, such as #DIV/0!.

Mend the formula, or write the value.""",
    "R109": """A picture, a chart or another object was left out.

The official document holds words only.""",
    "R110": """The words of a page's header or footer were left out.

Marks and a title are taken from there; other words are not a part of a plan.""",
    "R111": """A symbol of a special font was replaced by the same sign as a letter, or left out.

A tick of the font Wingdings is a letter for a program. Check the sign.""",
    "R112": """Words that are formatted as hidden were left out.

Delete them, or make them visible.""",
    "R113": """Comments were left out.

They are no part of the document.""",
    "R114": """An equation was read as plain words.

Check that it can still be read.""",
    "R115": """The prompt of a field that nobody filled in was left out.

„Įveskite tekstą“ is no text of the plan. Fill the field in.""",
    "R116": """Only the cells of the file were read.

Files of this format give their cells and no more; looks, comments and drawings are not seen.""",
    "R117": """The document was taken out of a signed container.

Whether the signature is valid is not verified: planforms reads the words alone.""",
    "R118": """It is not sure which letters the bytes of the file mean.

The file was not written as UTF-8. Look at the Lithuanian letters of the plan, and save the file as UTF-8.""",
    "R120": """A part of the file was left out, as the message tells.

Check whether it belongs to the plan.""",
    "R121": """The file holds another plan.

One plan is read at a time; choose which with --plan.""",
    "R123": """In a JSON plan the words of a part and its values disagree.

The words are what is printed. Correct one of them.""",
    "R124": """Rows with a number and nothing more, below the last activity, were left out.

They were prepared and not filled in.""",
    "R125": """A row that repeats the headings, or counts the columns, was left out.

Tables that go on over a page often have one; the official document repeats its headings by itself.""",
    "R126": """No part of the plan names its period; it was taken from the date of the approval.

Write the period in the title, or say it with --period.""",
    "S101": """The file has a title or marks and no table of activities.

It can be read and not converted. Mostly the row of headings was not recognised: it should hold words such as
„Veiklos pavadinimas“ and „Data“.""",
    "S102": """The table has no row of headings; the meaning of its columns was told from their cells.

Write the headings above the table, so that nothing has to be guessed.""",
    "S103": """Tables with different columns were made one table with the columns of both.

Check that each cell is in the column that you meant.""",
}
