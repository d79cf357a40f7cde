"""Following by mail: the form, the pages that mails lead to, and what the mails say."""
