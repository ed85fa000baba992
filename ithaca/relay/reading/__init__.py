"""Reading a mail: bytes from strangers in, the writer's own words and what kind of mail it is out. No Django, no network."""
