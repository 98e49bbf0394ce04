"""The benchmark: how fast the generator reads, checks and writes, on synthetic records, beside a reference."""
