"""Our importer, in a process of its own: `python -m benchmarks.imports.with_kg WORKSPACE FILE FOLDER`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kg.config import read_workspace
from kg.importers.descriptor import find_descriptor
from kg.importers.importing import import_files

if __name__ == "__main__":
    workspace = read_workspace(Path(sys.argv[1]))
    outcome = import_files(find_descriptor("icews", workspace), [Path(sys.argv[2])], Path(sys.argv[3]), workspace)
    print(json.dumps({"rows": outcome.written, "seconds": outcome.seconds, "quads": outcome.quads}))
