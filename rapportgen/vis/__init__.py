"""The finished pages beside the findings, for somebody who is shaping a template (`rapportgen mal vis`).

watch       which files have changed, and are at rest
session     of several changes in a row only the newest is answered
making      one answer: check, report, pages, in the order in which there is something to see
view        what there is to see: findings, pages, and whether they belong together
board       the newest view, for whoever waits for it
page        a view as an HTML page
server      the page on this machine, for one reader
"""
