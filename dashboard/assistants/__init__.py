"""The record for assistants: a server of the Model Context Protocol at /mcp that only answers."""
