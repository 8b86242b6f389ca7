"""The tables, column by column, in the order in which they are listed. What stands in them is in `rows.py`."""

from generator.data_out import rows
from generator.data_out.tables import Column, Family, Table

_ABOUT_DATE = "ngày diễn ra sự kiện; chỉ ghi đến mức bài cho biết: 2024-06-20, 2024-06 hoặc 2024"
_FIRST = Column("first_date", "ngày của bài sớm nhất có ngày", "date")
_LAST = Column("last_date", "ngày của bài muộn nhất có ngày", "date")
_COUNT = Column("article_count", "số bài", "integer", required=True)
_URL = Column("url", "địa chỉ trang trên kho này", "url", required=True)
_ID = Column("id", "mã, cũng là phần cuối của địa chỉ trang", required=True)
_NAME = Column("name", "tên hiển thị", required=True)
_NAMES = Column("other_names", "tên khác và cách viết khác, ngăn bằng dấu “; ”")
_ARTICLE = Column("article_id", "mã bài", refers_to="articles", required=True)
_NUMBER = Column("number", "thứ tự trong bài, từ 1", "integer", required=True)

ARTICLES = Table(
    "articles",
    "Bài báo",
    "Mỗi dòng một bài. Lời văn của bài ở trang và tệp Markdown của bài.",
    (
        Column("id", "mã bài: tên tệp Markdown, không có đuôi", required=True),
        Column("title", "tiêu đề"),
        Column("title_made", "tiêu đề do hệ thống đặt từ câu đầu vì bài không có", "boolean", required=True),
        Column("date", _ABOUT_DATE, "date"),
        Column("date_basis", "những chữ của bài mà ngày dựa vào"),
        Column("period", "kỳ được đánh giá: 2024-H1 (6 tháng đầu năm), 2024-Q2 (quý II), 2023-M01/M09, 2024"),
        Column("published", "ngày báo đăng", "date"),
        Column("place", "nơi diễn ra, theo chữ của bài"),
        Column("byline", "người ký tên, ngăn bằng dấu “; ”"),
        Column("source_name", "báo, trang tin"),
        Column("source_url", "địa chỉ bài gốc, theo tệp của bài"),
        Column("source_file", "tệp nguồn"),
        _URL,
        Column(
            "same_text_as",
            "mã bài đứng đầu các bài cùng lời văn (chỉ khác đôi chỗ): bản ở báo được ghi là nguồn, không rõ thì bản "
            "đăng sớm nhất, không rõ nữa thì theo mã; trống nếu không có bản khác, hoặc bài này chính là bản ấy",
            refers_to="articles",
        ),
        Column(
            "same_page_as",
            "mã bài đăng sớm nhất (không rõ thì theo mã) trong các bài lấy từ cùng một địa chỉ; trống nếu không có "
            "bài khác, hoặc bài này chính là bài ấy",
            refers_to="articles",
        ),
    ),
)
APPEARANCES = Table(
    "article_persons",
    "Nhân vật trong từng bài",
    "Mỗi dòng một lần một bài nêu một người.",
    (
        _ARTICLE,
        _NUMBER,
        Column("person_id", "người được nêu", refers_to="persons", required=True),
        Column("name", "tên theo chữ của bài"),
        Column("roles", "chức vụ theo chữ của bài, ngăn bằng dấu “; ”"),
        Column("new_roles", "chức vụ mới nhận theo bài"),
        Column("former_roles", "chức vụ đã thôi giữ theo bài"),
    ),
    ("article_id", "number"),
    "article_id",
)
ARTICLE_PROVINCES = Table(
    "article_provinces",
    "Tỉnh, thành phố trong từng bài",
    "Mỗi dòng một lần một bài nêu một tỉnh, thành phố.",
    (
        _ARTICLE,
        _NUMBER,
        Column("province_id", "tỉnh, thành phố", refers_to="provinces", required=True),
        Column("name", "tên theo chữ của bài"),
    ),
    ("article_id", "number"),
    "article_id",
)
PERSONS = Table("persons", "Nhân vật", "Mỗi dòng một người.", (_ID, _NAME, _NAMES, _COUNT, _FIRST, _LAST, _URL))
MEMBERSHIPS = Table(
    "memberships",
    "Chức vụ",
    "Mỗi dòng một chức vụ của một người; các cách viết của một chức vụ được gộp làm một. Ngày đầu và ngày cuối là của "
    "bài báo, không phải của nhiệm kỳ.",
    (
        Column("id", "mã của dòng", required=True),
        Column("person_id", "người giữ", refers_to="persons", required=True),
        Column("office", "chức vụ, theo cách viết đầy đủ nhất", required=True),
        Column("role", "phần chức danh: Phó Trưởng Ban"),
        Column("organization", "phần cơ quan theo chữ của bài"),
        Column("organization_id", "cơ quan, nếu biết chắc là cơ quan nào", refers_to="organizations"),
        _COUNT,
        Column("first_date", "ngày của bài sớm nhất có ngày mà theo đó người ấy đang giữ hoặc mới nhận", "date"),
        Column("last_date", "ngày của bài muộn nhất như vậy", "date"),
        Column("taken_up", "có bài cho biết là mới nhận", "boolean", required=True),
        Column("given_up", "có bài cho biết là đã thôi giữ hoặc từng giữ", "boolean", required=True),
    ),
)
SIGHTINGS = Table(
    "membership_articles",
    "Bài nêu từng chức vụ",
    "Mỗi dòng một cách viết của một chức vụ trong một bài.",
    (
        Column("membership_id", "chức vụ của ai", refers_to="memberships", required=True),
        _ARTICLE,
        Column("office", "chức vụ theo chữ của bài", required=True),
        Column(
            "change",
            "taken_up: mới nhận; given_up: thôi giữ; former: chỉ nêu là nguyên; để trống: không nói có thay đổi",
        ),
    ),
    ("membership_id", "article_id", "office"),
    "membership_id",
)
ORGANIZATIONS = Table(
    "organizations",
    "Cơ quan",
    "Mỗi dòng một cơ quan có chức vụ được nêu và biết chắc là cơ quan nào: của trung ương, hoặc của một tỉnh mà "
    "bài cho biết.",
    (
        Column("id", "mã", required=True),
        Column("name", "tên, không kèm tên tỉnh", required=True),
        Column("province_id", "tỉnh, thành phố", refers_to="provinces"),
    ),
)
CLUSTERS = Table(
    "clusters",
    "Cụm, khối thi đua",
    "Mỗi dòng một cụm hoặc khối.",
    (
        _ID,
        _NAME,
        _NAMES,
        Column("sectors", "ngành, lĩnh vực theo chữ của các bài, ngăn bằng dấu “; ”"),
        _COUNT,
        _FIRST,
        _LAST,
        _URL,
    ),
)
CLUSTER_MENTIONS = Table(
    "article_clusters",
    "Cụm, khối thi đua trong từng bài",
    "Mỗi dòng một lần một bài nêu một cụm hoặc khối.",
    (
        _ARTICLE,
        _NUMBER,
        Column("cluster_id", "cụm, khối", refers_to="clusters", required=True),
        Column("name", "tên theo chữ của bài"),
        Column("cluster_number", "số của cụm", "integer"),
        Column("sector", "ngành, lĩnh vực theo chữ của bài"),
        Column("leader", "cụm trưởng, khối trưởng theo chữ của bài"),
    ),
    ("article_id", "number"),
    "cluster_id",
)
MEMBERS = Table(
    "cluster_members",
    "Thành viên của cụm, khối theo từng bài",
    "Mỗi dòng một thành viên mà một bài nêu; mỗi thời kỳ có thể khác.",
    (
        Column("cluster_id", "cụm, khối", refers_to="clusters", required=True),
        _ARTICLE,
        Column("number", "lần nêu cụm trong bài, như ở article_clusters", "integer", required=True),
        Column("position", "thứ tự thành viên trong bài, từ 1", "integer", required=True),
        Column("member", "thành viên theo chữ của bài"),
        Column("province_id", "tỉnh, thành phố ấy, nếu là một tỉnh, thành phố có trang", refers_to="provinces"),
    ),
    ("article_id", "number", "position"),
    "cluster_id",
)
PROVINCES = Table(
    "provinces",
    "Tỉnh, thành phố",
    "Mỗi dòng một tỉnh, thành phố được nêu.",
    (
        _ID,
        _NAME,
        _NAMES,
        Column("successor", "tỉnh, thành phố có địa bàn ấy từ ngày 1/7/2025"),
        _COUNT,
        _FIRST,
        _LAST,
        _URL,
    ),
)
DOCUMENTS = Table(
    "documents",
    "Văn bản",
    "Mỗi dòng một văn bản, nhận ra theo loại và số.",
    (_ID, _NAME, _COUNT, _FIRST, _LAST, _URL),
)
CITATIONS = Table(
    "article_documents",
    "Văn bản trong từng bài",
    "Mỗi dòng một lần một bài viện dẫn một văn bản.",
    (
        _ARTICLE,
        _NUMBER,
        Column("document_id", "văn bản", refers_to="documents", required=True),
        Column("kind", "loại theo chữ của bài"),
        Column("document_number", "số theo chữ của bài"),
        Column("date", "ngày ban hành theo bài", "date"),
        Column("issuer", "cơ quan ban hành theo bài"),
    ),
    ("article_id", "number"),
    "document_id",
)
FIGURES = Table(
    "figures",
    "Số liệu",
    "Mỗi dòng một số liệu của một bài.",
    (
        _ARTICLE,
        _NUMBER,
        Column("value", "giá trị", "number"),
        Column("unit", "cái được đếm, theo chữ của bài; % là tỷ lệ"),
        Column("quote", "những chữ của bài nói điều đó"),
    ),
    ("article_id", "number"),
)

FAMILIES = (
    Family(ARTICLES, rows.articles, (("persons", APPEARANCES), ("provinces", ARTICLE_PROVINCES))),
    Family(PERSONS, rows.persons),
    Family(MEMBERSHIPS, rows.memberships, (("articles", SIGHTINGS),)),
    Family(ORGANIZATIONS, rows.organizations),
    Family(CLUSTERS, rows.clusters, (("mentions", CLUSTER_MENTIONS), ("members", MEMBERS))),
    Family(PROVINCES, rows.provinces),
    Family(DOCUMENTS, rows.documents, (("citations", CITATIONS),)),
    Family(FIGURES, rows.figures),
)
TABLES = tuple((family, table) for family in FAMILIES for table in family.tables)
