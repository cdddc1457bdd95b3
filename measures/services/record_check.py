"""Looks for what was changed in the record of who did what, past the services."""

from __future__ import annotations

import hmac
from collections.abc import Iterator

from measures.models import AuditEvent
from measures.services.sealing import chain_mac, event_mac, noted_heads


def record_faults(seals: dict[str, str]) -> Iterator[str]:
    """What is wrong with the record, in Thai, one line each; fills `seals` from sound events.

    A changed event, one put in, taken out or moved, an end that was cut off. One change is told
    once: each event is held against what is stored of the one before.
    """
    heads = dict(noted_heads())
    before, number = "", 0
    for event in AuditEvent.objects.order_by("sequence", "pk").iterator(chunk_size=1000):
        name = f"บันทึกการใช้งานเลขที่ {event.pk}"
        if _differ(event.mac, event_mac(event)):
            yield f"{name}: ข้อความไม่ตรงกับรหัส"
        else:
            seals.update(event.seals or {})
        if event.sequence is None:  # written after the chain was made last
            continue
        if event.sequence != number + 1:
            yield f"บันทึกการใช้งานลำดับที่ {number + 1} ถึง {event.sequence - 1} หายไป"
        elif _differ(event.chain, chain_mac(before, event.sequence, event)):
            yield f"{name}: ไม่ต่อจากรายการก่อนหน้า"
        number, before = event.sequence, event.chain
        noted = heads.pop(number, before)
        if _differ(noted, before):
            yield f"{name}: ไม่ตรงกับรหัสท้ายบันทึกที่จดไว้นอกฐานข้อมูล"
    if heads:
        yield f"ท้ายบันทึกการใช้งานหายไป ตั้งแต่ลำดับที่ {number + 1} ถึง {max(heads)} เป็นอย่างน้อย"


def _differ(stored: str, made: str) -> bool:
    return not hmac.compare_digest(stored.encode(), made.encode())
