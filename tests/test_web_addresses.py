"""Which addresses are one page, and at which a paper is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.web_addresses import page_at, site_at, site_of_paper

PAGE = "https://baonghean.vn/tin-tuc/bai-1.html"


@pytest.mark.parametrize(
    "address",
    [
        PAGE.replace("https", "http"),
        PAGE.replace("//", "//www."),
        PAGE.replace("//", "//m."),
        PAGE.replace("baonghean.vn", "BaoNgheAn.vn:443"),
        f"{PAGE}/",
        f"{PAGE}#binh-luan",
        f"{PAGE}?",
        f"{PAGE}?utm_source=zalo&utm_medium=x&fbclid=abc",
        f"  {PAGE}?UTM_Campaign#x\n",
    ],
)
def test_one_page(address: str) -> None:
    assert page_at(address) == page_at(PAGE)


@pytest.mark.parametrize(
    "address",
    [
        PAGE.replace("bai-1", "Bai-1"),
        PAGE.replace("bai-1", "bai-12"),
        PAGE.replace("//", "//english."),
        PAGE.replace(".vn", ".vn:8080"),
        f"{PAGE}?id=1",
        f"{PAGE}?id=1&p=2",
        f"{PAGE}?utm=1",
        f"{PAGE}#!/bai/2",
    ],
)
def test_another_page(address: str) -> None:
    assert page_at(address) not in ("", page_at(PAGE))


@pytest.mark.parametrize(
    "address",
    [
        *("", "baonghean.vn/a", "javascript:alert(1)//a", "http://[", "http://a.vn:x/b", "ftp://a.vn/b"),
        *("https://baonghean.vn", "https://baonghean.vn/?utm_source=x", "https://baonghean.vn/#!/"),
    ],
)
def test_no_articles_page(address: str) -> None:
    assert page_at(address) == ""


@given(st.text() | st.builds("https://{}/{}?{}#{}".format, st.text(), st.text(), st.text(), st.text()))
def test_whatever_stands_there_is_one_page_or_none(address: str) -> None:
    assert page_at(address) == page_at(f" {address} ")
    assert isinstance(site_at(address), str)


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("Báo Nghệ An", "baonghean.vn"),
        ("BÁO NGHỆ AN ĐIỆN TỬ", "baonghean.vn"),
        ("baonghean.vn", "baonghean.vn"),
        ("Báo Nhân Dân", "nhandan.vn"),
        ("Tuổi Trẻ Online", "tuoitre.vn"),
        ("Báo Sơn La", "baosonla.org.vn"),
        # A province's portal is no paper, nor is whoever has its name within a longer one.
        ("Báo Hà Nam", ""),
        ("Nghệ An", ""),
        # Two may be meant.
        ("Báo Lao Động", ""),
        ("Dân", ""),
        ("Báo", ""),
        ("", ""),
        ("vn", ""),
        ("<script>", ""),
    ],
)
def test_a_paper_is_where_its_name_stands(name: str, site: str) -> None:
    sites = ("baonghean.vn", "congannghean.vn", "nhandan.vn", "hanam.gov.vn", "tuoitre.vn", "baosonla.org.vn")
    assert site_of_paper(name, frozenset([*sites, "laodong.vn", "laodong.com.vn"])) == site
