"""What holds for every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How fast a machine is, and how busy, is no property of the code: the first example also pays for tables
# of characters that Hypothesis builds once. Benchmarks measure time; tests do not.
settings.register_profile("repository", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repository")
