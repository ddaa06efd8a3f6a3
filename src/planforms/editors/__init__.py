"""Changes to a user's file: the original bytes in, the same bytes but for what was asked for out.

An editor splices bytes into the parts that change and copies every other part as it is packed. It knows file formats
and nothing of what a plan means.
"""
