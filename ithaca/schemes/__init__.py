"""What runs: schemes, their arrangements, who holds which post."""
