"""Why something was changed, suggested or doubted: the message ids of the list of changes, said by whoever shows it."""

from planforms.findings import Terms

PERIOD = "The period of the plan."
YEAR = "The year of the new period."
SAME_WEEKDAY = "Moved to the same weekday in the same week of the month: {days}."
LAST_WEEKDAY = "The month has no fifth such weekday, so the last one was taken: {days}."
SAME_LENGTH = "Moved to the same weekdays, with the same length: {days}."
OWN_ENDS = "Each end was moved by itself: {days}."
NAMED = "A day with a date of its own: {days}."
BREAK = "The school break of the new year: {days}."
ONLY_MONTH = "Only the month was kept; choose the day."
LEFT_BLANK = "The day is to be filled in."
MARK = "To be filled in when the new plan is approved; the authority was kept."
AMENDED = "The new plan is not amended, so the wording in brackets was left out."

ORDINAL = "If the event comes every year, it is the next one."
YEAR_IN_WORDS = "It names a year of the old period."

OUTSIDE_KEPT = "It lay outside the old period and falls in the new one as it stands, so it was left alone."
OUTSIDE_LEFT = "It lay outside the old period, so it was left alone; write the time anew."
PART_OUTSIDE = "A part of it lay outside the old period; check where it is now."
NOT_UNDERSTOOD = "The time was not understood and was left alone; check whether it still holds."
NOT_REWRITTEN = "The words of the new time could not be found, so the old ones were left; write the time anew."
NO_SUCH_DAY = "There is no such day in the new year; the last day of the month was taken: {days}."
WEEKEND = "{day} is a {weekday}."
HOLIDAY = "{day} is a public holiday, {name}."
ON_NAMED_DAY = "{day} is a day of its own, {name}."
IN_BREAK = "{day} falls in a school break, {first} to {last}."
BREAK_UNKNOWN = "The dates of this break in the new school year are not known; check them when they are set."
BREAKS_UNKNOWN = "The school breaks of {years} are not known yet; days were not compared with them."
WRONG_WEEKDAY = "The weekday beside it did not agree with the old date {day}; check which of them was meant."
STRAY = "“{words}” was left alone; check whether it still holds."
JUBILEE = "A jubilee comes once; check whether the activity still belongs in the plan."
CITED = "It cites a document of the old period; check whether the new plan rests on it."
EARLIER_YEAR = "It names {year}, a year before the old period; check whether it still holds."
STALE_YEAR = "It still names a year of the old period."

SATURDAY = Terms(("Saturday",))
SUNDAY = Terms(("Sunday",))
