"""How much of one text stands in another: by the runs of three words that they share."""


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of three words; a shorter text is one run."""
    words = text.split()
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset([tuple(words)])
