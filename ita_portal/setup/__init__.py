"""Makes a bare machine ready and starts the portal. Standard library only: it runs first."""
