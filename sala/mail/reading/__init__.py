"""Reading mail: raw bytes in, what a person newly wrote out. Pure: no database, no settings, no
network.

`read(raw, own=…)` in `message.py` is the one door.
"""
