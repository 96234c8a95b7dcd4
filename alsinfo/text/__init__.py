"""Words: Markdown, marks and differences, with no model, request or setting.

Modules here import the standard library and each other. Only `markup` imports the
Markdown parser and the sanitiser, and only `markup` signs HTML as safe.
"""
