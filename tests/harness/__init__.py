"""What the browser tests and the journeys stand on: the running programs, the browser, and its measures."""
