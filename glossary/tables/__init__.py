"""The glossary as a table of one row for each term: out, changed elsewhere, and in.

`cells` and `reading` are pure; `columns` says what there is; `exporting` writes,
`planning` compares a table with what stands, `importing` saves the drafts.
"""
