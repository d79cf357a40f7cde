"""/coverage/: the ledger of looking, what was looked at, when and with which words."""
