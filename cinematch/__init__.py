"""The ground floor: settings, accounts and the small modules every app may use."""

import os

# Before anybody imports NumPy: our arrays are small, and OpenBLAS's threads, waiting
# for each other, double the processor time of a For You (147 against 81 ms, 2 cores).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from cinematch.celery import app as celery_app

__all__ = ["celery_app"]
