"""REVIEW. How a text becomes public.

May import `alsinfo.text` and `alsinfo.search`; knows no kind of entry by name.
"""
