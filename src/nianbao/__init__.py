"""nianbao (年报): compile, check, aggregate and print the vocational-education quality annual report."""

__version__ = "0.1.0"
