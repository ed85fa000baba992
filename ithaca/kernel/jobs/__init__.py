"""Background work: a django.tasks back end on our own table, the worker, and what the clock starts."""
