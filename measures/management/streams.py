"""What commands write to a terminal."""

import io
import sys


def write_utf8() -> None:
    """Thai is printed whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
