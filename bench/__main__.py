"""Run all measurements, or the named ones, on databases of their own."""

import argparse

from bench.run import MODULES, run, run_all

parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
parser.add_argument("names", nargs="*", help=f"of {', '.join(MODULES)}; none means all")
names = parser.parse_args().names or list(MODULES)
if unknown := set(names) - set(MODULES):
    parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
if len(names) == 1:
    run(names[0])
else:
    run_all(names)
