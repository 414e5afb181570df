"""What staff do in a conversation: plan a session, change it, cancel it, announce it."""
