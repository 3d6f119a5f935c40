"""Periods: dates, spans of time, ages and what can have happened when."""

TITLE = "时间"
