"""Counts of what is named: a number and the list that it stands for."""

TITLE = "数目与所列"
