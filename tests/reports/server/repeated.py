"""Acts that people repeat until the server is killed, and what of them must be there."""

from __future__ import annotations

import hashlib

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from measures.models import AuditEvent, EvidenceFile, Measure
from measures.services.writing import values_of
from tests.measures.inspecting.corpus import photo
from tests.reports.server.acts import Act
from tests.reports.server.real_server import Answer, Gone


class Repeated(Act):
    """The same again and again; `acknowledged` counts the answers."""

    def prepare(self) -> None:
        self.acknowledged = 0
        self.here = f"{self.base}measures/{self.measure.pk}/"

    def begin(self) -> None:
        try:
            while True:
                self.acknowledge(self.request())
        except Gone:
            return

    def again(self) -> None:
        self.acknowledge(self.request())
        self.settle()
        self.check()


class Saving(Repeated):
    """บันทึก: number N writes N into the title and two lists."""

    def prepare(self) -> None:
        super().prepare()
        self.seen = self._stored()
        self.first = self.seen["title"]

    def request(self) -> Answer:
        number = self.acknowledged + 1
        self.wanted = {
            "title": f"ครั้งที่ {number}",
            "outputs": f"- ผลที่ {number}\n- อีกข้อ {number}",
            "owners": f"กองที่ {number}",
        }
        changes = [
            {"key": key, "base": self.seen[key], "value": text} for key, text in self.wanted.items()
        ]
        return self.writer.send_json(f"{self.here}changes/", {"changes": changes})

    def acknowledge(self, answer: Answer) -> None:
        assert answer.status == 200
        said = answer.json()
        assert (said["errors"], said["collisions"]) == ({}, {})
        self.acknowledged += 1
        self.seen |= self.wanted

    def check(self) -> None:
        now = self._stored()
        number = 0 if now["title"] == self.first else int(now["title"].rpartition(" ")[2])
        assert number in (self.acknowledged, self.acknowledged + 1)
        if number:
            assert now["outputs"] == f"- ผลที่ {number}\n- อีกข้อ {number}"
            assert now["owners"] == f"กองที่ {number}"
        written = AuditEvent.objects.filter(
            action="measure.written", organization_code=self.plan.organization.code
        )
        assert written.count() == number
        self.is_there = number > self.acknowledged
        self.acknowledged, self.seen = number, now

    def _stored(self) -> dict[str, str]:
        return values_of(Measure.objects.with_rows().get(pk=self.measure.pk))


class Uploading(Repeated):
    """เพิ่มหลักฐาน: photos, each of another size."""

    def prepare(self) -> None:
        super().prepare()
        self.sent = 0
        self.keys: list[int] = []

    def request(self) -> Answer:
        self.sent += 1
        picture = SimpleUploadedFile(f"{self.sent}.jpg", photo((60 + self.sent, 40)))
        return self.writer.send_files(
            f"{self.base}evidence/add/", measure=self.measure.pk, files=picture
        )

    def acknowledge(self, answer: Answer) -> None:
        assert answer.status == 201, answer.body
        self.keys += [added["id"] for added in answer.json()["added"]]

    def check(self) -> None:
        found = EvidenceFile.objects.filter(measure=self.measure).order_by("pk")
        keys = [evidence.pk for evidence in found]
        assert keys[: len(self.keys)] == self.keys
        assert len(keys) in (len(self.keys), len(self.keys) + 1)
        for evidence in found:
            with default_storage.open(evidence.stored_name) as kept:
                assert hashlib.sha256(kept.read()).hexdigest() == evidence.sha256
            assert default_storage.exists(evidence.thumbnail_name)
        self.is_there = len(keys) > len(self.keys)
        self.keys = keys
