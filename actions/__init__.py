"""What happens in a turn: thin Rasa actions, one a file, over ``knowledge``. They speak through the dispatcher only."""

__all__: list[str] = []
