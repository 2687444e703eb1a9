"""Run all measurements, or the named ones, on a database of their own."""

import argparse

from bench.run import MODULES, run

parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
parser.add_argument("names", nargs="*", help=f"of {', '.join(MODULES)}; none means all")
names = parser.parse_args().names
if unknown := set(names) - set(MODULES):
    parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
run(names or list(MODULES))
