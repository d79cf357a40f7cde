"""Counts of requests that a monitor reads: one file a process, which script/serve.py adds up."""

from prometheus_client import Counter, Histogram

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter(
    "facelaw_requests", "Answers, by route, method and status.", ["route", "method", "status"]
)
DURATIONS = Histogram(
    "facelaw_request_seconds", "Seconds until an answer was made.", ["made"], buckets=SECONDS
)


def count(route: str, method: str, status: int, made: str, seconds: float) -> None:
    REQUESTS.labels(route, method, status).inc()
    DURATIONS.labels(made).observe(seconds)
