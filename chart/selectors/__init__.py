"""Reads for the pages that show everything: few queries, frozen facts."""
