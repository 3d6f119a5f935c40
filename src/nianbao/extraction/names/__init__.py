"""Whom and what a report names: schools, districts, majors, the indicators of the field."""
