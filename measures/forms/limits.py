"""What a text may not exceed, said in Thai with Thai digits."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from ita_portal.thai.numerals import to_thai


@dataclass(frozen=True)
class AtMost:
    """Refuses a text of more letters; says how many it has."""

    letters: int

    def __call__(self, value: str) -> None:
        if len(value) > self.letters:
            words = f"ยาวเกิน {self.letters:,} ตัวอักษร ขณะนี้ {len(value):,}"
            raise ValidationError(to_thai(words), code="max_length")
