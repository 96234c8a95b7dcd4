"""ARTICLES. Their models, pages and admin.

May import `alsinfo.text`, `alsinfo.search`, `alsinfo.editorial` and `glossary`.
"""
