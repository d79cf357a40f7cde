"""Other records are asked over the network: `polling` asks, a module a service says what.

What a service tells is kept at once (laws.models.fetching), so that nothing is asked for twice; the
inbox is filled from there.
"""
