"""Things that have names as people have user names: parts of programs, people of stories. For patterns over whole messages."""

from __future__ import annotations

OF_PROGRAMS = (
    r"variables?|functions?|columns?|fields?|class|methods?|tables?|strings?|sprites?|arrays?|constant|parameter|branch|repo"
    r"|folders?|layers?|files?|drafts?|database|query|loop|passwords?|wi-?fi"
)
OF_STORIES = r"hero|heroine|villain|robot|dragon|wizard|story|stories|comic|novel"
