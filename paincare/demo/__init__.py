"""The demonstration clinic: a generator that plays a dozen patients through the ordinary services."""
