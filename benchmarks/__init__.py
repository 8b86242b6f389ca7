"""Measures by hand, never in a test: `python -m benchmarks.convert`. CONTRIBUTING.md says which there are."""
