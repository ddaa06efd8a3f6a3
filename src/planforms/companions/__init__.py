"""The documents that go with a plan: the orders that approve and amend it, the extract of minutes that endorse it.

Values in, values out: what is certain is written in the right case, what is not is a line to fill in and a gap that
is reported. Knows nothing of files and templates.
"""
