"""Progress: a line for each thing under way, with how many rows were read and how fast, on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

Told = Callable[[int, float], None]  # is told how many rows were read, in how many seconds


class _Rows(ProgressColumn):
    """How many rows were read, and how many a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.completed:,.0f} rows" + (f", {task.speed:,.0f} a second" if task.speed else ""))


@contextmanager
def shown_progress() -> Iterator[Callable[[str], Told]]:
    """Show lines on standard error until the block ends; what it is given begins one, and gives what is told of it."""
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), _Rows(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:

        def begin(name: str) -> Told:
            task = progress.add_task(name, total=None)
            return lambda rows, _: progress.update(task, completed=rows)

        yield begin


@contextmanager
def no_progress() -> Iterator[Callable[[str], None]]:
    """Show nothing."""
    yield lambda _: None
