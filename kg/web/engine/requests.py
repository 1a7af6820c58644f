"""Requests: what may be done of what is asked, as it is sent to a worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.errors import KgError, Location, QueryError, UsageError
from kg.store.faults import fault, update_error
from kg.store.federation import check_loads, check_services
from kg.store.frames import frame
from kg.store.guard import check_form, names_its_graphs
from kg.store.lexer import normalize_lines
from kg.store.request import MALFORMED, Request
from kg.web.engine.job import Job
from kg.web.settings import Settings

# A client that reads slowly is borne for so many times the seconds of a query.
PATIENCE = 4


class Requests:
    """What jobs are made into, for workers over one build; `graphs` join the default graph of plain queries."""

    def __init__(self, prefixes: Mapping[str, str], graphs: Sequence[str], settings: Settings) -> None:
        self._prefixes = dict(prefixes)
        self._graphs = ("", *graphs) if graphs else None
        self._settings = settings

    def admit(self, job: Job) -> Job:
        """Give a job as it may be done; raises QueryError, or UsageError for an update where there are none."""
        if job.is_update and not self._settings.token:
            raise UsageError("this server is only read", remedy="The graph is changed in the files below data/.")
        if job.content is not None:
            return job
        text = normalize_lines(job.text)
        check_services(text, self._settings.services, self._prefixes)
        if job.is_update:  # the engine takes no update for a query, so that a query need not be looked at for one
            check_form(text, is_update=True)
            check_loads(text, self._settings.services, self._prefixes)
        return job if text is job.text else replace(job, text=text)

    def pack(self, job: Job) -> bytes:
        """Give an admitted job as a message for a worker."""
        default, named = job.default_graphs, job.named_graphs
        if default is not None or named is not None:
            default, named = default or (), named or ()
        elif self._graphs and not job.is_update and not names_its_graphs(job.text):
            default = self._graphs
        request = Request(
            job.text,
            self._prefixes,
            self._settings.seconds * (PATIENCE + 1),
            self._settings.largest_answer,
            default,
            named,
            job.base,
            job.results,
            job.triples,
            job.is_update,
            job.content,
            job.content_format,
            job.graph,
            job.replaces,
        )
        return frame(request.pack())

    def fault(self, message: bytes, job: Job) -> KgError:
        """Say, or raise, why there is no answer to a job."""
        sign, content = message[:1], message[1:]
        if sign == MALFORMED and job.content is not None:
            line, column, reason = content.decode().split(" ", 2)
            return QueryError(
                f"no {job.content_format}: {reason}", location=Location("<content>", int(line), int(column))
            )
        if sign == MALFORMED and job.is_update:
            return update_error(content.decode(), job.text)
        if sign == MALFORMED:
            check_form(job.text, is_update=False)  # there may be more to say than that it is no query
        return fault(sign, content, job.text, job.text, self._prefixes)
