import pytest

from measures.inspecting.filenames import MAX_LENGTH, display_name, measure_number


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("03_ประชุมชี้แจง.jpg", "03_ประชุมชี้แจง.jpg"),
        ("ปีที่ปู่ น้ำ.pdf", "ปีที่ปู่ น้ำ.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\ภาพ.png", "ภาพ.png"),
        ("a\nb\0c\u202egpj.exe", "abcgpj.exe"),
        ("...", "ไฟล์ไม่มีชื่อ"),
        ("", "ไฟล์ไม่มีชื่อ"),
        ("ก" + "่" * 20 + ".jpg", "ไฟล์ไม่มีชื่อ"),
    ],
)
def test_display_names_are_safe_and_keep_their_letters(name, shown):
    assert display_name(name) == shown


def test_long_names_keep_their_extension():
    shown = display_name("ก" * 400 + ".jpg")

    assert len(shown) == MAX_LENGTH
    assert shown.endswith("….jpg")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("03_ภาพ.jpg", 3),
        ("๓_ภาพ.jpg", 3),
        ("๐๑๒_ภาพ.jpg", 12),
        ("folder/7_a.png", 7),
        ("2568_ภาพ.jpg", None),
        ("20250203_101010.jpg", None),
        ("0_ภาพ.jpg", None),
        ("IMG_0003.jpg", None),
        ("3.jpg", None),
        ("", None),
    ],
)
def test_a_number_before_the_name_is_that_of_a_measure(name, number):
    assert measure_number(name) == number
