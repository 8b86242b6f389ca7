"""From a fact to its sentence: the right one is marked, and nothing else about the body changes."""

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup import escape
from generator.model import Article, ClusterMention, DocumentCitation, Figure, FrontMatter, PersonMention
from generator.pages.evidence import evidence

BODY = """Ngày 5/3, cụm họp. Dự có đồng chí Lê Văn Ba, Bí thư Tỉnh ủy; bà Trần Thị Tư.

*Đồng chí Lê Văn Ba phát biểu. Ảnh tư liệu.*

Đồng chí Ba nêu Chỉ thị số 05-CT/TW. Cả tỉnh Hòa Bình có 1.513 đảng viên mới. Ông Ba là Trưởng Ban Chỉ đạo.

**Trần Thị Tư** nhận hoa. Cụm thi đua số 2 do Thái Bình dẫn đầu.
"""
FRONT = FrontMatter(
    "Họp cụm",
    date="2024-03-05",
    date_basis="“Ngày 5/3” + “năm 2024”",
    persons=(
        PersonMention("Lê Văn Ba", ("Bí thư Tỉnh ủy", "Trưởng Ban Chỉ đạo"), aliases=("ông Ba",)),
        PersonMention("Phạm Thị Sáu", ("Trưởng phòng",)),
    ),
    clusters=(ClusterMention("Cụm thi đua số 2", 2, leader="Thái Bình"),),
    provinces=("Hoà Bình",),
    documents=(DocumentCitation("Chỉ thị", "05-CT/TW"),),
    figures=(Figure(1513, "đảng viên", "có 1.513 đảng viên mới"),),
)
MARK = re.compile(r'<span id="cau-(\d+)">(.*?)</span>', re.DOTALL)


def marked(body: str, front: FrontMatter = FRONT) -> dict[str, str]:
    """The marked sentence for each of the words that were found."""
    found = evidence(Article("articles/a.md", front, body))
    sentences = {int(number): text for number, text in MARK.findall(found.body)}
    assert list(sentences) == list(range(1, len(sentences) + 1))
    return {words: sentences[number] for words, number in found.sentences.items()}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Ngày 5/3", "Ngày 5/3, cụm họp."),
        ("Lê Văn Ba", "Dự có đồng chí Lê Văn Ba, Bí thư Tỉnh ủy; bà Trần Thị Tư."),
        ("Lê Văn Ba: Bí thư Tỉnh ủy", "Dự có đồng chí Lê Văn Ba, Bí thư Tỉnh ủy; bà Trần Thị Tư."),
        ("Lê Văn Ba: Trưởng Ban Chỉ đạo", "Ông Ba là Trưởng Ban Chỉ đạo."),
        ("Cụm thi đua số 2", "Cụm thi đua số 2 do Thái Bình dẫn đầu."),
        ("Thái Bình", "Cụm thi đua số 2 do Thái Bình dẫn đầu."),
        ("Hoà Bình", "Cả tỉnh Hòa Bình có 1.513 đảng viên mới."),
        ("Chỉ thị 05-CT/TW", "Đồng chí Ba nêu Chỉ thị số 05-CT/TW."),
        ("có 1.513 đảng viên mới", "Cả tỉnh Hòa Bình có 1.513 đảng viên mới."),
    ],
)
def test_sentence_behind_a_fact(words: str, sentence: str) -> None:
    assert marked(BODY)[words] == sentence


def test_words_that_the_body_lacks_lead_nowhere() -> None:
    assert {"năm 2024", "Phạm Thị Sáu", "Phạm Thị Sáu: Trưởng phòng"}.isdisjoint(marked(BODY))
    found = evidence(Article("articles/a.md", FRONT, BODY))
    assert found.link("năm 2024", "<b>") == "&lt;b&gt;"
    assert found.mark("Phạm Thị Sáu") == ""


@pytest.mark.parametrize(("kind", "number"), [("", "05-CT/TW"), ("Chỉ thị", ""), ("", "")])
def test_a_citation_that_lacks_a_part(kind: str, number: str) -> None:
    found = marked(BODY, FrontMatter("T", documents=(DocumentCitation(kind, number),)))
    assert found == ({f"{kind} {number}": "Đồng chí Ba nêu Chỉ thị số 05-CT/TW."} if kind or number else {})


def test_caption_is_marked_inside_its_emphasis() -> None:
    caption = "*Bà Phạm Thị Sáu tặng hoa. Ảnh tư liệu.*\n"
    body = evidence(Article("articles/a.md", FRONT, caption)).body
    assert body == '*<span id="cau-1">Bà Phạm Thị Sáu tặng hoa. Ảnh tư liệu.</span>*\n'


@pytest.mark.parametrize(
    "body", ["**Lê Văn Ba** nói.\n", "Lê Văn Ba [nói](x.md).\n", "    Lê Văn Ba\n", "# Lê Văn Ba\n"]
)
def test_markdown_made_by_hand_is_left_alone(body: str) -> None:
    assert evidence(Article("articles/a.md", FRONT, body)).body == body


def test_label_of_a_mark_is_text() -> None:
    hostile = FrontMatter("T", provinces=('"><script>',))
    mark = evidence(Article("articles/a.md", hostile, escape('Xem "><script> ở đây.') + "\n")).mark('"><script>')
    assert "cau-1" in mark
    assert "<script>" not in mark


@given(st.lists(st.text(st.sampled_from("Lê Văn Ba.5/3 *_[]<>`#-\\&\nĐ"), max_size=60), max_size=4))
def test_marks_change_nothing_that_is_shown(texts: list[str]) -> None:
    body = "\n\n".join(escape(text) for text in texts) + "\n"
    found = evidence(Article("articles/a.md", FRONT, body)).body
    assert MARK.sub(r"\2", found) == body
    assert MARK.sub(r"\2", markdown.markdown(found)) == markdown.markdown(body)
