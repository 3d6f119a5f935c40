"""Hints: signs that something is wrong where nothing proves it; told folded and a few at a time."""

TITLE = "提示（只有迹象）"
