"""SIGNING IN: who comes through the door, and how often a wrong key is tried.

The pages are django-allauth's views on our templates. This room knows accounts, roles
by name and the settings; it knows nothing of texts. Imports Django and allauth only.
"""
