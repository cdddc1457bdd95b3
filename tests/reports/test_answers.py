"""The answer to the OIT item: which item, where each element is, and the words to paste."""

from reports.answers import TABLES, ElementPlace, Links, element_places, explanation
from reports.criteria import STANDARD_BOOK
from reports.kinds import Kind
from reports.measures_document import DocumentTexts, document_of
from tests.reports.rendering.fragments import ISSUE, SUGGESTIONS, report
from tests.reports.seeds import seed

LINKS = Links(
    home="https://ita.example.go.th/",
    report="https://ita.example.go.th/reports/nongruea/2568/",
    pdf="https://ita.example.go.th/reports/nongruea/2568/versions/1/pdf/",
)


def test_every_element_has_its_column():
    places = element_places(*seed("003"))

    assert [(place.headings, place.is_complete) for place in places] == [
        (("มาตรการ/กิจกรรมที่ดำเนินการ",), True),
        (("ขั้นตอนหรือวิธีการปฏิบัติ",), True),
        (("ระยะเวลาในการดำเนินการ",), True),
        (("หน่วยงานที่รับผิดชอบ",), True),
        (("ผลการดำเนินการ (Output)",), True),
        (("ผลลัพธ์หรือสัมฤทธิ์ในการดำเนินการ (Outcome/result)",), True),
    ]


def test_an_element_without_a_column_is_not_answered():
    places = element_places(report(ISSUE, fiscal_year=2568), SUGGESTIONS)

    assert places[-1] == ElementPlace(
        label="ผลลัพธ์หรือผลสัมฤทธิ์ (Outcome/Result)", headings=(), found=1, total=1
    )
    assert not places[-1].is_complete


def test_a_measures_document_is_answered_with_its_own_places():
    texts = DocumentTexts(title="มาตรการส่งเสริม", analysis="จุดอ่อน", follow_up="ทุกไตรมาส")
    criteria = STANDARD_BOOK.rounds[-1].criteria("measures")
    document = document_of(*seed("003"), texts, criteria=criteria)

    said = explanation(*document, links=LINKS, published="ฉบับที่ ๑", kind=Kind.MEASURES).splitlines()

    assert said[1].startswith("ลิงก์เปิดตรงถึงเอกสารมาตรการ")
    assert said[7] == "๒. เลือก “เอกสารมาตรการ”"
    assert said[9] == "๔. เลือกเอกสารมาตรการปีงบประมาณ พ.ศ. ๒๕๖๘ ใต้หัวข้อ “หน่วยงานที่ตรงกัน”"
    assert said[11] == "องค์ประกอบของเอกสารมาตรการอยู่ในตาราง “มาตรการและการกำกับติดตาม”"
    assert said[12].endswith("อยู่ในหัวข้อ “การวิเคราะห์ผลการประเมิน”")
    assert said[-1].endswith("อยู่ในช่อง “แนวทางการกำกับติดตามและการรายงานผล”")


def test_older_reports_had_no_elements():
    assert element_places(*seed("001")) == ()
    assert TABLES[Kind.REPORT] not in explanation(*seed("001"), links=LINKS, published="ฉบับที่ ๑")


def test_the_words_tell_the_way_and_what_is_where():
    assert explanation(*seed("003"), links=LINKS, published="ฉบับที่ ๑ เมื่อ ๑๖ มี.ค. ๒๕๖๙") == (
        "องค์การบริหารส่วนตำบลหนองเรือ เผยแพร่ “รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส"
        "ในหน่วยงาน ประจำปีงบประมาณ พ.ศ.๒๕๖๘” ฉบับที่ ๑ เมื่อ ๑๖ มี.ค. ๒๕๖๙\n"
        "ลิงก์เปิดตรงถึงรายงาน ไม่ต้องเข้าสู่ระบบ และไม่เปลี่ยนเมื่อออกฉบับใหม่\n"
        "รายงาน: https://ita.example.go.th/reports/nongruea/2568/\n"
        "ไฟล์ PDF: https://ita.example.go.th/reports/nongruea/2568/versions/1/pdf/\n"
        "\n"
        "หากเริ่มจากหน้าแรก https://ita.example.go.th/\n"
        "๑. เลือก “รายงานทั้งหมด”\n"
        "๒. พิมพ์ “องค์การบริหารส่วนตำบลหนองเรือ” ในช่อง “ค้นหาหน่วยงานหรือมาตรการ” แล้วเลือก “ค้นหา”\n"
        "๓. เลือกรายงานปีงบประมาณ พ.ศ. ๒๕๖๘ ใต้หัวข้อ “หน่วยงานที่ตรงกัน”\n"
        "\n"
        "องค์ประกอบของรายงานอยู่ในตาราง “ผลการดำเนินการตามมาตรการ”\n"
        "๑. มาตรการ โครงการ หรือกิจกรรม อยู่ในช่อง “มาตรการ/กิจกรรมที่ดำเนินการ”\n"
        "๒. ขั้นตอนหรือวิธีการปฏิบัติ อยู่ในช่อง “ขั้นตอนหรือวิธีการปฏิบัติ”\n"
        "๓. ระยะเวลาในการดำเนินการ อยู่ในช่อง “ระยะเวลาในการดำเนินการ”\n"
        "๔. ผู้รับผิดชอบ อยู่ในช่อง “หน่วยงานที่รับผิดชอบ”\n"
        "๕. ผลการดำเนินการ (Output) อยู่ในช่อง “ผลการดำเนินการ (Output)”\n"
        "๖. ผลลัพธ์หรือผลสัมฤทธิ์ (Outcome/Result) อยู่ในช่อง "
        "“ผลลัพธ์หรือสัมฤทธิ์ในการดำเนินการ (Outcome/result)”"
    )
