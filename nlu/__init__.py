"""How a message is understood, and the words that people read: Rasa components, training data, text catalogues."""

__all__: list[str] = []
