"""What an inspection brings: what is kept of a file, or why it is not taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Why a file is not taken; the words are Thai, for the person who chose it."""

    EMPTY = "ไฟล์นี้ว่าง ไม่มีข้อมูล"
    UNKNOWN = "ไม่รองรับไฟล์ชนิดนี้ ใช้ภาพ JPG, PNG, WebP หรือไฟล์ PDF, Word, Excel, PowerPoint"
    HEIC = "ไม่รองรับภาพ HEIC โปรดตั้งกล้องเป็น “เข้ากันได้มากที่สุด” หรือแปลงเป็น JPG แล้วลองอีกครั้ง"
    OLD_OFFICE = "ไม่รองรับไฟล์ Office รุ่นเก่า โปรดบันทึกเป็น .docx .xlsx .pptx หรือ PDF แล้วลองอีกครั้ง"
    OTHER_EXTENSION = "นามสกุลของไฟล์ไม่ตรงกับเนื้อหา โปรดตรวจว่าเลือกไฟล์ถูก"
    DAMAGED = "เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสียหายหรือมาไม่ครบ โปรดเปิดดูในเครื่องแล้วบันทึกใหม่"
    TOO_MANY_PIXELS = "ภาพนี้มีจุดภาพมากเกินไป โปรดย่อภาพแล้วลองอีกครั้ง"
    ANIMATED = "ไม่รองรับภาพเคลื่อนไหว โปรดใช้ภาพนิ่ง"
    ENCRYPTED = "ไฟล์นี้ตั้งรหัสผ่านหรือจำกัดสิทธิ์ไว้ โปรดบันทึกแบบไม่มีรหัสผ่านแล้วลองอีกครั้ง"
    TOO_MANY_PAGES = "ไฟล์นี้มีเกิน ๕๐๐ หน้า โปรดแยกเป็นหลายไฟล์"
    ACTIVE = "ไฟล์นี้มีคำสั่งที่ทำงานเองได้ โปรดพิมพ์เป็น PDF ใหม่แล้วลองอีกครั้ง"
    HOLDS_FILES = "ไฟล์นี้มีไฟล์อื่นฝังอยู่ข้างใน โปรดบันทึกเป็น PDF หรือแนบไฟล์นั้นแยกต่างหาก"
    MACROS = "ไฟล์นี้มีมาโคร โปรดบันทึกเป็นชนิดที่ไม่มีมาโคร (.docx .xlsx .pptx) หรือ PDF"
    LINKED = "ไฟล์นี้ดึงข้อมูลจากที่อื่นเมื่อเปิด โปรดตัดการเชื่อมโยงหรือบันทึกเป็น PDF"
    SUSPICIOUS = "โครงสร้างของไฟล์นี้ผิดปกติ โปรดบันทึกใหม่หรือบันทึกเป็น PDF แล้วลองอีกครั้ง"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A number of a person, by its kind; `page` counts from 1, 0 where there are no pages."""

    kind: str
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """What a file is. `data` and `thumbnail` are pictures drawn anew; a document stays as it is.

    `had_location` says that a picture told where it was taken, which what is kept of it does not.
    """

    media_type: str
    extension: str
    source_sha256: str
    source_bytes: int
    data: bytes | None = None
    thumbnail: bytes | None = None
    width: int | None = None
    height: int | None = None
    page_count: int | None = None
    had_location: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def is_picture(self) -> bool:
        return self.data is not None


@dataclass(frozen=True, kw_only=True)
class Refused:
    """The file is not taken."""

    fault: Fault


class Unfit(Exception):
    """Raised where a fault is found; `inspect` makes a Refused of it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault
