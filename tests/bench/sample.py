"""`python -m tests.bench.sample addresses|bible [size [seed]]`: a blind sample of the passages found, to be judged."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

from tests.bench.real import sample

if __name__ == "__main__":
    for line in sample(sys.argv[1], *map(int, sys.argv[2:4])):
        sys.stdout.write(line + "\n")
