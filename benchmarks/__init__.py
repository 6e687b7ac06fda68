"""What is claimed, measured. `make bench` runs all of it; `docs/benchmarks.md` holds the figures."""
