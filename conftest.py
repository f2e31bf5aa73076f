"""Runs pytest over tests/ and the examples in lib/ (see pyproject.toml); no test reaches the network or draws on a screen."""

import atexit
import os
import sys
import tempfile

os.environ.setdefault("MPLBACKEND", "agg")
sys.modules.setdefault("rfc3987_syntax", None)  # optional to jsonschema; its grammar takes longer to compile than most tests to run
_cache = tempfile.TemporaryDirectory(prefix="potline-cache")  # the user's own is left alone
os.environ["POTLINE_CACHE"] = _cache.name
atexit.register(_cache.cleanup)
