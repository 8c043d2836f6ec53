"""The table of contents: the template's field, the headings of a report with their numbers, and the entries."""
