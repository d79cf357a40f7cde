"""/preemption/: whether the cities of each state may pass a law of their own."""
