"""FINDING: the index of what can be searched, and the search itself.

The door is `alsinfo.search.finding` (index, forget, search, count, rebuild, clear).
The room knows no entries: it imports Django and `alsinfo.text` only, and learns from
its caller which revisions are live.
"""
