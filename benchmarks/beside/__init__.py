"""Ours and stock Rasa (benchmarks/stock), measured in turn: `make bench`."""
