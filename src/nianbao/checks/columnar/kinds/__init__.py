"""Columnar counterparts of the kinds, one module each with the kind's own name.

A module offers ``evaluate(roles, parameters)``: lines by role to verdicts, LOOK where only the
exact path can tell. A kind without a module here is judged record by record.
"""
