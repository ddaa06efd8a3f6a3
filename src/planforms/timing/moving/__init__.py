"""Where the dates of a timing go in another period, and its words with them.

- ``shift`` is the way from the old period to the new one
- ``named`` finds the days that the words of an activity name; ``destinations`` decides where each day goes, and why
- ``rewriting`` finds what each date of a timing becomes, and puts that into the words

Pure: the changes and their reasons in words are the roll-over's.
"""
