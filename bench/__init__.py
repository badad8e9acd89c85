"""How fast the pages and sweeps are beside what the machine could do: ratios, taken in one run."""
