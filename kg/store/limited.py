"""A store whose queries end: they run in a child process, which is killed when a query's time is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from kg.store.binding import Bindings, bind
from kg.store.faults import broken_off, fault, timeout
from kg.store.guard import check_query, names_its_graphs
from kg.store.lexer import normalize_lines
from kg.store.process import ChildDiedError, ChildProcess
from kg.store.request import FAULTS, TRIPLES, Request
from kg.store.results import Result, Solutions, parse_answer, solutions_of

_LARGEST = 256 << 20  # bytes of an answer that whoever asked can hold as rows
_GRACE = 2.0


class LimitedStore:
    """A built graph on disk, each of whose queries may take so many seconds.

    The engine cannot be stopped from Python, so it works in a child process, started at the first query and kept for
    the next ones. A query that is out of time, or needs more than half of the machine's memory, ends with it. `graphs`
    join the stored default graph, except for a query that names its graphs itself (FROM).
    """

    def __init__(
        self,
        folder: Path,
        prefixes: Mapping[str, str],
        seconds: float,
        memory: int | None = None,
        graphs: Sequence[str] = (),
    ) -> None:
        self._folder = folder
        self._prefixes = dict(prefixes)
        self._seconds = seconds
        self._memory = memory
        self._graphs = tuple(graphs)
        self._child: ChildProcess | None = None

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that a query may use without declaring them."""
        return self._prefixes

    def query(self, text: str, bindings: Bindings | None = None, *, allow_service: bool = False) -> Result:
        """Run a query, its variables bound; raises QueryError with the place of the mistake, or QueryTimeoutError."""
        text = normalize_lines(text)
        check_query(text, allow_service=allow_service)
        bound = bind(text, bindings or {})
        graphs = ("", *self._graphs) if self._graphs and not names_its_graphs(text) else None
        request = Request(bound, self._prefixes, self._seconds + _GRACE, _LARGEST, default_graphs=graphs)
        sign, content = self._ask(request.pack())
        if sign in FAULTS:
            raise fault(sign, content, text, bound, self._prefixes)
        return parse_answer(content, is_triples=sign == TRIPLES)

    def select(self, text: str, bindings: Bindings | None = None) -> Solutions:
        """Run a SELECT query; raises QueryError for another form."""
        return solutions_of(self.query(text, bindings))

    def limited(self, seconds: float) -> LimitedStore:
        """Give the same graph as a store each of whose queries is ended after so many seconds."""
        return LimitedStore(self._folder, self._prefixes, seconds, self._memory, self._graphs)

    def close(self) -> None:
        """End the child process."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def __enter__(self) -> LimitedStore:
        """Start the child process, which opens the store while this one goes on."""
        self._child = ChildProcess(self._folder, self._memory)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, request: bytes) -> tuple[bytes, bytes]:
        if self._child is None:
            self._child = ChildProcess(self._folder, self._memory)
        is_done = False
        try:
            reply = self._child.ask(request, self._seconds)
            is_done = True
        except TimeoutError as error:
            raise timeout(self._seconds, "Make it narrower, or give it more time: --timeout SECONDS.") from error
        except ChildDiedError as error:
            raise broken_off() from error
        else:
            return reply
        finally:
            if not is_done:
                self.close()
