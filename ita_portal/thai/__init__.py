"""Thai digits, Buddhist-era dates and periods, text and words: no Django, nothing of the portal."""
