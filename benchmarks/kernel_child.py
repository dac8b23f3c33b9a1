"""Runs one variant of `benchmarks.kernels` in a process of its own and prints what came out as JSON.

usage: python benchmarks/kernel_child.py VARIANT MODEL SHIM < ads.json     (SHIM is read where the variant hides VNNI)
"""

import ctypes
import json
import sys
from pathlib import Path


def main() -> int:
    variant, model, shim = sys.argv[1:]
    if variant.startswith("avx2") and ctypes.CDLL(shim).hide_vnni() != 0:
        print("the CPU's features cannot be hidden here", file=sys.stderr)
        return 1
    from benchmarks.kernels import outcome  # only now: libraries look at the CPU as they are loaded

    json.dump(outcome(variant, Path(model), json.load(sys.stdin)), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
