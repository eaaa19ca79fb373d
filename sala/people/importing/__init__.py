"""Lists of staff and units as agencies export them: read, checked, compared, written.

columns.py knows the names of columns; staff.py and units.py read one row each and say in a
sentence what is wrong; compare.py tells new, changed and same apart. Nothing here writes.
"""
