"""The rankings: what the states, or their laws, are ranked by, and how each ranking is said."""
