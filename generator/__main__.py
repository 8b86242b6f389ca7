"""`python -m generator …`: the same as the console script `generator`."""

from generator.cli import main

main()
