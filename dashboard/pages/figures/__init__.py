"""The pages of the numbers that have an address of their own."""
