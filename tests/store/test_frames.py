"""Messages come out as they went in, however the bytes between were cut."""

from __future__ import annotations

import os
import threading

from hypothesis import given
from hypothesis import strategies as st

from kg.store.frames import Frames, Unframing, frame
from kg.store.request import Request


@given(st.lists(st.binary(max_size=300)), st.lists(st.integers(1, 40), min_size=1))
def test_cut_anywhere(messages: list[bytes], sizes: list[int]) -> None:
    stream = b"".join(frame(message) for message in messages)
    unframing = Unframing()
    received = []
    turn = 0
    while stream:
        size = sizes[turn % len(sizes)]
        received.extend(unframing.feed(stream[:size]))
        stream, turn = stream[size:], turn + 1
    assert received == messages


@given(st.lists(st.binary(max_size=50), min_size=1))
def test_many_at_once(messages: list[bytes]) -> None:
    assert Unframing().feed(b"".join(frame(message) for message in messages)) == messages


def test_larger_than_a_pipe() -> None:
    (source, sink), content = os.pipe(), os.urandom(3 << 20)
    thread = threading.Thread(target=lambda: Frames(source, sink).write(content))
    thread.start()
    frames = Frames(source, sink)
    assert frames.read() == content
    thread.join()
    os.close(sink)
    assert frames.read() is None
    os.close(source)


@given(st.text(), st.none() | st.lists(st.text()).map(tuple), st.none() | st.binary(), st.booleans())
def test_a_request_comes_out_as_it_went_in(
    text: str, graphs: tuple[str, ...] | None, content: bytes | None, is_update: bool
) -> None:
    request = Request(text, {"ex": "http://e/"}, 1.5, 7, graphs, is_update=is_update, content=content)
    assert Request.unpack(request.pack()) == request
