"""The web server, with the application imported once for all its processes.

python -m ita_portal.setup.serving [arguments of granian] MODULE:NAME

granian would import it in each process. Imported before they part, its memory is there once
(ita_portal/README.md has the figures), and a process that died is back at once.
"""

import importlib
import os
import runpy
import signal
import sys
import threading
import time

_LONGEST_STOP_SECONDS = 5


def end_workers_with_us() -> None:
    """Forked processes end when this one does, even if it was killed.

    Else they keep the port: they would go on serving what was loaded, and no start would succeed.
    """
    us = os.getpid()
    watched, held = os.pipe()

    def end() -> None:
        os.read(watched, 1)  # comes back when nobody holds the other end any more
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_LONGEST_STOP_SECONDS)
        os.kill(os.getpid(), signal.SIGKILL)

    def watch() -> None:
        if os.getppid() == us:
            os.close(held)
            threading.Thread(target=end, daemon=True).start()

    os.register_at_fork(after_in_child=watch)


if __name__ == "__main__":
    importlib.import_module(sys.argv[-1].partition(":")[0])
    end_workers_with_us()
    runpy.run_module("granian", run_name="__main__", alter_sys=True)
