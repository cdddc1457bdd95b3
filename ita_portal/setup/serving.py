"""The web server, with the application imported once for all its processes.

python -m ita_portal.setup.serving [arguments of granian] MODULE:NAME

granian would import it in each process. Imported before they part, its memory is there once
(ita_portal/README.md has the figures), and a process that died is back at once.
"""

import importlib
import runpy
import sys

if __name__ == "__main__":
    importlib.import_module(sys.argv[-1].partition(":")[0])
    runpy.run_module("granian", run_name="__main__", alter_sys=True)
