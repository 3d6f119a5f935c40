"""Agreement: one fact said in two places is one figure."""

TITLE = "前后一致"
