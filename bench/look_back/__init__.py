"""The simulation study of the look-back (S72): `python -m bench.look_back` writes its tables."""
