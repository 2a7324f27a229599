"""`python -m tests.bench.sample addresses|bible [size]`: a blind sample of the passages found, to be read by hand."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

from tests.bench.real import sample

if __name__ == "__main__":
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    for line in sample(sys.argv[1], size):
        sys.stdout.write(line + "\n")
