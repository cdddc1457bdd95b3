"""How far the reading of a file is, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ita_portal.sandbox import tell


class Stage(StrEnum):
    """What is being done, in its order."""

    WAITING = "waiting"  # for other files, and for the child to start
    OPENING = "opening"
    PAGES = "pages"
    TABLES = "tables"
    WORDS = "words"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """`done` of `total` pages or cells; of a stage without numbers both are 0."""

    stage: Stage = Stage.WAITING
    done: int = 0
    total: int = 0


def tell_progress(stage: Stage, done: int = 0, total: int = 0) -> None:
    """Called by what reads; it is heard where the reading is done in a child."""
    tell(stage.value, done, total)


def progress_of(said: Sequence[Any]) -> Progress | None:
    """What a child told; None for what no child of ours would tell."""
    match said:
        case [str(stage), int(done), int(total)] if stage in set(Stage) and 0 <= done <= total:
            return Progress(stage=Stage(stage), done=done, total=total)
    return None
