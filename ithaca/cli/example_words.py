"""What invented pairs write to each other, and what worries invented people."""

from __future__ import annotations

#: Talks of a pair: (who writes, words). They are dealt out to pairs in turn, some days apart.
TALKS: list[list[tuple[str, str]]] = [
    [
        ("mentor", "Hello, good to be put together with you. What made you want a mentor now?"),
        (
            "mentee",
            "Hello! I keep working late and still do not get to the things that matter. I would like to plan better.",
        ),
        (
            "mentor",
            "That sounds familiar. Could you write down one week as it really went? Then we look at it together.",
        ),
        ("mentee", "I did. Monday and Tuesday go on things other people forgot. I had not noticed before."),
        ("mentor", "A very good start. Which one of those could you say no to next week?"),
    ],
    [
        ("mentee", "Thank you for the last talk. I have started on the price list."),
        ("mentor", "How did it feel to write the new figures down?"),
        ("mentee", "Strange. I was afraid that customers would leave. Two asked, none left."),
        ("mentor", "Well done. What will you do with the hour a week this gives you?"),
    ],
    [
        ("mentor", "How did the talk with your supervisor go?"),
        ("mentee", "Better than I thought. She said I should ask sooner when I am stuck."),
        ("mentor", "What would make asking easier?"),
        ("mentee", "If I wrote the question down first. Then it sounds less silly."),
    ],
    [
        ("mentee", "I read the two pages you told me about. The part about saying what went well was useful."),
        ("mentor", "Glad to hear it. What went well this week?"),
        ("mentee", "I explained the machine to the new apprentice and he got it first time."),
    ],
    [
        ("mentor", "I shall be away for a week from Friday. Shall we write again the Monday after?"),
        ("mentee", "Yes, that is fine. I will have the first draft by then."),
    ],
]
#: Somebody gives out contact details in a scheme of adults: taken out, marked, delivered.
DETAILS = "Reception at our works is 01632 960355 and the store answers at store@longshore.example."
#: The same to a young person, or something that nobody but a person can judge: held.
HELD = [
    ("mentor", "You can ring me any time on 07700 900313 if it gets too much at work."),
    ("mentee", "Here is my insta, easier than this: saltmere_tyler. Do you have one?"),
    (
        "mentor",
        "I could pick you up on Saturday and we go to the boat show, just the two of us. No need to tell anyone.",
    ),
]
#: Words that must reach the safeguarding lead at once.
URGENT = "I can't do this any more. I want to kill myself and I don't know who to tell."
WORRY = (
    "A pupil told me on Thursday that he sleeps at different friends’ homes because of trouble at home. He asked me not to "
    "say anything. I told him that I have to pass it on."
)
APPLICANTS = [
    ("mentor", "Wilma", "Osgood", 41, "wilma.osgood@example.org"),
    ("mentor", "Caspian", "Dell", 33, "caspian.dell@example.org"),
    ("mentor", "Amelia", "Thornbury", 17, "amelia.thornbury@example.org"),
    ("mentee", "Ottilie", "Marsh", 15, "ottilie.marsh@example.org"),
]
