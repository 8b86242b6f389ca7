"""Captions that nothing marks: lines between paragraphs that say who is seen doing what.

They are told from running text by what it has and a caption has not: what was done before, what it was for, what
somebody said, how many were rewarded. At the head or the end of a text such a line may be something else.
"""

from generator.clean.captions import PERSON, SEEN, CaptionRule, caption_rule, opens_with_seen, rules_from
from generator.clean.reach import DEPTH
from generator.patterns import later

_LONGEST, _LONGEST_WORK, _LONGEST_GROUP, _LONGEST_THING = 48, 24, 28, 18
_LONGEST_BELOW_PICTURE, _LONGEST_REPEATED = 45, 60
# Words of running text: an account, a purpose, a saying, a count.
_TOLD = later(
    r"(?<!\w)(?:đã|sẽ|đang|cũng|còn|vừa|rồi|được|là|để|nhằm|nên|vì|thì|mà|do|song|tuy|nếu|khi|theo|gồm|trong đó|qua đó"
    r"|đề nghị|yêu cầu|nhấn mạnh|khẳng định|cho (?:biết|rằng|thấy)|nêu rõ|lưu ý|mong|chúc(?! mừng)|hứa|bày tỏ|ghi nhận"
    r"|đánh giá|biểu dương|thống nhất|nhất trí|thay mặt|dịp này|nhân dịp|(?:đến |tới |tham |về )?dự và"
    r"|đến dự|tới dự|dự, |kết thúc"
    r"|thảo luận, |cho ý kiến|đạt|phấn đấu|tiếp tục|góp phần|\d+ (?:tập thể|cá nhân|đồng chí|đơn vị|đảng viên|hộ"
    r"|gia đình|người))(?!\w)"
)
# What may be said of those who are given something: "trao cờ cho 3 tập thể đạt thành tích".
_GIVEN = later(r"(?<!\w)(?:đạt|được|còn|đang|\d+ [^\W\d_]+(?: [^\W\d_]+)?)(?!\w)")
_GIVES = later(r"(?<!\w)(?:cho|tặng)(?!\w)")
_ON_BEHALF = later(r"thừa (?:ủy|uỷ) quyền(?: của [^,]{3,60})?, ")
_ACT = (
    r"(?:trao(?! đổi)|tặng|cài|chúc mừng|ký kết|ký|bấm nút|cắt băng|chụp (?:ảnh|hình)|dâng hương|thắp hương|dâng hoa"
    r"|viếng|biểu quyết"
    r"|bỏ phiếu|ra mắt|tham quan|thăm|phát biểu(?: [^\W\d_]+){0,4} tại|quán triệt|trình bày|báo cáo|xét duyệt|bế mạc"
    r"|(?:đón )?đọc (?:quyết định|diễn văn|lời|báo|tham luận|thư)|góp [^.,;]{2,20}văn nghệ)(?!\w)"
)
_ACT_OF_SEEN = later(rf"{SEEN}[^.;:?!]{{0,250}}(?<!\w){_ACT}[^.;:?!]{{4,}}\.?")
_WORKERS = (
    rf"(?:{SEEN}|(?:tổ|đội|nhóm|bà con|chị em|thanh niên|phụ nữ|nông dân|công nhân|giáo viên|học sinh|các em|lực lượng"
    r"|bộ đội|công an|cựu chiến binh|mô hình|tuổi trẻ|các cháu|thiếu nhi|chi bộ|chi đoàn|chi hội)(?!\w))"
)
_WORK = (
    r"(?:dọn|trồng|thu hoạch|thu gom|chăm sóc|phát quang|đổ bê tông|thi công|làm (?:\w+ )?đường|vệ sinh|tuần tra|cấy"
    r"|gặt|nuôi|tuyên truyền|hướng dẫn|giới thiệu|vận chuyển|gói bánh|phát (?:tờ rơi|quà)|tập luyện|thi đấu|biểu diễn"
    r"|kiểm tra|khảo sát|chuẩn bị|sản xuất|đóng gói|giải quyết|tham gia|hiến máu|huấn luyện|phấn khởi|ra quân"
    r"|giúp (?:nhân )?dân"
    r"|sinh hoạt|đi đầu|bên (?:vườn|mô hình|sản phẩm))(?!\w)"
)
# How often or how well something is done is told, not seen.
_HOW = later(
    r"(?<!\w)(?:đều|thường xuyên|h[ằà]ng (?:năm|tháng|tuần|ngày)|luôn|tích cực|ngày càng|chủ động|nhiều|hiệu quả|từ"
    r"|cho biết)"
    r"(?!\w)"
)
_THING = later(
    r"(?:(?:điểm cầu|nghi (?:thức|lễ)|chào cờ|đoàn chủ tịch|chủ tịch đoàn|giờ (?:học|phút|sinh hoạt)|bỏ phiếu"
    r"|tham luận của)"
    r"(?!\w)[^.;:?!]{4,100}\.?"
    r"|(?:(?:một )?buổi (?:sinh hoạt|tập huấn|tuyên truyền|học|làm việc|họp|lễ)|gian (?:hàng|trưng bày)|diện mạo|lễ \w+"
    r"|một góc|mô hình|vườn|cánh đồng|tuyến đường|con đường|đường|nhà văn hóa|công trình|sản phẩm|trao|tặng"
    r"|đông đảo)(?!\w)"
    r"[^.;:?!]{8,120}\.)"
)
_SAYS_OF_THING = later(
    r"(?<!\w)(?:đã|sẽ|đang|cũng|vừa|là|để|nhằm|nên|vì|có|giúp|mang lại|tạo|trở|ngày càng|phát triển|nâng|tăng|giảm"
    r"|đưa|diễn ra"
    r"|kéo dài|thu hút|đạt|gồm|góp phần|tiếp tục|đề nghị|yêu cầu|thể hiện|khẳng định|qua đó|\d+ tỷ|\d+ triệu)(?!\w)"
)
_AT_WORK = later(rf"{_WORKERS}[^.;:?!]{{0,250}}(?<!\w){_WORK}[^.;:?!]{{4,}}\.?")
_GROUP = later(
    r"(?:ban chấp hành|ban thường vụ|bch|btv|ban thường trực|đoàn chủ tịch)(?!\w)[^.;:]{5,120}"
    r" (?:nhiệm kỳ|khóa|khoá) [\divxlc –-]{1,12}(?: ra mắt[^.,;]{0,40})?\.?"
)
_EVENT = later(
    r"(?:hội nghị|đại hội|lễ|buổi lễ|phiên|cuộc|buổi) (?:tổng kết|sơ kết|giao ban|gặp mặt|khai giảng|khai mạc|họp mặt"
    r"|ký kết|đại biểu|đảng bộ|chi bộ|ra quân|phát động|công bố|biểu dương|tuyên dương)"
    r"(?!\w)[^.;:?!]{16,140}\.?"
)
_EVENT_ACTS = later(
    r"(?<!\w)(?:diễn ra|tổ chức|cần|phải|trong|nghe|bầu|thảo luận|thông qua|kéo dài|thu hút|có|với)(?!\w)"
)
_PEOPLE_AT = later(
    rf"{SEEN}[^.,;:?!]{{0,120}} (?:tại|dự|tham dự|trước|trong) (?:hội nghị|đại hội|buổi|lễ|phiên|điểm cầu|hội thảo"
    r"|hội thi|chương trình|giờ|ngày hội|ngày)(?!\w)[^.,;:?!]{0,60}\.?"
)


def _told(text: str) -> bool:
    return _TOLD.search(text) is not None


def _gives(text: str) -> bool:
    """Whether a line says who gives, signs, visits, and tells nothing beyond whom it is for."""
    said = _ON_BEHALF.sub("", text, count=1) if text.startswith("thừa") else text
    if not opens_with_seen(said) or not _ACT_OF_SEEN.fullmatch(said):
        return False
    told = _TOLD.search(said)
    if told is None:
        return True
    gives = _GIVES.search(said)
    return gives is not None and gives.start() < told.start() and not _told(_GIVEN.sub("", said))


_SPEAKER = later(rf"{SEEN}[^.;:?!]{{0,200}}(?<!\w)phát biểu(?: [^\W\d_]+){{0,8}}\.?")


SCENE_RULES = (
    CaptionRule(
        "act-of-seen",
        _LONGEST,
        _gives,
        "Đồng chí Lê Ba, Bí thư Huyện ủy, trao cờ cho đơn vị dẫn đầu, chi bộ bản Mới.",
        "Đồng chí Lê Ba, Bí thư Huyện ủy, dự và trao cờ cho các đơn vị.",
        rf"(?:thừa|{SEEN})",
    ),
    CaptionRule(
        "people-at",
        _LONGEST_WORK,
        lambda text: opens_with_seen(text) and _PEOPLE_AT.fullmatch(text) and not _told(text),
        "Lãnh đạo các xã trong cụm tại hội nghị.",
        "Các đại biểu đã thảo luận sôi nổi về dự thảo, góp nhiều ý kiến tại hội nghị.",
        SEEN,
    ),
    CaptionRule(
        "at-work",
        _LONGEST_WORK,
        lambda text: _AT_WORK.fullmatch(text) and not _told(text) and not _HOW.search(text),
        "Tổ phụ nữ bản Mới trồng hoa, dọn cỏ ven đường.",
        "Hội viên phụ nữ trồng hoa để đường bản đẹp hơn.",
        _WORKERS,
    ),
    CaptionRule(
        "group-of-term",
        _LONGEST_GROUP,
        lambda text: _GROUP.fullmatch(text) and not _told(text),
        "Ban Chấp hành Hội Nông dân xã Bản Mới nhiệm kỳ 2018 - 2023.",
        "Ban Chấp hành nhiệm kỳ 2018 - 2023 gồm 15 đồng chí.",
        _GROUP.pattern,
    ),
    CaptionRule(
        "speaker",
        _LONGEST,
        lambda text: "phát biểu" in text and opens_with_seen(text) and _SPEAKER.fullmatch(text) and not _told(text),
        "Đồng chí Lê Ba, Bí thư Huyện ủy, phát biểu kết luận hội nghị.",
        "Đồng chí Lê Ba, Bí thư Huyện ủy, phát biểu, yêu cầu các xã làm tốt hơn.",
        SEEN,
    ),
    CaptionRule(
        "thing",
        _LONGEST_THING,
        lambda text: _THING.fullmatch(text) and not _SAYS_OF_THING.search(text),
        "Gian trưng bày sản phẩm của Hội Phụ nữ xã Bản Mới.",
        "Mô hình giúp bà con bản Mới thoát nghèo.",
        _THING.pattern,
    ),
    CaptionRule(
        "event",
        _LONGEST_GROUP,
        lambda text: _EVENT.fullmatch(text) and not _told(text) and not _EVENT_ACTS.search(text),
        "Hội nghị sơ kết phong trào thi đua của cụm số 7, huyện Bản Mới.",
        "Hội nghị sơ kết bầu đơn vị cụm trưởng năm sau.",
        _EVENT.pattern,
    ),
)


_rules_from = rules_from(SCENE_RULES)


def scene_rule(text: str) -> str:
    """The rule by which a line between paragraphs is a caption; empty when it is none.

    >>> scene_rule("Lãnh đạo các xã trong cụm tại hội nghị."), scene_rule("Toàn cảnh hội nghị")
    ('people-at', 'scene-opening')
    >>> scene_rule("Đồng chí Lê Ba, Bí thư Huyện ủy, đã trao cờ cho các đơn vị.")
    ''
    """
    return caption_rule(text) or unmarked_scene_rule(text)


def unmarked_scene_rule(text: str) -> str:
    """The rule by which a line between paragraphs that no caption rule takes is a caption."""
    words = text.count(" ") + 1
    if words > _LONGEST:
        return ""
    lower = text.lower()
    return next((each.name for each in _rules_from(lower[:DEPTH]) if words <= each.longest and each.says(lower)), "")


def may_stand_below_picture(text: str) -> bool:
    """Whether a line right below a picture's file name says what is seen: one sentence that tells nothing.

    >>> may_stand_below_picture("Bản Mới trong ngày hội"), may_stand_below_picture("Huyện đã họp.")
    (True, False)
    """
    return (
        text.count(" ") < _LONGEST_BELOW_PICTURE
        and ". " not in text
        and text[-1] not in ":;,"
        and not _told(text.lower())
    )


def may_be_repeated(text: str) -> bool:
    """Whether a line that comes twice in a row is short enough for a picture's text; a long one must name people."""
    words = text.count(" ") + 1
    return words < _LONGEST_BELOW_PICTURE or (
        words < _LONGEST_REPEATED and bool(_OPENS_WITH_PERSON.match(text.lower()))
    )


_OPENS_WITH_PERSON = later(rf"{PERSON}(?!\w)")
_SPEECH = later(
    rf"{SEEN}[^.;:?!]{{0,160}}(?<!\w)phát biểu(?: [^\W\d_]+){{0,3}} tại"
    r"(?: (?:hội nghị|đại hội|buổi|lễ|cuộc|phiên)(?!\w).{0,100})?\.?"
)


def is_speech(text: str) -> bool:
    """Whether a line names the speaker of the meeting, as no headline does.

    >>> is_speech("Ông Lê Ba - Chủ tịch UBND xã phát biểu tại hội nghị"), is_speech("Bí thư Huyện ủy thăm bản Mới")
    (True, False)
    """
    return _SPEECH.fullmatch(text.lower()) is not None
