"""What pairs write, screened before it is delivered."""
