"""What we ask: forms built of questions a co-ordinator can edit."""
