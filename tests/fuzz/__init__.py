"""The fuzz target."""
