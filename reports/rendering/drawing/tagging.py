"""The structure of a document as it stands in the file."""

from __future__ import annotations

from collections.abc import Sequence

from reports.rendering.drawing.canvas import Canvas
from reports.rendering.drawing.objects import File, ref, string
from reports.rendering.drawing.structure import Element, Link


class Tagger:
    """Writes the elements of a file, and the links that belong to them.

    `pages` are the references of its pages; `links` will have those of the links of each page.
    """

    def __init__(self, file: File, pages: Sequence[str]) -> None:
        self.links: list[list[str]] = [[] for _ in pages]
        self._file = file
        self._pages = pages
        self._holders: list[str] = []  # of all links, in order
        self._identities: list[str] = []

    def write(self, document: Element, canvases: Sequence[Canvas]) -> str:
        """The root of the structure."""
        root = self._file.reserve()
        outermost = self._write(document, ref(root))
        keys = [
            f"{page}[{' '.join(element.reference for element in canvas.marked)}]"
            for page, canvas in enumerate(canvases)
        ]
        keys += [f"{key} {holder}" for key, holder in enumerate(self._holders, len(keys))]
        tree = self._file.put(f"<</Nums[{' '.join(keys)}]>>")
        root.write(
            f"<</Type/StructTreeRoot/K[{outermost}]/ParentTree {tree}"
            f"/ParentTreeNextKey {len(keys)}/IDTree<</Names[{' '.join(self._identities)}]>>>>"
        )
        return ref(root)

    def _write(self, element: Element, parent: str) -> str:
        plain = self._file.reserve()
        element.reference = ref(plain)
        kids = [
            str(kid) if isinstance(kid, int) else self._write(kid, element.reference)
            for kid in element.kids
        ]
        kids += [self._link(element, link) for link in element.links]
        entries = element.entries
        if element.identity:
            entries += f"/ID({element.identity})"
            self._identities.append(f"({element.identity}) {element.reference}")
        plain.write(
            f"<</Type/StructElem/S/{element.kind}/P {parent}/Pg {self._pages[element.page]}"
            f"{entries}/K[{' '.join(kids)}]>>"
        )
        return element.reference

    def _link(self, element: Element, link: Link) -> str:
        key = len(self._pages) + len(self._holders)
        address = link.address.encode("ascii", "strict").hex()
        annotation = self._file.put(
            f"<</Type/Annot/Subtype/Link/F 4/BS<</W 0>>/StructParent {key}"
            f"/Rect[{' '.join(f'{side:.2f}' for side in link.box)}]"
            f"/Contents{string(link.address)}/A<</Type/Action/S/URI/URI<{address}>>>>>"
        )
        self._holders.append(element.reference)
        self.links[element.page].append(annotation)
        return f"<</Type/OBJR/Obj {annotation}/Pg {self._pages[element.page]}>>"
