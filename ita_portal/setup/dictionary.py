"""An all but empty dictionary for libthai, which switches its word breaks off.

libthai breaks about one line in ten inside a word. With this dictionary in LIBTHAI_DICTDIR it
breaks nowhere by itself, and our own break marks decide.
"""

import struct

FIRST, LAST = 0x0E01, 0x0E5B  # the letters that a word may have
ENTRY = "ฯๆ"  # libthai refuses a dictionary without a word; nobody writes this one
ROOT, BASE = 2, 3


def empty_dictionary() -> bytes:
    """The bytes of thbrk.tri: a trie of libdatrie, big-endian, with the single word ENTRY."""
    head, tail = (ord(letter) - FIRST + 1 for letter in ENTRY)
    leaf = BASE + head
    # free cells are a ring through cell 1: minus the previous one, minus the next one
    ring = [1, *range(BASE, leaf)]
    cells = [(0, 0)] * (leaf + 1)
    for place, cell in enumerate(ring):
        cells[cell] = (-ring[place - 1], -ring[(place + 1) % len(ring)])
    cells[ROOT] = (BASE, 0)
    cells[leaf] = (-1, ROOT)
    letters = struct.pack(">4I", 0xD9FCD9FC, 1, FIRST, LAST)
    branches = struct.pack(">2I", 0xDAFCDAFC, leaf + 1)
    branches += b"".join(struct.pack(">2i", *cell) for cell in cells[1:])
    tails = struct.pack(">I2i2iH", 0xDFFCDFFC, 0, 1, -1, 0, 1) + bytes([tail])
    return letters + branches + tails
