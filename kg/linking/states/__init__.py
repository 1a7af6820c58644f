"""States through time: what each list of states knows, joined into one table that can be asked for a day.

`read_states` builds the table from pycountry, the graph and the lists that a user has; `meaning` finds what a cell
says; `identity` decides, under a named policy, which code of another list is meant on a day.
"""
