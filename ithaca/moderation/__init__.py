"""What people read of what pairs write, and what the screening is taught by it."""
