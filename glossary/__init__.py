"""TERMS. The glossary: its models, pages and admin.

May import `alsinfo.text`, `alsinfo.search` and `alsinfo.editorial`.
"""
