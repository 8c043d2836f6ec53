"""The sheets that rapportgen writes for people to read: there is nothing in them to read back."""

INTRODUCTION, PROBLEM_LIST = "Les dette først", "Problemer"
OWN_SHEETS = frozenset({INTRODUCTION, PROBLEM_LIST})
