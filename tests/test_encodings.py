"""Texts in every encoding: read rightly or refused by name, never read as something else."""

import codecs
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from old_writing import WRITTEN
from viparse.normalize.tables import Charmap
from viparse.normalize.tcvn3 import TCVN3
from viparse.normalize.viscii import VISCII
from viparse.normalize.vni import VNI
from viparse.normalize.vps import VPS

from generator import lexicon
from generator.readers import text as plain_text
from generator.readers.encodings import decode, repaired
from generator.readers.encodings.syllables import is_syllable
from generator.readers.encodings.tables import OLD_ENCODINGS, TABLES, WINDOWS
from generator.sentences import split_sentences

ROOT = Path(__file__).parent.parent
TEXT = (
    "Đảng ủy xã Bản Mới họp mặt các gia đình.\n\n"
    "Sáng ngày 3/5/2024, tại hội trường lớn, Đảng ủy xã tổ chức gặp mặt những hộ đã hiến đất làm đường. "
    "Dự có bà Ksor Hương và ông Đỗ Văn Quý.\n"
    "Mọi người phấn khởi, hứa sẽ giữ gìn những gì đã xây dựng được."
)
QUOTE = "Năm ấy chúng tôi ở trên rừng, được dân nuôi, được dân che chở; không bao giờ quên ơn bà con trong bản."
FOREIGN = {
    "French": "Le comité s'est réuni à Genève. Après un long débat, les délégués ont décidé de créer une école à côté "
    "du marché. Où étiez-vous hier ? Là-bas, répondit-il, près de l'hôtel.",
    "German": "Der Bürgermeister eröffnete die Brücke über den Fluß. Schöne Bäume wurden gepflanzt, und die Schüler "
    "grüßten fröhlich. Für nächstes Jahr plant man größere Straßen.",
    "Spanish": "El año pasado la señora Núñez visitó el jardín con sus niños. ¿Qué pasó después? Allí comió un "
    "pequeño melón y bebió té.",
    "Portuguese": "A reunião começou às nove horas da manhã. O orçamento não é suficiente, disse o secretário; é "
    "preciso atenção às crianças e à educação.",
    "Czech": "Příští rok se sejdou všichni žáci naší školy. Ředitel poděkoval učitelům a předal jim květiny.",
    "Polish": "Wójt otworzył nową szkołę w środę. Uczniowie śpiewali pieśni, a później zjedli pyszne ciasto.",
}
Guise = Callable[[bytes], str]
CODECS = {"Czech": "iso8859-2", "Polish": "cp1250"}


def as_windows(data: bytes) -> str:
    return "".join(WINDOWS[code] for code in data)


def as_latin_1(data: bytes) -> str:
    return data.decode("latin-1")


def told(text: str) -> str:
    """What can be compared: which letters were capitals is lost in the fonts of TCVN3."""
    return text.lower()


@pytest.mark.parametrize("name", WRITTEN)
def test_old_encoding(name: str) -> None:
    read = decode(WRITTEN[name](TEXT))
    assert (read.text, read.encoding, read.notes) == (TEXT, name, (f"read as {name}",))


@pytest.mark.parametrize("guise", [as_windows, as_latin_1])
@pytest.mark.parametrize("name", WRITTEN)
def test_old_encoding_that_was_read_as_latin_1(name: str, guise: Guise) -> None:
    shown = guise(WRITTEN[name](TEXT))
    for data, encoding in ((shown.encode(), "UTF-8"), (shown.encode("utf-16"), "UTF-16 LE")):
        read = decode(data)
        assert (read.text, read.encoding) == (TEXT, encoding)
        assert read.repairs == (f"{name} that had been read as Latin-1, repaired",)


def test_capitals_of_tcvn_5712_are_told_from_punctuation_of_its_fonts() -> None:
    in_fonts = WRITTEN["TCVN3"](f"“{TEXT}” – HỌP MẶT…")
    assert decode(in_fonts).text == f"“{TEXT}” – HọP MặT…"
    capitals = in_fonts.decode("latin-1").translate({0x93: None, 0x94: None, 0x96: "-", 0x85: None}).encode("latin-1")
    # Ọ is 0x96 and Ặ is 0x85, as are a dash and an ellipsis.
    read = decode(capitals.replace(WRITTEN["TCVN3"]("HọP MặT"), b"H\x96P M\x85T"))
    assert (read.text, read.encoding) == (f"{TEXT} - HỌP MẶT", "TCVN3")


@pytest.mark.parametrize(
    ("codec", "mark", "name", "notes"),
    [
        ("utf-8", b"", "UTF-8", ()),
        ("utf-8", codecs.BOM_UTF8, "UTF-8", ()),
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16 LE", ("read as UTF-16 LE",)),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16 BE", ("read as UTF-16 BE",)),
        ("utf-16-le", b"", "UTF-16 LE", ("read as UTF-16 LE",)),
        ("utf-16-be", b"", "UTF-16 BE", ("read as UTF-16 BE",)),
        ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32 LE", ("read as UTF-32 LE",)),
        ("utf-32-be", codecs.BOM_UTF32_BE, "UTF-32 BE", ("read as UTF-32 BE",)),
    ],
)
def test_unicode(codec: str, mark: bytes, name: str, notes: tuple[str, ...]) -> None:
    read = decode(mark + TEXT.encode(codec))
    assert (read.text, read.encoding, read.notes) == (TEXT, name, notes)
    assert plain_text.read(mark + TEXT.encode(codec)).notes == notes


def test_decomposed_text_is_left_to_cleaning_and_said() -> None:
    text = unicodedata.normalize("NFD", TEXT)
    assert decode(text.encode()).text == text
    assert decode(text.encode()).notes == ("decomposed letters, composed",)


UTF_8_IN_A_GUISE: dict[str, Guise] = {
    "Windows-1252": as_windows,
    "Latin-1": as_latin_1,
    "Windows-1258": lambda data: as_windows(data).replace("Ã", "Ă"),
    "Windows-1252 with lost no-break spaces": lambda data: as_windows(data).replace("\xa0", " "),
    "Windows-1252 with lost no-break spaces, single spaces": lambda data: re.sub(
        " +", " ", as_windows(data).replace("\xa0", " ")
    ),
}


@pytest.mark.parametrize("name", UTF_8_IN_A_GUISE)
def test_utf_8_that_was_read_as_something_else(name: str) -> None:
    shown = UTF_8_IN_A_GUISE[name](TEXT.encode())
    read = repaired(shown)
    assert (read.text, read.repairs) == (TEXT, ("UTF-8 that had been read as Latin-1, repaired",))


def test_utf_8_twice_over() -> None:
    read = repaired(as_windows(as_windows(TEXT.encode()).encode()))
    assert (read.text, read.repairs) == (TEXT, ("UTF-8 that had been read as Latin-1, 2 times over, repaired",))


def test_utf_8_that_lost_bytes_is_refused() -> None:
    shown = re.sub("[\x80-\x9f]", "", as_latin_1(TEXT.encode()))
    with pytest.raises(ValueError, match="UTF-8 that was read as Latin-1 and has lost letters by it"):
        decode(shown.encode())


def test_tcvn3_that_lost_its_soft_hyphens_is_refused() -> None:
    with pytest.raises(ValueError, match="may be TCVN3 that was read as Latin-1"):
        decode(as_windows(WRITTEN["TCVN3"](TEXT)).replace("\xad", "").encode())


@pytest.mark.parametrize("name", WRITTEN)
def test_a_quote_in_an_old_encoding_amid_good_text(name: str) -> None:
    text = f"{TEXT}\n\n{as_windows(WRITTEN[name](QUOTE))}\n\n{TEXT}"
    read = repaired(text)
    assert read.text == f"{TEXT}\n\n{QUOTE}\n\n{TEXT}"
    assert read.repairs == (f"{name} that had been read as Latin-1, repaired on line 6",)


def test_what_is_too_short_to_tell_stays_and_is_said() -> None:
    short = as_latin_1(WRITTEN["VISCII"]("Thăm dò ý kiến"))
    text = f"{TEXT}\n{short}\n"
    assert repaired(text).text == text
    assert repaired(text).repairs == ("line 5 may be TCVN3 or VISCII, left as it is",)


@pytest.mark.parametrize("name", WRITTEN)
def test_three_words_are_enough_where_no_other_encoding_makes_sense_of_them(name: str) -> None:
    data = WRITTEN[name]("Đảng bộ tỉnh")
    assert decode(data).text == repaired(as_windows(data)).text == "Đảng bộ tỉnh"


def test_words_of_utf_8_read_as_latin_1_amid_good_words() -> None:
    assert repaired("Ông Nguyễn VÄƒn An gặp bà FranÃ§oise.").text == "Ông Nguyễn Văn An gặp bà Françoise."


@pytest.mark.parametrize(
    "text",
    [
        "Ông Müller, bà Françoise và ông Núñez gặp ông Đỗ Văn Quý ở Đồng Mới.",
        "“XÔ…” – anh nói, “MÃ” là gì? BÃ” À… Nhà Bà: ‘CÔ’ © 2024 «Bản Mới», 30°C, 5 m², 3¾ ha, § 5, 5 €",
        "Độ ẩm 80 ± 5 %, ¼ số hộ; ½ ấp; ×2; ÷3; Ø 20 mm; µm.",
        *FOREIGN.values(),
        "Вчера в городе открылся новый музей.",
        "昨天在城里开了一个新的博物馆。",
        "أمس افتتح متحف جديد PDF في المدينة.",
    ],
)
def test_good_text_stays_as_it_is(text: str) -> None:
    for each in (text, f"{TEXT}\n{text}\n", "\n".join([text] * 20)):
        assert decode(each.encode()).text == each
        assert decode(each.encode()).notes == ()
        assert decode(as_windows(each.encode()).encode()).text == each


@pytest.mark.parametrize("language", FOREIGN)
def test_other_encodings_are_refused(language: str) -> None:
    data = FOREIGN[language].encode(CODECS.get(language, "latin-1"))
    for each in (data, data * 20):
        with pytest.raises(ValueError, match=r"^is not in UTF-8 \(byte \d+\)$"):
            decode(each)


REFUSED = {
    b"Th\xe5m d\xf2 \xfd ki\xaan": "is not in UTF-8 (byte 3); may be TCVN3, VISCII or VPS",
    WRITTEN["VNI"](QUOTE) + b"\n" + WRITTEN["VISCII"](QUOTE): "is not in UTF-8",
    "Đảng bộ tỉnh".encode() + b"\xff" + "họp".encode(): "is not in UTF-8 (byte 20), though most of it is",
    "Đảng bộ".encode()[:-1]: "is not in UTF-8 (byte 10), though most of it is",
    codecs.BOM_UTF16_LE + "Đảng".encode("utf-16-le")[:-1]: "begins like UTF-16 LE but is not in it (byte 7",
    codecs.BOM_UTF16_BE + b"\xd8\x00\x00a": "begins like UTF-16 BE but is not in it (byte 1",
    codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff": "begins like UTF-32 LE but is not in it",
    b"\x89PNG\r\n\x1a\n\x00\x00": "is not text but binary data",
    b"\x01\x02\x03\x04\x05abc": "is not text but binary data",
    f"{TEXT}\0".encode(): "is not text but binary data",
    "Tr\u07fdng".encode(): "only by chance",
    "THU\x87N TI\x86N, Bé".encode(): "it has control characters in its words",
}


@pytest.mark.parametrize("data", REFUSED)
def test_refused_by_name(data: bytes) -> None:
    with pytest.raises(ValueError, match="^.*" + re.escape(REFUSED[data])):
        decode(data)


def test_one_line_in_another_encoding_is_named() -> None:
    data = b"\n".join([*[WRITTEN["TCVN3"](QUOTE)] * 20, WRITTEN["VNI"](QUOTE)])
    with pytest.raises(ValueError, match="reads as TCVN3, but not line 21"):
        decode(data)


def test_stray_control_characters_are_removed_and_said() -> None:
    strayed = TEXT.replace("mặt", "m\x08ặt\x7f").replace("đường", "đường\ufffe\x9f")
    read = decode(strayed.encode())
    assert (read.text, read.notes) == (TEXT, ("6 control characters, removed",))
    quoted = decode(TEXT.replace("lớn", "\x93lớn\x94").encode())
    assert quoted.text == TEXT.replace("lớn", "“lớn”")
    assert quoted.notes == ("punctuation of Windows-1252 that had been read as Latin-1, repaired",)


def test_letters_lost_before_are_said() -> None:
    assert decode(f"{TEXT} \ufffd".encode()).notes == ("1 letter lost before it came here (\ufffd)",)


@pytest.mark.parametrize(("name", "table"), [("TCVN3", TCVN3), ("VISCII", VISCII), ("VPS", VPS)])
def test_table_agrees_with_viparse(name: str, table: Charmap) -> None:
    assert len(table.pairs) > 70
    assert {code: letter for code, letter in table.pairs if TABLES[name][ord(code)] != letter} == {}


def test_vni_agrees_with_viparse() -> None:
    # Its ì and í are made by analogy; the fonts have them as Latin-1 does.
    pairs = {written: letter for written, letter in VNI.pairs if written not in {"iø", "iù", "IØ", "IÙ"}}
    assert len(pairs) > 120
    read = OLD_ENCODINGS["VNI"]
    assert {written: letter for written, letter in pairs.items() if read(written.encode("latin-1")) != letter} == {}


def test_windows_1258_agrees_with_python() -> None:
    letters = "".join(sign for sign in map(chr, range(0xC0, 0x1EFA)) if is_syllable(sign) or sign in "đĐăĂ")
    data = b" ".join(map(WRITTEN["Windows-1258"], letters))
    assert OLD_ENCODINGS["Windows-1258"](data) == " ".join(letters)
    assert unicodedata.normalize("NFC", data.decode("cp1258")) == " ".join(letters)


def _parts(path: Path) -> list[str]:
    """An article whole, and parts of it with ten, three and one sentence."""
    text = unicodedata.normalize("NFC", path.read_bytes().decode("utf-8-sig"))
    text = re.sub("[\u200b-\u200f\ufeff\xad\u0300-\u036f]", "", text.replace("\xa0", " "))
    said = [sentence for line in text.split("\n") if line.strip() for sentence in split_sentences(line)]
    chance = random.Random(path.name)  # noqa: S311  # no secret
    starts = ((size, chance.randrange(max(1, len(said) - size))) for size in (10, 3, 1))
    return [text, *("\n".join(said[start : start + size]) for size, start in starts)]


def test_nothing_of_the_corpus_is_read_as_something_else() -> None:
    """In every encoding, as bytes and as text, whole and in parts: right, refused, or as it was."""
    outcomes: Counter[str] = Counter()
    for path in sorted((ROOT / "tests/corpus/open").glob("*.txt"))[::6]:
        for (number, part), write in product(enumerate(_parts(path)), WRITTEN.values()):
            try:
                data = write(part)
            except ValueError:
                continue
            for given_ in (data, as_windows(data).encode()):
                if data.isascii():
                    continue
                try:
                    read = decode(given_).text
                except ValueError:
                    read = ""
                whole = "whole " if not number else "part "
                outcome = "right" if told(read) == told(part) else "refused" if not read else "left"
                outcomes[whole + outcome] += 1
                if outcome == "left":
                    assert read == given_.decode()
    assert outcomes["whole right"] > 100 > 20 * outcomes["whole refused"]
    assert outcomes["whole left"] == 0
    assert outcomes["part right"] > outcomes["part refused"] + outcomes["part left"]


ONSETS = ["", *"b c ch d đ g h kh l m n nh ph s t th tr v x".split()]
RIMES = " ".join(lexicon.lines("rimes.txt")).split()
SYLLABLES = [
    each
    for pair in product(ONSETS, RIMES)
    for each in (
        "".join(pair),
        *(  # all with the tones they may have
            unicodedata.normalize("NFC", "".join(pair) + tone) for tone in "\u0301\u0323"
        ),
    )
    if len(each) > 1 and is_syllable(each)
]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=40).map(" ".join),
    st.sampled_from(sorted(WRITTEN)),
    st.sampled_from(["bytes", "Windows-1252", "Latin-1"]),
)
def test_any_syllables_in_any_encoding(text: str, name: str, guise: str) -> None:
    data = WRITTEN[name](text)
    shown = as_windows(data) if guise == "Windows-1252" else as_latin_1(data)
    try:
        read = decode(data if guise == "bytes" else shown.encode()).text
    except ValueError:
        return
    # What is UTF-8 by chance is taken as such, as two bytes or so may be.
    assert read == text or read == (shown if guise != "bytes" else data.decode("utf-8", "replace"))


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_utf_8_or_refused(data: bytes) -> None:
    try:
        read = decode(data)
    except ValueError:
        return
    assert read.encoding.startswith("UTF")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_repairing_twice_is_repairing_once(text: str) -> None:
    try:
        once = repaired(text).text
    except ValueError:
        return
    assert repaired(once).text == once
