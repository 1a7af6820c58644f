"""Static files: style sheets, scripts, pictures, under addresses that change when they do."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache, cached_property
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg import exports
from kg.web.negotiation import accepts_gzip
from kg.web.site import in_thread

FOLDER = Path(__file__).parent / "static"
_EXPORTS = Path(exports.__file__).parent  # by its place: what makes pages there takes a second to load

# Below each name lie the files of a folder; the explorer's are those that its page carries elsewhere.
FOLDERS = {"": FOLDER, "explorer/": _EXPORTS / "html" / "bundle", "comparison/": _EXPORTS / "comparison"}

# What may be sent, and as what; a file of another kind has no address.
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}

_PACKED = {".ico", ".png", ".woff2"}  # what no compression makes smaller
_YEAR = "public, max-age=31536000, immutable"
# Other people's pages show our mark beside what they found here.
_FOR_ALL = {"Cross-Origin-Resource-Policy": "cross-origin"}


class StaticFile:
    """A file that is sent as it is."""

    def __init__(self, path: Path) -> None:
        self.kind = KINDS[path.suffix]
        self.content = path.read_bytes()
        self.hash = hashlib.sha256(self.content).hexdigest()[:16]
        self._is_packed = path.suffix in _PACKED

    @cached_property
    def zipped(self) -> bytes | None:
        """The content packed, or None if that is no use."""
        packed = None if self._is_packed else gzip.compress(self.content, 9, mtime=0)
        return packed if packed and len(packed) < len(self.content) else None


def static_address(name: str) -> str:
    """Give the address of a static file, as the filter `static` does in templates; raises KeyError if there is none."""
    return f"/static/{name}?v={_read(name).hash}"


async def answer_static(request: Request) -> Response:
    """Send a static file: for ever, where its address holds its hash, else to be asked for again."""
    name = request.path_params["name"]
    if name not in names():
        raise HTTPException(404)
    file = await in_thread(_read, name)
    is_exact = request.query_params.get("v") == file.hash
    headers = {"ETag": f'"{file.hash}"', "Cache-Control": _YEAR if is_exact else "no-cache", "Vary": "Accept-Encoding"}
    headers |= _FOR_ALL
    is_zipped = accepts_gzip(request.headers.get("accept-encoding", ""))
    zipped = await in_thread(lambda: file.zipped) if is_zipped else None  # a script of megabytes takes a second
    if zipped is not None:
        headers |= {"Content-Encoding": "gzip", "ETag": f'"{file.hash}-gzip"'}
    if file.hash in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(zipped or file.content, headers=headers, media_type=file.kind)


@cache
def names() -> frozenset[str]:
    """List the files that have an address, so that no address is ever taken for a path."""
    return frozenset(_paths())


@cache
def _read(name: str) -> StaticFile:
    if name not in names():
        raise KeyError(name)
    return StaticFile(_paths()[name])


@cache
def _paths() -> dict[str, Path]:
    return {
        below + path.relative_to(folder).as_posix(): path
        for below, folder in FOLDERS.items()
        for path in folder.rglob("*")
        if path.suffix in KINDS and path.is_file()
    }


ROUTES = (Route("/static/{name:path}", answer_static),)
