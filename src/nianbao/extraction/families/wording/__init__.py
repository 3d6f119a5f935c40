"""Wording: names, spelling, numbering, captions, and what is left of drafts."""

TITLE = "名称、编号、残留"
