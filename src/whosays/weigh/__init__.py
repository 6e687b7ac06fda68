"""What reports are worth: which passages are copies, what each document lets a careful reader beware of."""
