"""Emulation clusters and blocs: how they are named, joined, what their members are and who leads them."""

import pytest

from generator.extract.clusters import extract_clusters
from generator.extract.facts import Sentence
from generator.model import ClusterMention
from generator.sentences import split_sentences


def clusters_of(text: str) -> list[ClusterMention]:
    return [fact.value for fact in extract_clusters([Sentence(each, 1, 0) for each in split_sentences(text)])]


@pytest.mark.parametrize(
    ("text", "number", "sector"),
    [
        ("Cụm thi đua số II Hội Nông dân các tỉnh họp.", 2, "Hội Nông dân các tỉnh"),
        ("Cụm thi đua 5 Công đoàn tỉnh họp.", 5, "Công đoàn tỉnh"),
        ("Cụm thi đua số 7 - Bộ Công an tổ chức hội nghị.", 7, "Bộ Công an"),
        ("Cụm thi đua số 4, ngành Tư pháp họp.", 4, "ngành Tư pháp"),
        ("Cụm thi đua số 3 thuộc Cục Hải quan họp.", 3, "Cục Hải quan"),
        ("Cụm thi đua số 9, Bộ đội Biên phòng: Tổng kết năm.", 9, "Bộ đội Biên phòng"),
        ("Khối thi đua số 8 - Khối ngân hàng ký giao ước.", 8, "Khối ngân hàng"),
        ("Khối thi đua Doanh nghiệp số 2 ký giao ước.", 2, "Doanh nghiệp"),
        ("Khối thi đua Nam Bộ 3 thuộc Tổng công ty họp.", 3, "Nam Bộ"),
        ("Khối thi đua các cơ quan tổng hợp (Khối 6) họp.", 6, "các cơ quan tổng hợp"),
        ("Hội Luật gia cụm số 2 phát động thi đua.", 2, "Hội Luật gia"),
        (
            "Khối thi đua các cơ quan tham mưu, giúp việc Tỉnh ủy tổng kết.",
            None,
            "các cơ quan tham mưu, giúp việc Tỉnh ủy",
        ),
        ("Khối thi đua các cơ quan thông tin, báo chí tỉnh họp.", None, "các cơ quan thông tin, báo chí tỉnh"),
        ("Khối thi đua các tổ chức chính trị - xã hội huyện họp.", None, "các tổ chức chính trị - xã hội huyện"),
        (
            "Cụm thi đua Mặt trận 5 thành phố trực thuộc Trung ương họp.",
            None,
            "Mặt trận 5 thành phố trực thuộc Trung ương",
        ),
        ("Cụm thi đua các tỉnh Tây Bắc sơ kết công tác.", None, "các tỉnh Tây Bắc"),
        ("Khối thi đua Hà Giang – Cao Bằng gồm 4 đơn vị.", None, "Hà Giang – Cao Bằng"),
        ("Khối thi đua 12 năm học 2021 - 2022 họp.", 12, ""),
        ("Cụm thi đua Quỹ Khuyến học các xã họp.", None, "Quỹ Khuyến học các xã"),
        ("Khối thi đua Hội Làm vườn và các tổ chức khác (Khối thi đua 4) họp.", 4, "Hội Làm vườn và các tổ chức khác"),
        ("Cụm thi đua Hội Làm vườn (HLV) các tỉnh họp.", None, "Hội Làm vườn (HLV) các tỉnh"),
        ("Cụm thi đua khu vực Duyên hải, Đồng bằng Bắc Bộ họp.", None, "khu vực Duyên hải, Đồng bằng Bắc Bộ"),
        (
            "Dự có Cụm thi đua các tỉnh biên giới phía Tây và 85 đại biểu điển hình.",
            None,
            "các tỉnh biên giới phía Tây",
        ),
        ("Khen thưởng Khối thi đua Công đoàn huyện cùng hơn 1.200 cá nhân.", None, "Công đoàn huyện"),
        ("Cụm thi đua Mặt trận và 5 đoàn thể họp.", None, "Mặt trận và 5 đoàn thể"),
        ("Cụm thi đua số 7 tổ chức Hội nghị tổng kết.", 7, ""),
        ("Cụm thi đua số 7 ngành YHCT tổ chức hội nghị.", 7, "ngành YHCT"),
        ("Cụm ba tỉnh vùng cao ký giao ước thi đua.", None, "ba tỉnh vùng cao"),
        ("Cụm thi đua các xã ven biển 6 tháng đầu năm có tiến bộ.", None, "các xã ven biển"),
        ("Cụm thi đua Tây nam sông Hằng họp.", None, "Tây nam sông Hằng"),
        ("Khối thi đua Du lịch, dịch vụ họp.", None, "Du lịch, dịch vụ"),
        ("Khối thi đua Y tế - Giáo dục họp.", None, "Y tế - Giáo dục"),
        ("Khối thi đua các Ban Quản lý dự án họp.", None, "các Ban Quản lý dự án"),
        ("Khối thi đua Ban Quản lý các KCN, KKT tỉnh họp.", None, "Ban Quản lý các KCN, KKT tỉnh"),
        ("Cụm thi đua các Hội Làm vườn TP.HCM tiến hành họp.", None, "các Hội Làm vườn TP.HCM"),
        ("Cụm thi đua số 7 ngành Thuế họp.", 7, "ngành Thuế"),
        ("Cụm thi đua số 7 (Hội Làm vườn các xã) họp.", 7, "Hội Làm vườn các xã"),
        ("Khối thi đua số 7 (Khối nội chính) họp.", 7, "Khối nội chính"),
        ("Khối thi đua số 7 - các đơn vị lực lượng vũ trang họp.", 7, "các đơn vị lực lượng vũ trang"),
        ("Cụm thi đua số 7, Hội Làm vườn Việt Nam tổ chức họp.", 7, "Hội Làm vườn Việt Nam"),
        ("Cụm thi đua số 7, Sở Y tế các tỉnh phía Nam họp.", 7, "Sở Y tế các tỉnh phía Nam"),
        ("Cụm thi đua 7 Hội Làm vườn tỉnh họp.", 7, "Hội Làm vườn tỉnh"),
        ("Hội Làm vườn các xã thuộc Cụm thi đua số 7 họp.", 7, "Hội Làm vườn các xã"),
        ("Các hội trong Cụm Bắc Trung bộ phát động thi đua.", None, "Bắc Trung bộ"),
        ("Khối các sở tổng hợp 1 ký giao ước thi đua.", 1, "các sở tổng hợp"),
        ("Cụm số 7 họp. Các xã trong cụm thi đua vui.", 7, ""),
        ("Cụm thi đua số 7 gồm Tổ Chè Nà Bó, Sở Y tế A, Sở Y tế B.", 7, ""),
        ("Cụm thi đua số 7 gồm Hội Chè tỉnh A, Hội Chè tỉnh B, Hội Chè huyện C.", 7, "Hội Chè"),
    ],
)
def test_number_and_sector(text: str, number: int | None, sector: str) -> None:
    assert [(each.number, each.sector) for each in clusters_of(text)] == [(number, sector)]


@pytest.mark.parametrize(
    "text",
    [
        "Đảng bộ Khối Doanh nghiệp và Đảng ủy Khối các cơ quan phát động thi đua.",
        "Các cụm, khối thi đua trên địa bàn tỉnh đều sơ kết.",
        "Tỉnh có 12 khối thi đua các sở, ngành.",
        "Hai khối thi đua của thành phố Cần Thơ cùng họp.",
        "Hoạt động Cụm thi đua 6 tháng đầu năm khá đều.",
        "3 khối thi đua các huyện cùng họp.",
        "Đảng ủy Khối các cơ quan tỉnh tổng kết phong trào thi đua.",
        "Trưởng Cụm thi đua Lê Văn Ba phát biểu.",
        "Khối lớp 12 thi đua học tốt; khối 5 của phường sạch đẹp.",
    ],
)
def test_no_cluster(text: str) -> None:
    assert clusters_of(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "KHỐI THI ĐUA CÁC CƠ QUAN ĐẢNG TỔNG KẾT NĂM. Khối thi đua các cơ quan Đảng họp.",
            ["Khối thi đua các cơ quan Đảng"],
        ),
        ("Cụm thi đua số 3 ngành Y tế họp. Cụm thi đua số 3 ký giao ước.", ["Cụm thi đua số 3 ngành Y tế"]),
        ("Cụm thi đua số 1 Hội CCB tỉnh họp. Cụm thi đua số 1 Hội Cựu chiến binh tỉnh ký.", 1),
        ("Cụm thi đua số 1 và Cụm thi đua số 2 ngành Thuế họp.", 2),
        ("Cụm thi đua số 1, số 2 và số 3 ngành Thuế họp.", 3),
        ("Cụm thi đua số 1 ngành Thuế họp. Khối thi đua số 1 ngành Thuế họp.", 2),
        ("Cụm thi đua số 4 Hội Nông dân tỉnh họp. Cụm thi đua số 4 ngành Kiểm sát họp.", 2),
        ("Cụm thi đua các tỉnh Tây Bắc họp. Cụm thi đua các tỉnh Tây Nguyên họp.", 2),
        ("Cụm thi đua các trường Đảng họp. Cụm thi đua số 5 gồm 6 trường.", 1),
        ("Cụm thi đua các tỉnh Nam sông Hằng họp. Cụm thi đua 6 tỉnh Nam sông Hằng ký.", 1),
        ("Cụm thi đua số 5 họp. Cụm thi đua các trường Đảng vui. Cụm thi đua số 5 các trường Đảng ký.", 1),
    ],
)
def test_mentions_of_one_cluster_are_joined(text: str, names: list[str] | int) -> None:
    found = [each.name for each in clusters_of(text)]
    assert (found if isinstance(names, list) else len(found)) == names


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Cụm thi đua số 2 gồm: Hội Nông dân các tỉnh: Lào Cai, Yên Bái và tỉnh Phú Thọ đã họp.",
         "Lào Cai|Yên Bái|Phú Thọ"),
        ("Cụm thi đua số 2 gồm 3 tỉnh, thành phố: Hà Nội, Huế và Đà Nẵng.", "Hà Nội|Huế|Đà Nẵng"),
        ("Cụm thi đua số 2 (Bình Lục, Lý Nhân, Kim Bảng) ký giao ước.", "Bình Lục|Lý Nhân|Kim Bảng"),
        ("Cụm thi đua số 2 gồm 4 trường tỉnh (Trường Chính trị A, Trường Chính trị B, Trường Chính trị C) họp.",
         "Trường Chính trị A|Trường Chính trị B|Trường Chính trị C"),
        ("Cụm thi đua số 2 gồm Kon Tum (đơn vị Cụm trưởng), Gia Lai (Cụm phó) và Lâm Đồng.",
         "Kon Tum|Gia Lai|Lâm Đồng"),
        ("Khối thi đua số 2 gồm 3 đơn vị: Cục Thuế tỉnh - Khối trưởng; Sở Văn hóa, Thể thao và Du lịch; Sở Y tế họp.",
         "Cục Thuế tỉnh|Sở Văn hóa, Thể thao và Du lịch|Sở Y tế"),
        ("Khối thi đua số 2 họp. Với 03 đơn vị thành viên: Sở Nội vụ, Thanh tra tỉnh, Ban Dân tộc; năm qua tiến bộ.",
         "Sở Nội vụ|Thanh tra tỉnh|Ban Dân tộc"),
        ("Cụm thi đua số 2 gồm 3 đơn vị là huyện Như Xuân, Bá Thước và 2 thành phố Sầm Sơn, Thanh Hóa.",
         "huyện Như Xuân|Bá Thước|Sầm Sơn|Thanh Hóa"),
        ("Cụm thi đua số 2 gồm BĐBP các tỉnh, thành phố Cà Mau, Cần Thơ và Hải đoàn 3 đã họp.",
         "Cà Mau|Cần Thơ|Hải đoàn 3"),
        ("Cụm thi đua số 2 họp. Cụm gồm LĐLĐ 2 tỉnh: Hà Nam, Nam Định và LĐLĐ TP Hải Phòng.",
         "Hà Nam|Nam Định|Hải Phòng"),
        ("Cụm thi đua số 2 họp. Cụm có ba thành viên, từ Sơn La ở phía tây đến Hà Giang và bạn mới Yên Bái.",
         "Sơn La|Hà Giang|Yên Bái"),
        ("Cụm thi đua số 2 họp. Cùng với chủ nhà Long An, tham gia cụm còn có các tỉnh: Tây Ninh, Bến Tre.",
         "Long An|Tây Ninh|Bến Tre"),
        ("Cụm thi đua số 2 họp. Dự có lãnh đạo các tỉnh trong cụm: Sơn La, Lai Châu, Lào Cai.",
         "Sơn La|Lai Châu|Lào Cai"),
        ("Hội Nông dân các tỉnh Sơn La, Lai Châu và Lào Cai thuộc Cụm thi đua số 2 cùng họp.",
         "Sơn La|Lai Châu|Lào Cai"),
        ("Cụm thi đua số 2 họp. Dự có Công an các tỉnh: Sơn La, Lai Châu, Lào Cai, Yên Bái.",
         "Sơn La|Lai Châu|Lào Cai|Yên Bái"),
        # How a list is introduced.
        ("Cụm thi đua số 2, ngành Thuế ba tỉnh (thành phố) phía Bắc: Hà Nội, Hưng Yên, Bắc Ninh, Phú Thọ họp.",
         "Hà Nội|Hưng Yên|Bắc Ninh|Phú Thọ"),
        ("Cụm thi đua số 2 họp. Cụm có 3 thành viên. Đó là Hội Làm vườn các tỉnh: Sơn La, Lai Châu, Lào Cai.",
         "Sơn La|Lai Châu|Lào Cai"),
        ("Cụm thi đua số 2 họp. Được biết, Cụm 2 gồm 3 đơn vị: Sở Y tế, Bưu điện tỉnh và Ban Dân tộc tỉnh.",
         "Sở Y tế|Bưu điện tỉnh|Ban Dân tộc tỉnh"),
        ("Cụm thi đua số 2 họp. Dự có lãnh đạo 3 đơn vị trong Cụm: Sở Y tế, Sở Nội vụ, Trại giam Số 5.",
         "Sở Y tế|Sở Nội vụ|Trại giam Số 5"),
        ("Cụm thi đua số 2 họp. Dự có lãnh đạo các đơn vị thuộc Cụm thi đua 2 (Sở Y tế, Sở Nội vụ, Báo Hà Tây).",
         "Sở Y tế|Sở Nội vụ|Báo Hà Tây"),
        ("Đoàn xã các xã (Lũng Cao, Bản Nưa, Nà Tấu) thuộc Cụm thi đua số 2 cùng họp.", "Lũng Cao|Bản Nưa|Nà Tấu"),
        ("Hội Làm vườn cụm số 2, gồm các tỉnh: Sơn La, Lai Châu, tổ chức họp. Cụm thi đua số 2 ký giao ước.",
         "Sơn La|Lai Châu"),
        ("Cụm thi đua số 2 họp. Hội thao quy tụ 4 đội: Sở Y tế, Sở Nội vụ, Báo Hà Tây, Trại giam Số 5.",
         "Sở Y tế|Sở Nội vụ|Báo Hà Tây|Trại giam Số 5"),
        # What an item may look like.
        ("Cụm thi đua số 2 gồm 3 trường chính trị tỉnh Sơn La, Lai Châu, Lào Cai.", "Sơn La|Lai Châu|Lào Cai"),
        ("Cụm thi đua số 2 gồm Hội Làm vườn tỉnh Sơn La, Lai Châu, Lào Cai.", "Sơn La|Lai Châu|Lào Cai"),
        ("Cụm thi đua số 2 gồm các phòng: Tư pháp, Y tế, Giáo dục và Đào tạo.", "Tư pháp|Y tế|Giáo dục và Đào tạo"),
        ("Cụm thi đua số 2 gồm 3 đảng ủy: Công an huyện, Lâm trường Bản Nưa và Xưởng Chè Nà Tấu.",
         "Công an huyện|Lâm trường Bản Nưa|Xưởng Chè Nà Tấu"),
        ("Cụm thi đua số 2 gồm: Cục Thi hành án tỉnh, Phòng Hậu cần, Ban Quản lý dự án tỉnh, Cảng Hàng không A.",
         "Cục Thi hành án tỉnh|Phòng Hậu cần|Ban Quản lý dự án tỉnh|Cảng Hàng không A"),
        ("Cụm thi đua số 2 gồm: Trường Đại học A, Phân hiệu Trường B tại Gia Lai, Trường C.",
         "Trường Đại học A|Phân hiệu Trường B tại Gia Lai|Trường C"),
        ("Cụm thi đua số 2 gồm Sơn La, Lai Châu; Sở Y tế tỉnh Sơn La là đơn vị chủ nhà.", "Sơn La|Lai Châu"),
        ("Cụm thi đua số 2 gồm Sở Y tế các tỉnh: Sơn La, Lai Châu; Sở Y tế TP. Huế.", "Sơn La|Lai Châu|Huế"),
        ("Cụm thi đua số 2 gồm: Sở Y tế, Văn phòng Đoàn ĐBQH và HĐND tỉnh và Sở Nội vụ.",
         "Sở Y tế|Văn phòng Đoàn ĐBQH và HĐND tỉnh|Sở Nội vụ"),
        ("Cụm thi đua số 2 gồm Hội Chè thành phố A và các xã B, C long trọng tổ chức họp.",
         "Hội Chè thành phố A|B|C"),
        ("Cụm thi đua số 2 gồm TP. Vinh và các huyện: Nam Đàn, Đô Lương.", "TP. Vinh|Nam Đàn|Đô Lương"),
        ("Cụm thi đua số 2 gồm 2 phường (Tô Hiệu, Chiềng Lề) và 2 xã (Hua La, Chiềng Cọ).",
         "Tô Hiệu|Chiềng Lề|Hua La|Chiềng Cọ"),
        ("Cụm thi đua số 2 (Sơn La - Lai Châu - Điện Biên) họp.", "Sơn La|Lai Châu|Điện Biên"),
        ("Cụm thi đua số 2 có các xã Hua La, Chiềng Cọ và Nà Bó.", "Hua La|Chiềng Cọ|Nà Bó"),
        ("Cụm thi đua số 2 gồm ba trường thuộc Sơn La, Lai Châu và Lào Cai.", "Sơn La|Lai Châu|Lào Cai"),
        ("Khối thi đua số 2: Sở Y tế, Sở Nội vụ, Thanh tra tỉnh cùng họp.", "Sở Y tế|Sở Nội vụ|Thanh tra tỉnh"),
        ("Khối thi đua số 2 gồm Sở NN&PTNT, Sở VH,TT&DL, Sở Y tế.", "Sở NN&PTNT|Sở VH, TT&DL|Sở Y tế"),
        ("Khối thi đua số 2 gồm Sở Y tế, Lao động - Thương binh và Xã hội, Báo Hà Tây.",
         "Sở Y tế|Lao động - Thương binh và Xã hội|Báo Hà Tây"),
        ("Khối thi đua số 2 gồm Sở Y tế, Văn phòng Huyện ủy tổ chức hội nghị.", "Sở Y tế|Văn phòng Huyện ủy"),
        ("Khối thi đua số 2 gồm Sở Y tế, Ban Quản lý khu kinh tế và các khu công nghiệp tỉnh, Báo Hà Tây.",
         "Sở Y tế|Ban Quản lý khu kinh tế và các khu công nghiệp tỉnh|Báo Hà Tây"),
        ("Khối thi đua số 2 họp. Dự có đại diện các đơn vị thành viên: Sở Y tế, Sở Nội vụ, Báo Hà Tây, Cảng A.",
         "Sở Y tế|Sở Nội vụ|Báo Hà Tây|Cảng A"),
        ("Khối thi đua số 2 họp. Dự có các đơn vị: Sở Y tế (Khối trưởng), Sở Nội vụ, Báo Hà Tây, Cảng A.",
         "Sở Y tế|Sở Nội vụ|Báo Hà Tây|Cảng A"),
        ("Khối thi đua số 2 họp. Các đơn vị trong khối là Sở Y tế, Sở Nội vụ, Báo Hà Tây.",
         "Sở Y tế|Sở Nội vụ|Báo Hà Tây"),
        ("Cụm thi đua báo Đảng phía Bắc họp. Dự có đại diện Báo Hà Tây, Báo Nam Hà, Báo Hà Bắc, Báo Bắc Thái.",
         "Báo Hà Tây|Báo Nam Hà|Báo Hà Bắc|Báo Bắc Thái"),
        ("Cụm thi đua số 2 họp. Ngoài đơn vị chủ nhà Sở Y tế, Cụm còn có Sở Nội vụ và Báo Hà Tây.",
         "Sở Y tế|Sở Nội vụ|Báo Hà Tây"),
        ("Xã Hua La, xã Nà Bó và thị trấn Hát Lót thuộc Cụm thi đua số 2 họp.", "Xã Hua La|xã Nà Bó|thị trấn Hát Lót"),
        ("Cụm thi đua số 2 họp. Dự có Hội Chè các tỉnh: Sơn La, Lai Châu, Hà Nội và đơn vị cụm trưởng Hội Chè tỉnh B.",
         "Sơn La|Lai Châu|Hà Nội|Hội Chè tỉnh B"),
        # What is no list of members.
        ("Cụm thi đua số 2 gồm các trường đại học, cao đẳng trên địa bàn.", ""),
        ("Khối thi đua số 2 gồm các nội dung thi đua: Phát triển Sản xuất, Giữ vững An ninh, Xây dựng Đảng.", ""),
        ("Cụm thi đua số 2 có 7 đơn vị, trong đó 3 đơn vị đạt cờ: Sơn La, Lai Châu, Lào Cai.", ""),
        ("Khối thi đua số 2 họp. Dự có lãnh đạo các sở: Sở Nội vụ, Sở Tài chính, Thanh tra tỉnh, Sở Y tế.", ""),
        ("Cụm thi đua số 2 họp, tặng cờ cho các đơn vị trong cụm như: Sơn La, Lai Châu, Lào Cai.", ""),
        ("Cụm thi đua số 2 có các xã Hua La, Chiềng Cọ đạt chuẩn.", ""),
        ("Khối thi đua số 2 có 12 đơn vị, gồm Hội Chè (các nhánh: Hua La, Nà Bó, Hát Lót); Hội Cam (nhánh: Ba).", ""),
        ("Cụm thi đua số 2 gồm các đồng chí: Lê Văn Ba, Trần Thị Tư cùng dự.", ""),
    ],
)  # fmt: skip
def test_members(text: str, members: str) -> None:
    (cluster,) = clusters_of(text)
    assert "|".join(cluster.members) == members


def test_members_in_lines_of_their_own() -> None:
    lines = ["Cụm thi đua số 2 gồm các đơn vị sau:", "- Sở Y tế;", "- Sở Nội vụ (Cụm trưởng);", "- Báo Hà Tây."]
    sentences = [Sentence(text, line, line) for line, text in enumerate(lines, 1)]
    (fact,) = extract_clusters(sentences)
    assert fact.value.members == ("Sở Y tế", "Sở Nội vụ", "Báo Hà Tây")
    assert fact.quote == lines[0]


@pytest.mark.parametrize(
    "lines",
    [
        ("KHỐI THI ĐUA NỘI CHÍNH:", "1. Sở Y tế.", "2. Sở Nội vụ.", "3. Báo Hà Tây."),
        ("Khối thi đua số 2 gồm các đơn vị:", "Sở Y tế", "Sở Nội vụ", "Báo Hà Tây", "Năm qua có nhiều tiến bộ."),
    ],
)
def test_members_in_numbered_or_bare_lines(lines: tuple[str, ...]) -> None:
    sentences = [Sentence(text, n, n) for n, line in enumerate(lines, 1) for text in split_sentences(line)]
    (fact,) = extract_clusters(sentences)
    assert fact.value.members == ("Sở Y tế", "Sở Nội vụ", "Báo Hà Tây")


def test_two_clusters_have_their_own_members() -> None:
    text = "Cụm thi đua số 1 gồm 2 huyện: Như Xuân, Bá Thước; Cụm thi đua số 2 gồm 2 huyện: Lý Nhân, Bình Lục."
    assert [each.members for each in clusters_of(text)] == [("Như Xuân", "Bá Thước"), ("Lý Nhân", "Bình Lục")]


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        ("Cụm thi đua số 2 họp. Sở Nội vụ tỉnh Yên Bái (Cụm trưởng năm 2017) chủ trì.", "Sở Nội vụ tỉnh Yên Bái"),
        ("Cụm thi đua số 2 do Hội Nông dân huyện Lý Nhân làm Cụm trưởng.", "Hội Nông dân huyện Lý Nhân"),
        ("Cụm thi đua số 2 họp. Công an phường Ba Hàng được giao làm Cụm trưởng.", "Công an phường Ba Hàng"),
        ("Khối thi đua số 2 họp dưới sự điều hành của Khối trưởng là Ban Dân vận Huyện ủy.", "Ban Dân vận Huyện ủy"),
        ("Khối thi đua số 2 họp. Ông Lê Văn Ba, Phó Chủ tịch HĐND tỉnh, đơn vị trưởng Khối chủ trì.", ""),
        ("Khối thi đua số 2 gồm Sở Y tế, Sở Nội vụ. Giám đốc Sở Y tế, Khối trưởng, phát biểu.", "Sở Y tế"),
        ("Giám đốc Sở Y tế - Khối trưởng Khối thi đua số 2 phát biểu.", "Sở Y tế"),
        ("Phó Giám đốc Sở Y tế - Khối trưởng Khối thi đua số 2 phát biểu.", ""),
        ("Khối thi đua số 2 gồm 9 đơn vị, trong đó Bảo tàng tỉnh được giao nhiệm vụ Khối trưởng.", "Bảo tàng tỉnh"),
        (
            "Cụm thi đua số 2 họp. Hội Đất - Nước tỉnh Sơn La được chỉ định làm Cụm trưởng.",
            "Hội Đất - Nước tỉnh Sơn La",
        ),
        (
            "Cụm thi đua số 2 họp. Sở Văn hóa, Thể thao và Du lịch tỉnh Sơn La là Cụm trưởng.",
            "Sở Văn hóa, Thể thao và Du lịch tỉnh Sơn La",
        ),
        ("Khối thi đua số 2 gồm Sở Y tế, Sở Nội vụ và Ban Dân tộc tỉnh (Trưởng khối).", "Ban Dân tộc tỉnh"),
        ("Là đơn vị Cụm trưởng Cụm thi đua số 2, Sở Y tế tỉnh Sơn La chủ trì.", "Sở Y tế tỉnh Sơn La"),
        ("Cụm thi đua số 2 họp. Tập đoàn chỉ định Công ty Chè Sơn La là đơn vị Cụm trưởng.", "Công ty Chè Sơn La"),
        (
            "Cụm thi đua số 2 gồm Trà Leng, Trà Vân. Chủ tịch Hội xã Trà Vân Lê Văn Ba (Cụm trưởng) nói.",
            "Hội xã Trà Vân",
        ),
        ("Cụm thi đua số 2 họp. Viện trưởng VKSND huyện Mai Sơn - đơn vị Cụm trưởng chủ trì.", "VKSND huyện Mai Sơn"),
        ("Cụm thi đua số 2 họp. Dự có Sở Y tế và đơn vị Cụm trưởng Sở Nội vụ.", "Sở Nội vụ"),
        ("Cụm thi đua số 2 họp. Chức Cụm trưởng năm 2022 do Sở Y tế đảm nhiệm.", "Sở Y tế"),
        ("Cụm thi đua số 2 họp. Sở Y tế được giao giữ chức Cụm trưởng.", "Sở Y tế"),
        ("Cụm thi đua số 2 họp. Trên cương vị Cụm trưởng, Sở Y tế tích cực đôn đốc.", "Sở Y tế"),
        ("Cụm thi đua số 2 họp. Thay mặt đơn vị Cụm trưởng, Giám đốc Sở Y tế Lê Văn Ba báo cáo.", "Sở Y tế"),
        ("Cụm thi đua số 2 (do Sở Y tế làm Trưởng cụm) họp.", "Sở Y tế"),
        ("Cụm thi đua số 2 họp. Cụm trưởng năm 2022 (Sở Y tế) trao cờ cho Cụm trưởng năm 2023 (Sở Nội vụ).", "Sở Y tế"),
        ("Cụm thi đua số 2 họp. Phó Chủ tịch UBND tỉnh Sơn La (đơn vị Cụm trưởng) phát biểu.", "UBND tỉnh Sơn La"),
        ("Cụm thi đua số 2 họp. Chủ tịch Hội Chè xã Nà Bó Mai Văn Ba, cụm trưởng, phát biểu.", "Hội Chè xã Nà Bó"),
        (
            "Cụm thi đua số 2 họp. Văn phòng Đoàn ĐBQH và HĐND tỉnh, Cụm trưởng, chủ trì.",
            "Văn phòng Đoàn ĐBQH và HĐND tỉnh",
        ),
        ("Cụm thi đua số 2 họp. Hội Chè huyện Mai Sơn được Tỉnh hội giao làm Cụm trưởng.", "Hội Chè huyện Mai Sơn"),
        ("Cụm thi đua số 2 họp. Tỉnh ủy giao Ban Dân vận Huyện ủy làm Cụm trưởng.", "Ban Dân vận Huyện ủy"),
        ("Cụm thi đua số 2 họp. Sở Giao thông chủ trì với vai trò Cụm trưởng.", "Sở Giao thông"),
        ("Cụm thi đua số 2 họp. Báo cáo của đơn vị Cụm trưởng (Sở Y tế) nêu rõ kết quả.", "Sở Y tế"),
        ("Cụm thi đua số 2 họp. Trưởng cụm Lê Văn Ba, Chánh Thanh tra tỉnh, kết luận.", "Thanh tra tỉnh"),
        ("Cụm thi đua số 2 họp. Sở Y tế đăng cai, đồng thời là Cụm trưởng.", "Sở Y tế"),
        ("Cụm thi đua số 2 họp. Đơn vị Cụm trưởng năm sau được tín nhiệm là Sở Nội vụ.", ""),
        ("Cụm thi đua số 2 họp. Sở Y tế bàn giao nhiệm vụ Cụm trưởng cho Sở Nội vụ.", ""),
        ("Cụm thi đua số 2 họp. Sở Y tế huyện Thống Nhất là Cụm trưởng.", "Sở Y tế huyện Thống Nhất"),
        ("Cụm thi đua số 2 họp, bầu Sở Y tế làm Cụm trưởng năm sau.", ""),
        ("Cụm thi đua số 2 họp. Sở Y tế trao cờ luân lưu cho đơn vị Cụm trưởng.", ""),
    ],
)
def test_leader(text: str, leader: str) -> None:
    (cluster,) = clusters_of(text)
    assert cluster.leader == leader


def test_a_sector_ends_before_what_the_headline_tells() -> None:
    assert clusters_of("Cụm thi đua số II ngành Nội vụ nhìn lại một năm")[0].sector == "ngành Nội vụ"


def test_a_cluster_named_again_by_its_number_alone() -> None:
    text = (
        "Hai Cụm thi đua số 1 và Cụm thi đua số 2 của tỉnh cùng họp. Cụm số 1 gồm các xã: Mường Bú, Mường Chùm. "
        "Cụm số 2 gồm Chiềng Lao, Hua Trai, do xã Hua Trai làm cụm trưởng."
    )
    one, two = clusters_of(text)
    assert (one.number, one.members, one.leader) == (1, ("Mường Bú", "Mường Chùm"), "")
    assert (two.number, two.members, two.leader) == (2, ("Chiềng Lao", "Hua Trai"), "xã Hua Trai")


@pytest.mark.parametrize(
    "text",
    [
        "Cụm thi đua số 2 do Sở Y tế làm Cụm trưởng, cùng các thành viên: Sở Xây dựng, Sở Nội vụ.",
        "Trong Cụm thi đua số 2, Cụm trưởng là Sở Y tế; các thành viên gồm Sở Xây dựng, Sở Nội vụ.",
    ],
)
def test_a_leader_named_before_the_other_members_is_one_of_them(text: str) -> None:
    assert clusters_of(text)[0].members == ("Sở Y tế", "Sở Xây dựng", "Sở Nội vụ")


def test_a_leader_belongs_to_the_cluster_it_is_named_for() -> None:
    text = "Cụm thi đua số 1 do xã Bom Bo làm cụm trưởng và Khối thi đua các cơ quan do Ban Dân vận làm khối trưởng."
    assert [each.leader for each in clusters_of(text)] == ["xã Bom Bo", "Ban Dân vận"]


@pytest.mark.parametrize("text", ["Cụm thi đua số 1 gồm Sở A, " * 40_000, "Cụm thi đua số 1 " * 70_000])
def test_a_hostile_sentence_is_read_in_the_end(text: str) -> None:
    assert [each.number for each in clusters_of(text)] == [1]


def test_brackets_upon_brackets_are_read_in_the_end() -> None:
    assert clusters_of("Cụm thi đua số 1 họp, dự có " + ") và 3 xã (" * 1_000)
