"""Forms turn a request into values; they write nothing."""
