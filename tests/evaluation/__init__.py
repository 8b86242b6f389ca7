"""How well extraction reads the articles of tests/corpus: `make eval`."""
