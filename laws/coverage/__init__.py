"""The ledger of looking: entering a search, and when each government is due again."""
