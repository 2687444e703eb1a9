"""How quick a real Ollama is on this machine, cold and warm, against our goal."""

import math
import os
import platform
from dataclasses import dataclass, replace

import httpx
import psutil

from providers import clients
from providers.base import Brief, Candidate, Intent, Persona
from providers.endpoints import Deadlines, Endpoint
from providers.ollama import ADDRESS
from providers.trying import Sample, try_out

GOAL_MS = 500
WARM_RUNS = 20
PURPOSE = "measure"
# Loading a model from a slow disk takes minutes, and that is what is measured.
PATIENT = Deadlines(first_s=300, idle_s=60, total_s=600)
ASKED = "Which of these is best for a rainy Sunday, and why?"


class NotMeasuredError(Exception):
    """It says what is missing."""


@dataclass(frozen=True, slots=True)
class Hardware:
    processor: str
    cores: int
    memory_gb: float
    # What of the model lies in the memory of a graphics card; None if not told.
    on_gpu_percent: int | None


@dataclass(frozen=True, slots=True)
class Measurement:
    """Milliseconds to the first visible text. `prompt_tokens` as the server counted."""

    model: str
    server: str
    hardware: Hardware
    prompt_tokens: int
    cold_ms: int
    warm_p50_ms: int
    warm_p95_ms: int
    tokens_per_s: float
    runs: int

    @property
    def meets_goal(self) -> bool:
        return self.warm_p95_ms <= GOAL_MS


async def measure(endpoint: Endpoint, runs: int = WARM_RUNS) -> Measurement:
    """Raises NotMeasuredError."""
    server = await _unloaded(endpoint)
    patient = replace(endpoint, deadlines=PATIENT)
    try:
        cold = await _asked(patient, 0)
        warm = [await _asked(patient, number + 1) for number in range(runs)]
    finally:
        await clients.close_all()
    firsts = sorted(first_ms(sample) for sample in warm)
    return Measurement(
        model=endpoint.model,
        server=server,
        hardware=await _hardware(endpoint),
        prompt_tokens=cold.usage.input_tokens,
        cold_ms=first_ms(cold),
        warm_p50_ms=percentile(firsts, 50),
        warm_p95_ms=percentile(firsts, 95),
        tokens_per_s=round(sum(map(_speed, warm)) / len(warm), 1),
        runs=runs,
    )


def percentile(ordered: list[int], percent: int) -> int:
    """Return the nearest rank: the value that so many percent do not exceed."""
    return ordered[math.ceil(len(ordered) * percent / 100) - 1]


def first_ms(sample: Sample) -> int:
    return round(sample.first_text_s * 1000)


def brief(number: int) -> Brief:
    """Return a question as a chat asks it: eight films. Each number is another one,
    or the server would answer from its cache of the prompt."""
    films = tuple(
        Candidate(
            film_id=film,
            title=f"Film {number}-{film}",
            kind="a drama",
            year=1990 + film,
            runtime_min=100 + film,
            genres=("Drama", "Comedy"),
            directors=("Ann Example",),
            synopsis="Two people meet again after years, and one of them has changed.",
            reasons=("It is slow and warm, like films you rated highly.",),
        )
        for film in range(1, 9)
    )
    persona = Persona(name="CineBot", voice="a warm, well-read usher")
    return Brief(Intent.RECOMMEND, ASKED, persona, candidates=films)


async def _asked(endpoint: Endpoint, number: int) -> Sample:
    sample = await try_out(endpoint, brief(number), PURPOSE)
    if not sample.ok:
        raise NotMeasuredError(f"{endpoint.name}: {sample.problem}")
    return sample


def _speed(sample: Sample) -> float:
    writing_s = sample.total_s - sample.first_text_s
    return sample.usage.output_tokens / max(writing_s, 0.001)


async def _unloaded(endpoint: Endpoint) -> str:
    """Have the server drop the model from memory, and return its version."""
    try:
        async with _server(endpoint) as server:
            version = (await server.get("/api/version")).raise_for_status().json()
            unload = {"model": endpoint.model, "keep_alive": 0}
            (await server.post("/api/generate", json=unload)).raise_for_status()
    except httpx.HTTPError as error:
        raise NotMeasuredError(
            f"No Ollama with {endpoint.model} at {endpoint.base_url or ADDRESS} "
            f"({error}). Start it, and run: ollama pull {endpoint.model}"
        ) from error
    return str(version["version"])


async def _hardware(endpoint: Endpoint) -> Hardware:
    return Hardware(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory_gb=round(psutil.virtual_memory().total / 1e9, 1),
        on_gpu_percent=await _on_gpu(endpoint),
    )


async def _on_gpu(endpoint: Endpoint) -> int | None:
    async with _server(endpoint) as server:
        answer = await server.get("/api/ps")
    loaded = answer.json().get("models", []) if answer.is_success else []
    for model in loaded:
        if model.get("model") == endpoint.model and model.get("size"):
            return round(100 * model.get("size_vram", 0) / model["size"])
    return None


def _processor() -> str:
    try:
        with open("/proc/cpuinfo") as lines:
            for line in lines:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _server(endpoint: Endpoint) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=endpoint.base_url or ADDRESS, timeout=60)
