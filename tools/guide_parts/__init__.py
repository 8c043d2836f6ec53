"""The guide for those who make templates (docs/maler.md and docs/maler/): its examples are what its pages say.

`pages` reads the fenced blocks of a page, `drawing` makes the text of a block into Word, `templates` makes example
templates of blocks, `walk` does what a page tells its reader to do, and `pictures` makes pictures of Word pages.
"""
