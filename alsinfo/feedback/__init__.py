"""VOICES. What readers tell us: whether a page helped, and what is wrong with it.

May import `text`, `search`, `accounts` and `editorial`. It knows entries by their kinds
only, so articles and glossary stand above it and may lead here.
"""
