"""The page of one measure: its boxes by card, what its buttons do, what its script is told."""
