"""What goes out by itself about sessions: the words, the buttons, and to whom. It is sent through the outbox."""
