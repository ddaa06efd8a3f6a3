"""What single places in a timing say: each module knows one sort of words, ``scanner`` lists which reads what.

A recogniser takes the scan and an index, appends elements and returns the index after them, or 0 where it recognises
nothing. Dates are put together later, by the grammar.
"""
