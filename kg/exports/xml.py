"""XML documents of ours: indented, in the order in which they are built, free of what XML cannot hold."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

__all__ = ["add", "clean", "root", "to_bytes"]

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root(tag: str, **attributes: str) -> Element:
    """Begin a document."""
    return Element(tag, attributes)


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """Add an element; attributes that are empty are left out."""
    child = SubElement(parent, tag, {name: clean(value) for name, value in attributes.items() if value})
    child.text = clean(text) or None
    return child


def clean(text: str) -> str:
    """Replace what XML 1.0 has no way to write, not even escaped, by U+FFFD; a line ends in a line feed."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def to_bytes(element: Element) -> bytes:
    """Write a document in UTF-8."""
    indent(element, " ")
    content: bytes = tostring(element, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
