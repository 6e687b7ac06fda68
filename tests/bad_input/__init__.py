"""Bad input, through the program as it is used: each refused by name with the reason, the rest read."""
