"""What became of the rows of a plan's table, in one line: every row is in one of the numbers."""

from planforms.findings import Account
from planforms.language import Speaker


def account(counts: Account, speaker: Speaker) -> str:
    """„The table has 23 rows: 18 activities, …“; empty where there is no table."""
    if not counts.rows:
        return ""
    parts = [
        (counts.activities, speaker.count("{count} activity", "{count} activities", counts.activities)),
        (counts.headings, speaker.count("{count} heading", "{count} headings", counts.headings)),
        (counts.notes, speaker.count("{count} note", "{count} notes", counts.notes)),
        (counts.heads, speaker.count("{count} row of headings", "{count} rows of headings", counts.heads)),
        (counts.continued, speaker.count("{count} row continued", "{count} rows continued", counts.continued)),
        (counts.empty, speaker.count("{count} row not filled in", "{count} rows not filled in", counts.empty)),
    ]
    rows = speaker.count("The table has {count} row", "The table has {count} rows", counts.rows)
    return f"{rows}: {', '.join(words for count, words in parts if count)}"
