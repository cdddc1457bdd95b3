"""What a person should look at after an import, each kind with its words."""

from __future__ import annotations

from collections.abc import Sequence

from measures.importing.places import Places, order
from measures.importing.reading import PlacedProblem
from measures.inputs import ProblemInput

MESSAGES = {
    # merged or left out: `quote` holds the words that stand nowhere else
    "continued": "แถวนี้ต่อจากมาตรการข้างบน รวมเป็นมาตรการเดียวกันแล้ว",
    "repeated": "ข้อความเหมือนแถวก่อนหน้าของมาตรการเดียวกัน เก็บไว้ครั้งเดียว",
    "heading_changed": "หัวช่องนี้เขียนต่างจากหัวตารางแรก รายงานจะพิมพ์ตามหัวตารางแรกทั้งฉบับ",
    "stray_text": "มีข้อความแทรกระหว่างตาราง ไม่ได้นำเข้า",
    "organization_words": "บรรทัดชื่อหน่วยงานมีคำที่ไม่ทราบว่าเป็นอำเภอหรือจังหวัด",
    # read by a rule that a person should confirm
    "heading_unknown": "ไม่รู้จักหัวช่องนี้ ข้อความในช่องเก็บไว้ใต้หัวช่องเดิม",
    "heading_guessed": "ไม่พบหัวช่องมาตรการ จึงถือว่าช่องนี้เป็นมาตรการ",
    "heading_twice": "มีหัวช่องนี้มากกว่าหนึ่งช่อง ช่องหลังเก็บไว้ใต้หัวช่องเดิม",
    "columns_uneven": "จำนวนช่องของแถวไม่เท่ากับหัวตาราง",
    "aligned": "จำนวนข้อเท่ากับจำนวนขั้นตอน จึงจับคู่ตามลำดับ",
    "owners_uneven": "จำนวนผู้รับผิดชอบไม่เท่ากับจำนวนขั้นตอน จึงเก็บไว้ที่มาตรการ",
    "several_titles": "ช่องนี้มีหลายหมายเลข โปรดตรวจว่าเป็นมาตรการเดียวหรือหลายมาตรการ ถ้าหลายให้แบ่งแถว",
    "owner_lines": "ผู้รับผิดชอบมีหลายบรรทัด แต่ไม่ทราบว่าเป็นคนเดียวหรือหลายคน โปรดตรวจกับไฟล์",
    "lines_split": "แบ่งข้อความที่ต้นบรรทัดให้เท่าจำนวนขั้นตอน โปรดตรวจกับไฟล์",
    "lines_guessed": "บรรทัดนี้ขึ้นต้นเหมือนข้อบน จึงอ่านเป็นข้อใหม่ โปรดตรวจกับไฟล์",
    "lines_joined": "บรรทัดนี้อาจเป็นข้อใหม่ แต่อ่านต่อจากบรรทัดบน โปรดตรวจกับไฟล์",
    "periods_uneven": "จำนวนระยะเวลาไม่เท่ากับจำนวนขั้นตอน จึงเก็บไว้ที่มาตรการ",
    "results_uneven": "จำนวนผลไม่เท่ากับจำนวนขั้นตอน โปรดตรวจว่าแต่ละผลอยู่ที่ขั้นตอนใด",
    "results_split": "ผลหลายข้อเขียนต่อกัน จึงแบ่งที่คำขึ้นต้นซ้ำให้เท่าจำนวนขั้นตอน",
    "results_kept": "ผลไม่พอหรือแบ่งตามขั้นตอนไม่ได้ จึงเก็บไว้ที่มาตรการ",
    "text_joined": "ข้อความขึ้นหน้าใหม่โดยไม่มีเลขข้อ จึงต่อท้ายข้อก่อนหน้า",
    "period_joined": "ระยะเวลาในแถวต่อไม่เหมือนแถวแรก จึงเก็บไว้ทั้งสองข้อความ",
    "too_deep": "ขั้นตอนซ้อนกันเกิน ๓ ระดับ จึงวางไว้ระดับที่ ๓",
    "numbers_skipped": "เลขลำดับข้ามไป อาจมีมาตรการหายไป โปรดตรวจกับไฟล์",
    "numbers_again": "เลขลำดับซ้ำหรือเริ่มใหม่กลางตาราง โปรดตรวจว่าเป็นมาตรการใหม่หรือต่อจากแถวบน",
    "steps_skipped": "เลขขั้นตอนข้ามไป อาจมีขั้นตอนหายไป โปรดตรวจกับไฟล์",
    "steps_again": "เลขขั้นตอนซ้ำหรือเริ่มใหม่ในมาตรการเดียวกัน โปรดตรวจกับไฟล์",
    "annex_table": "ตารางนี้ไม่ใช่ตารางมาตรการ เก็บเป็นข้อความในภาคผนวก แถวละหนึ่งบรรทัด",
    "text_after_table": "ข้อความหลังตาราง เก็บไว้ในภาคผนวก",
    "text_before_table": "แถวก่อนหัวตาราง เก็บไว้ในคำนำ",
    "other_title": "ชื่อเรื่องเป็นรายงานตามแผนป้องกันการทุจริต ไม่ใช่รายงานตามมาตรการ โปรดตรวจว่าเป็นไฟล์ที่ต้องการ",
    "district_unmarked": "ไม่มีคำว่าอำเภอ โปรดตรวจว่าเป็นชื่ออำเภอจริง",
    "organization_guessed": "ไม่พบบรรทัดชื่อหน่วยงาน จึงใช้ชื่อที่พบในข้อความ",
    "unknown_markup": "มีเครื่องหมาย HTML ที่ไม่รู้จัก เก็บไว้ตามเดิม",
    "sheet_unread": "แผ่นงานนี้ไม่ได้นำเข้า",
    "sheet_hidden": "แผ่นงานนี้ซ่อนอยู่ จึงไม่ได้นำเข้า",
    "value_unformatted": "ช่องนี้เป็นตัวเลขหรือวันที่ ตารางอาจแสดงต่างจากนี้ โปรดตรวจกับไฟล์",
    "formula_error": "สูตรในช่องนี้คำนวณไม่ได้ โปรดตรวจกับไฟล์",
    "boxes_unread": "ข้อความในกล่องข้อความหรือรูปร่างบนแผ่นงาน ไม่ได้นำเข้า โปรดตรวจกับไฟล์",
    "tracked_changes": "ไฟล์มีรอยแก้ไข (Track Changes) จึงอ่านข้อความหลังแก้ ข้อความที่ลบไม่ได้นำเข้า",
    "header_footer": "ข้อความหัวหรือท้ายกระดาษ ไม่ได้นำเข้า",
    "letters_unread": "มีตัวอักษรที่อ่านไม่ออกในไฟล์ แสดงเป็น � โปรดพิมพ์แก้ตามต้นฉบับ",
    "table_unruled": "ตารางนี้ไม่มีเส้นแบ่งช่อง จึงแบ่งตามตำแหน่งของข้อความ โปรดตรวจทุกแถวกับไฟล์",
    "months_marked": "ระยะเวลาเป็นเครื่องหมายใต้ชื่อเดือน จึงเขียนเป็นข้อความ โปรดตรวจกับไฟล์",
    "months_empty": "ใต้ชื่อเดือนไม่มีตัวอักษร ถ้าไฟล์ใช้สีหรือเส้นแทน โปรดพิมพ์ระยะเวลาเอง",
    "months_unread": "ข้อความใต้ชื่อเดือนอ่านเป็นระยะเวลาไม่ได้ เก็บไว้ใต้หัวช่องเดิม โปรดพิมพ์ระยะเวลาเอง",
    "page_unread": "หน้านี้เป็นภาพ ไม่มีตัวอักษรให้อ่าน จึงไม่ได้นำเข้า",
    "evidence_unread": "ภาพและไฟล์หลักฐานไม่ได้นำเข้า โปรดแนบใหม่",
    "issue_row": "แถวนี้เป็นหัวข้อประเด็น จึงใส่เป็นประเด็นของมาตรการข้างล่าง",
    # missing or not understood
    "no_title": "ไม่มีชื่อมาตรการ",
    "starts_untitled": "แถวนี้ยังไม่มีชื่อมาตรการ โปรดรวมกับมาตรการข้างบน หรือใส่ชื่อในช่องมาตรการ",
    "no_steps": "ไม่มีขั้นตอน",
    "no_title_block": "ไม่พบชื่อรายงานก่อนตาราง",
    "no_organization": "ไม่พบชื่อหน่วยงาน",
    "no_district": "ไม่พบชื่ออำเภอหรือจังหวัดของหน่วยงาน",
    "no_fiscal_year": "ไม่พบปีงบประมาณ",
    "period_unreadable": "อ่านระยะเวลาไม่ออก เก็บไว้เป็นข้อความ",
    "period_overruns": "ระยะเวลาอยู่นอกปีงบประมาณ",
    # suggestions: the words are kept as they are
    "wrap_space": "อาจมีวรรคเกินกลางคำ",
    "letter_spaced": "อาจเป็นคำเดียวที่ถูกแยกเป็นตัวอักษร",
    "doubled_words": "อาจพิมพ์คำซ้ำ",
    "lost_sara_am": "อาจมีสระอำหายไป",
    "split_sara_am": "สระอำถูกแยกด้วยวรรค",
    "late_mark": "สระหรือวรรณยุกต์อาจเลื่อนไปอยู่หลังตัวถัดไป",
    "mark_twice": "สระหรือวรรณยุกต์ตัวเดียวกันพิมพ์ซ้อนกัน",
    "continued_mark": "มีคำว่า (ต่อ) ที่มาจากการขึ้นหน้าใหม่",
    "misprint": "อาจพิมพ์ผิด",
    "wording_unread": "เอกสารยาวมาก ตั้งแต่บรรทัดนี้ไปไม่ได้ตรวจถ้อยคำ",
}


# Those whose quote is the only place of words that were merged or left out.
KEEPS_WORDS = frozenset({"continued", "months_marked", "repeated", "heading_changed", "stray_text"})


class Problems:
    """Gathers problems in the order of the source; a reader says how its `places` are named."""

    def __init__(self, places: Places | None = None, found: Sequence[PlacedProblem] = ()) -> None:
        self.places = places or Places()
        self._found = list(found)

    def add(
        self,
        kind: str,
        line: int,
        *,
        heading: str = "",
        column: int = 0,
        quote: str = "",
        suggestion: str = "",
    ) -> None:
        where = self.places.name(line, column)
        named = " ".join(heading.split())
        problem = ProblemInput(
            kind=kind,
            message=MESSAGES[kind],
            place=f"{where} ช่อง “{named}”" if named else where,
            quote=quote,
            suggestion=suggestion,
        )
        self._found.append(PlacedProblem(line=line, column=column, problem=problem))

    def placed(self) -> tuple[PlacedProblem, ...]:
        return tuple(sorted(self._found, key=lambda found: order(found.line)))

    def in_order(self) -> tuple[ProblemInput, ...]:
        return tuple(found.problem for found in self.placed())
