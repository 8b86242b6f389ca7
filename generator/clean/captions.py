"""Captions: lines of a scraped text that stood under a picture."""

import re
from collections.abc import Callable

# Longest caption seen on the sites of the genre, with room; a longer line is a paragraph.
_LONGEST = 40
# A sentence of running text says more than who does what at the meeting; longer ones are not taken for captions.
_LONGEST_SCENE = 25

_SCENE_OPENING = re.compile(r"(?:quang cảnh|toàn cảnh|hình ảnh|ảnh minh h(?:ọa|oạ)|ảnh tư liệu)\b", re.IGNORECASE)
_PHOTO_CREDIT = re.compile(r"^ảnh\s*:|[.(\s]ảnh\s*:\s*[^.]{2,40}\)?$", re.IGNORECASE)
_PARENTHESES = re.compile(r"\([^()]{8,}\)\.?")
# Who is seen in a picture, and what they are doing in it. Both must be there, the doing in the last words.
_SEEN = (
    r"(?:(?:các|những)\s+)?(?:đồng chí|đ/c|đại biểu|đơn vị|lãnh đạo|đại diện|ban tổ chức|ông|bà|thường trực"
    r"|(?:phó\s+)?(?:trưởng|bí thư|chủ tịch|giám đốc|chủ nhiệm|ủy viên)(?:\s+\w+)?)\b"
)
_DOING = (
    r"(?:phát biểu|báo cáo|tham luận|trình bày|chủ trì|điều hành|dự|tham dự|trao|tặng|ký|bấm nút|chụp ảnh|khai mạc"
    r"|kết luận|biểu quyết|thảo luận|tham quan|thăm|chúc mừng|ra mắt|bỏ phiếu)\b"
)
# A full sentence that names somebody with an office (Đồng chí A, Bí thư Huyện ủy, dự.) is the article's core.
_SCENE = re.compile(
    rf"{_SEEN}(?:[^.;:?!]*?\b{_DOING}[^.;:?!,]{{0,70}}|[^.;:?!,]*?\b{_DOING}[^.;:?!,]{{0,70}}\.)", re.IGNORECASE
)

# Rule, most words of a line it is asked for, and the question.
_RULES: tuple[tuple[str, int, Callable[[str], object]], ...] = (
    ("bar-at-end", _LONGEST, lambda text: text.find("|") == len(text) - 1 > 0),
    ("in-parentheses", _LONGEST, _PARENTHESES.fullmatch),
    ("photo-credit", _LONGEST, _PHOTO_CREDIT.search),
    ("scene-opening", _LONGEST_SCENE, lambda text: _SCENE_OPENING.match(text) and text.count(".") <= 1),
    ("scene", _LONGEST_SCENE, _SCENE.fullmatch),
)


def caption_rule(text: str) -> str:
    """The rule by which a line is a caption; empty when it is none.

    >>> caption_rule("Toàn cảnh hội nghị. |"), caption_rule("(Quang cảnh hội nghị)")
    ('bar-at-end', 'in-parentheses')
    >>> caption_rule("Lãnh đạo Đảng ủy Khối phát biểu tại hội nghị.")
    'scene'
    >>> caption_rule("Dịp này, hội nghị trao đổi nhiều nội dung; các đại biểu phát biểu sôi nổi.")
    ''
    """
    words = text.count(" ") + 1
    return next((rule for rule, longest, says in _RULES if words <= longest and says(text)), "")


def caption_text(text: str) -> str:
    """The caption without the bar that marks it.

    >>> caption_text("Toàn cảnh hội nghị. |")
    'Toàn cảnh hội nghị.'
    """
    return text.rstrip("| ").strip()
