"""What is wrong in a template of one's own: found part by part, told with its place, without anybody's plan.

A part is read as its tags stand (``tags``), by what docxtpl takes away with them (``levels``), by what begins and ends
(``blocks``), and by the names and filters they ask for (``expressions``). What is left is tried out on plans that are
made up (``trial``); ``examination`` puts it all together.
"""
