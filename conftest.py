"""Runs pytest over tests/ and the examples in lib/ (see pyproject.toml); no test reaches the network or draws on a screen."""

import os
import sys

os.environ.setdefault("MPLBACKEND", "agg")
sys.modules.setdefault("rfc3987_syntax", None)  # optional to jsonschema; its grammar takes longer to compile than most tests to run
