"""Why each field about an account is held, who sees it, and until when."""

from ithaca.kernel.terms import Terms

TERMS = [
    Terms(
        model="accounts.Account",
        fields={
            "password": "technical",
            "last_login": "personal",
            "username": "personal",
            "email": "contact",
            "name": "personal",
            "language": "personal",
            "is_active": "technical",
            "is_administrator": "technical",
            "card_issued_at": "technical",
            "session_round": "technical",
        },
        why="So that people sign in as themselves and nobody else does. The password is kept only as a hash.",
        ground="legitimate interest: keeping children's records and conversations closed to others",
        seen_by="the person; administrators see the names and addresses of administrators",
        until="the account is closed when the person is in no scheme any more, and blanked with the person's record",
    )
]
