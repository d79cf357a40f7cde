"""The tests. A folder of it for each room of the house; what they share is in `support`."""
