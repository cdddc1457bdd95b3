"""The settings refuse what would be unsafe, and say what to write."""
