"""Serve until killed: `python -m tests.fakes.models [--port N] [--words N] ...`. Prints
the port it took, for who started it."""

import argparse
import asyncio

from tests.fakes.models.service import ANSWER, ModelServices

parser = argparse.ArgumentParser(prog="python -m tests.fakes.models")
parser.add_argument("--port", type=int, default=0)
parser.add_argument(
    "--first", type=float, default=0.0, help="seconds to the first word"
)
parser.add_argument("--gap", type=float, default=0.0, help="seconds between two words")
parser.add_argument(
    "--words", type=int, default=0, help="length; 0 is the usual answer"
)


async def serve(arguments: argparse.Namespace) -> None:
    answer = " ".join(["word"] * arguments.words) or ANSWER
    services = ModelServices(
        answer=answer, first_s=arguments.first, gap_s=arguments.gap
    )
    async with services.running(arguments.port) as running:
        print(running.port, flush=True)  # noqa: T201
        await asyncio.Event().wait()


asyncio.run(serve(parser.parse_args()))
