"""Measures by hand, never in a test: `python -m benchmarks` and others. CONTRIBUTING.md says which there are."""
