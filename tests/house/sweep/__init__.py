"""Who may enter what: every address, as everybody, at their own things, at others', and at another organisation's."""
