"""What parents and carers permit."""
