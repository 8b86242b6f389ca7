"""The opening of an article, which alone tells when and where: its first paragraphs of running text."""

from collections.abc import Sequence

from generator.extract.facts import Sentence

# A line of fewer words that ends no sentence is furniture of the page: a menu, a title or a stamp that stayed.
_LONGEST_FURNITURE, _BARS_OF_MENU = 14, 2
_ENDS = (".", "…", "!", ";", ":", ".”", '."', "/")


def is_running(text: str) -> bool:
    """It is a sentence, no furniture of the page that stayed.

    >>> is_running("Ngày 5/3, huyện họp."), is_running("Thứ Bảy, ngày 13 tháng 7 năm 2024")
    (True, False)
    """
    if text.endswith(_ENDS):
        return True
    return text.count(" ") >= _LONGEST_FURNITURE and text.count("|") < _BARS_OF_MENU and not text.isupper()


def opening(sentences: Sequence[Sentence], blocks: int) -> list[Sentence]:
    """The sentences of the first so many paragraphs of running text; captions and furniture are passed over.

    >>> told = [Sentence("Trang chủ", 1, 0), Sentence("Ngày 5/3, huyện họp.", 2, 1), Sentence("Sau đó nghỉ.", 3, 2)]
    >>> [each.text for each in opening(told, 1)]
    ['Ngày 5/3, huyện họp.']
    """
    kept: list[Sentence] = []
    seen: set[int] = set()
    for sentence in sentences:
        if sentence.aside or not is_running(sentence.text):
            continue
        seen.add(sentence.block)
        if len(seen) > blocks:
            break
        kept.append(sentence)
    return kept
