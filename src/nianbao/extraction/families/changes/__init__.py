"""Changes: what grew, fell or differs, and by how much."""

TITLE = "增减变化"
