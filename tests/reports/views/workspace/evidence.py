"""How the tests of the evidence pages ask."""

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.measures.inspecting.corpus import photo

JSON = {"HTTP_ACCEPT": "application/json"}


def address(plan, name="list", *more):
    code, year = plan.organization.code, plan.fiscal_year.year
    return reverse(f"workspace:evidence_{name}", args=[code, year, *more])


def a_file(name, data=None):
    return SimpleUploadedFile(name, photo() if data is None else data)


def text_of(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


def add(client, plan, *files, **more):
    return client.post(address(plan, "add"), {"files": list(files), **more.pop("data", {})}, **more)
