"""The forms in which `kg query` writes what it finds, by name: a table to read, the standard formats, triples."""

from __future__ import annotations

READING_FORMATS = ("table", "markdown")
RESULT_FORMATS = ("csv", "tsv", "json", "xml")
GRAPH_FORMATS = ("turtle", "ntriples", "jsonld")
FORMATS = (*READING_FORMATS, *RESULT_FORMATS, *GRAPH_FORMATS)
