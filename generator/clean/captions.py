"""Captions: lines of a scraped text that stood under a picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.clean.reach import DEPTH, reach
from generator.patterns import later
from generator.sentences import ends_sentence

# Longest caption seen on the sites of the genre, with room; a longer line is a paragraph.
_LONGEST = 45
# With the photographer's name at its end a line is one however much it says.
_LONGEST_CREDITED = 75
_LONGEST_LINE = 400
# A sentence of running text says more than who does what at the meeting; longer ones are not taken for captions.
_LONGEST_SCENE = 25
_LONGEST_UNENDED = 35
_SHORTEST_UNENDED = 4

_SCENE_OPENING = later(
    r"(?:quang cảnh|toàn cảnh|khung cảnh|một góc|hình ảnh|ảnh minh h(?:ọa|oạ)|ảnh tư liệu"
    r"|(?:một )?tiết mục văn nghệ|trong ảnh|chân dung)"
    r"(?!\w)"
)
_CREDIT = (
    r"ảnh ?:|^[\[(]ảnh[\])]|[.( ]ảnh ?: ?[^.]{2,40}\)?\.?$|[.( ]ảnh (?:[^\W\d_]\.?){1,5}[\w./ ]{0,25}\)$"
    r"|[.)\w”] ảnh: .{1,40}$"
    r"|\(?(?:ảnh|nguồn ảnh) ?[:-] |(?<=.)\((?:nguồn|ảnh) ?:? [^()]{2,40}\)\.?$|\(ảnh [^()]{2,40}\)\.?$"
    r"|\((?:thực hiện|clip|video) ?: [^()]{2,40}\)$|[.,/|] ?ảnh ?[:.] ?[^.]{2,40}$|.{8}, ảnh \d{1,2}\.?$"
)
_PHOTO_CREDIT = later(_CREDIT)
_CREDITED = later(r"[.)”\w] \(?ảnh ?: [^.:]{2,40}\)?\.?$")
_NUMBERED = later(r"(?:ảnh|hình) \d{1,2} ?[:.)]|.{5,} [-–] ảnh \d{1,2}\.?$|.{12,}[^.,;] ảnh \d{1,2}\.?$")
_NUMBERS = later(r"(?:ảnh|hình) \d")
_ENDS_IN_NUMBER, _ROOM = "0123456789.", 12
_PARENTHESES = later(
    r"\((?!(?:theo|nguồn|tin|bài|còn nữa|đã có|nhấp|nhấn|bấm|tiếp theo|kỳ|hết|xem|đọc)(?!\w))"
    r"[^()]{8,}(?:\([^()]*\)[^()]*)?\)\.?"
)
# Who is seen in a picture, and what they are doing in it.
PERSON = (
    r"(?:đồng chí|các đồng chí|đ/c|các đ/c|ông|bà|anh|chị|(?:thiếu|trung|thượng|đại) (?:tướng|tá|úy|uý)|pgs|gs|ts"
    r"|ths|bs|nhà báo|hòa thượng|thượng tọa|đại đức|linh mục|mục sư|tổng bí thư|thủ tướng|chủ tịch nước"
    r"|(?:quyền |nguyên |tân )?(?:phó )?(?:tổng )?"
    r"(?:trưởng|bí thư|chủ tịch|giám đốc|chủ nhiệm|ủy viên|uỷ viên|chánh|thủ tướng|tư lệnh|chính ủy|thanh tra"
    r"|(?:cục|vụ|viện|bộ|hiệu|chỉ huy|cụm|khối) (?:trưởng|phó)|thứ trưởng))"
)
"""Opens a mention of a person."""
SEEN = (
    rf"(?:{PERSON}|(?:(?:các|những|một số) )?(?:đại biểu|đơn vị|lãnh đạo|đại diện|ban tổ chức|thường trực"
    rf"|tập thể|cá nhân|thành viên"
    r"|cán bộ|hội viên|đoàn viên|đảng viên|học viên|chiến sĩ|các cháu|các em|học sinh|giáo viên"
    r"|đoàn công tác|đoàn đại biểu|đoàn giám sát"
    r"|đoàn kiểm tra|ban chấp hành"
    r"|ban thường vụ|người dân|nhân dân|cử tri|tân ))(?!\w)"
)
"""Opens a line about people in a picture."""
_SEEN = later(SEEN)
_DOING = (
    r"(?:phát biểu|báo cáo|tham luận|trình bày|chủ trì|điều hành|dự|tham dự|trao|tặng|ký|bấm nút|chụp ảnh"
    r"|chụp hình|khai mạc"
    r"|kết luận|biểu quyết|thảo luận|tham quan|thăm|chúc mừng|ra mắt|bỏ phiếu|bàn giao|nhận|đón nhận|dâng hương"
    r"|thắp hương|dâng hoa"
    r"|viếng|làm việc|kiểm tra|khảo sát|giao lưu|ra quân|hưởng ứng|biểu diễn|gặp mặt|trò chuyện|trao đổi|chào cờ"
    r"|trả lời|đối thoại"
    r"|khen thưởng|tiếp xúc|công bố|quán triệt|truyền đạt|giải đáp|chia sẻ|hướng dẫn|cắt băng|khánh thành"
    r"|động viên|xem|nghe)(?!\w)"
)
# A full sentence that names somebody with an office (Đồng chí A, Bí thư Huyện ủy, dự.) is the article's core.
_SCENE = later(rf"{SEEN}(?:[^.;:?!]*?(?<!\w){_DOING}[^.;:?!,]{{0,70}}|[^.;:?!,]*?(?<!\w){_DOING}[^.;:?!,]{{0,70}}\.)")
_TOLD_AFTER = later(r"(?<!\w)(?:đã|sẽ|cũng|đều)(?!\w)")
_UNENDED = later(rf"{PERSON}(?!\w)|{SEEN}.{{0,160}}(?<!\w)(?:{_DOING}|tại|trong|cùng|bên|với)")


_VISIBLE = later(
    r"(?:trao|tặng|ký|chụp ảnh|ra mắt|dâng hương|dâng hoa|tham quan|bấm nút|bỏ phiếu|biểu quyết|thả"
    r"|cắt băng)(?!\w) .{8,}"
)
_SEEN_LATER = later(
    r"(?<!\w)(?:phát biểu|ra mắt|chụp ảnh|dâng hương|bấm nút|bỏ phiếu|biểu quyết|cắt băng|tặng hoa|tặng quà"
    r"|khen thưởng các|khen thưởng cho|trao cờ|ký kết|ký giao ước)(?!\w)"
)


def _is_credited(lower: str) -> bool:
    if lower.count(" ") >= _LONGEST:
        return "ảnh" in lower and _CREDITED.search(lower, len(lower) // 2) is not None
    may_be = "ảnh" in lower or "(nguồn" in lower or lower.endswith(")")
    return may_be and _PHOTO_CREDIT.search(lower) is not None


@lru_cache(maxsize=64)
def opens_with_seen(lower: str) -> bool:
    """Whether a line in lower case begins with somebody who may be seen in a picture."""
    return _SEEN.match(lower) is not None


def _is_unended(lower: str) -> bool:
    return not ends_sentence(lower) and lower.count(" ") + 1 >= _SHORTEST_UNENDED


@dataclass(frozen=True)
class CaptionRule:
    """One form of captions, with a line it takes and one it must leave."""

    name: str
    """What tells the caption."""
    longest: int
    """Most words of a line it is asked for."""
    says: Callable[[str], object]
    """The question to a line in lower case."""
    example: str
    """A line that is a caption by this rule; run as a test."""
    none: str
    """A line that is none by any rule; run as a test."""
    opening: str = ""
    """A pattern for how such lines begin, where it is known: it spares others the question."""

    def may_begin(self, beginning: str) -> bool:
        """Whether such a line may begin with these DEPTH characters."""
        return beginning.startswith(_begins(self.opening))


@cache
def _begins(opening: str) -> tuple[str, ...]:
    return tuple(reach(opening).begins) if opening else ("",)


def rules_from(rules: tuple[CaptionRule, ...]) -> Callable[[str], Sequence[CaptionRule]]:
    """Which of some rules may take a line in lower case, by its first DEPTH characters."""
    # As many beginnings as the lines of ordinary texts have; a rare one is worked out again.
    return lru_cache(maxsize=4096)(lambda beginning: tuple(rule for rule in rules if rule.may_begin(beginning)))


CAPTION_RULES = (
    CaptionRule(
        "bar-at-end",
        _LONGEST,
        lambda text: text[-1] == "|" and text.find("|") == len(text) - 1 > 0,
        "Các đơn vị trao đổi bên lề. |",
        "Trang chủ | Liên hệ |",
    ),
    CaptionRule(
        "in-parentheses",
        _LONGEST,
        lambda text: text[-1] in ")." and _PARENTHESES.fullmatch(text),
        "(Bốc thăm thứ tự trình bày)",
        "(Theo Bản tin Dân vận)",
        r"\(",
    ),
    CaptionRule(
        "photo-credit",
        _LONGEST_CREDITED,
        _is_credited,
        "Hội viên chăm sóc vườn chè. Ảnh: Hà My",
        "Hội thi ảnh đẹp: 12 tác phẩm đoạt giải được trưng bày.",
    ),
    CaptionRule(
        "numbered",
        _LONGEST,
        lambda text: (
            _NUMBERS.search(text[-_ROOM:] if text[-1] in _ENDS_IN_NUMBER else text[:_ROOM]) and _NUMBERED.match(text)
        ),
        "Hình 2. Sơ đồ các cụm thi đua",
        "Ảnh của Bác được treo trang trọng ở 12 thôn.",
    ),
    CaptionRule(
        "scene-opening",
        _LONGEST_SCENE,
        lambda text: _SCENE_OPENING.match(text) and text.count(".") <= 1,
        "Toàn cảnh phiên bế mạc",
        "Toàn tỉnh có 12 đơn vị được khen.",
        _SCENE_OPENING.pattern,
    ),
    CaptionRule(
        "scene",
        _LONGEST_SCENE,
        lambda text: (
            opens_with_seen(text) and _SCENE.fullmatch(text) and not (text[-1] == "." and _TOLD_AFTER.search(text))
        ),
        "Lãnh đạo huyện tặng hoa các đoàn.",
        "Đồng chí Lê Ba, Bí thư Huyện ủy, dự.",
        SEEN,
    ),
    CaptionRule(
        "unended",
        _LONGEST_UNENDED,
        lambda text: _is_unended(text) and opens_with_seen(text) and _UNENDED.match(text),
        "Đồng chí Lê Ba, Bí thư Huyện ủy Mai Sơn",
        "Một số kết quả nổi bật",
        SEEN,
    ),
    CaptionRule(
        "visible",
        _LONGEST_UNENDED,
        lambda text: _is_unended(text) and (_VISIBLE.fullmatch(text) or _SEEN_LATER.search(text, 6)),
        "Trao quà cho các hộ nghèo của xã",
        "Tặng quà hộ nghèo:",
    ),
)


_rules_from = rules_from(CAPTION_RULES)


def caption_rule(text: str) -> str:
    """The rule by which a line is a caption; empty when it is none.

    >>> caption_rule("Toàn cảnh hội nghị. |"), caption_rule("(Quang cảnh hội nghị)")
    ('bar-at-end', 'in-parentheses')
    >>> caption_rule("Lãnh đạo Đảng ủy Khối phát biểu tại hội nghị.")
    'scene'
    >>> caption_rule("Dịp này, hội nghị trao đổi nhiều nội dung; các đại biểu phát biểu sôi nổi.")
    ''
    """
    if len(text) > _LONGEST_LINE:
        return ""
    words = text.count(" ") + 1
    lower = text.lower()
    if words > _LONGEST:
        return "photo-credit" if words <= _LONGEST_CREDITED and _is_credited(lower) else ""
    for rule in _rules_from(lower[:DEPTH]):
        if words <= rule.longest and rule.says(lower):
            return rule.name
    return ""


def is_marked(rule: str) -> bool:
    """Whether the page itself marks the caption, so that it is one wherever it stands: "… |", "(…)", "Ảnh: …"."""
    return rule in ("bar-at-end", "in-parentheses", "photo-credit", "numbered", "scene-opening")


def caption_text(text: str) -> str:
    """The caption without the bar that marks it.

    >>> caption_text("Toàn cảnh hội nghị. |")
    'Toàn cảnh hội nghị.'
    """
    return text.rstrip("| ").strip()
