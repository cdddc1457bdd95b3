import io
import zipfile

import pytest
from django.core.files.storage import default_storage

from measures.services.stored_files import drop_file, keep_file
from measures.services.zipping import Entry, file_name, zip_of


def test_archive_holds_what_was_given_and_what_is_stored():
    kept = keep_file(b"x" * 700_000, folder="evidence", extension="jpg")
    entries = [
        Entry(path="อ่าน.txt", data="ก".encode()),
        Entry(path="หลักฐาน/มาตรการที่ ๑/ภาพ.jpg", stored_name=kept.name),
    ]

    blocks = list(zip_of(entries))

    with zipfile.ZipFile(io.BytesIO(b"".join(blocks))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "อ่าน.txt": "ก".encode(),
            "หลักฐาน/มาตรการที่ ๑/ภาพ.jpg": b"x" * 700_000,
        }
    assert list(zip_of(entries)) == blocks
    drop_file(kept)


def test_archive_of_a_file_that_is_gone_fails():
    assert not default_storage.exists("evidence/gone.jpg")

    with pytest.raises(FileNotFoundError):
        list(zip_of([Entry(path="a.jpg", stored_name="evidence/gone.jpg")]))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ภาพประชุม", "ภาพประชุม"),
        ("../../etc/passwd", "etc passwd"),
        ('a\\b:c*d?"<>|e', "a b c d e"),
        (" . ", "ไฟล์"),
        ("", "ไฟล์"),
        ("CON\n.", "CON"),
        ("ก" * 100, "ก" * 60),
    ],
)
def test_file_name_is_one_on_every_system(text, name):
    assert file_name(text) == name
