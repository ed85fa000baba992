"""What organisations asks the rooms above."""

from __future__ import annotations

from ithaca.kernel.hooks import Hook

schemes_of_people: Hook[dict[int, set[int]]] = Hook(
    "organisations.schemes_of_people",
    "organisation_id, person_ids (None: everybody of that organisation) in; by person id the ids of the schemes this "
    "person has a part in (post, participant, carer, applicant) out. A person tied only to schemes in which the reader "
    "holds no post is not shown to the reader",
)
next_for_organisation: Hook[tuple[str, str]] = Hook(
    "organisations.next_for_organisation",
    "organisation in; (words of a link, its address) out: what the administrator can do next with it, such as a new scheme",
)
card_people: Hook[set[int]] = Hook(
    "organisations.card_people",
    "organisation_id in; out the ids of people who go to no school and still sign in with a printed card",
)
