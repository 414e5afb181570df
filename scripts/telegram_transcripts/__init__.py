"""Conversations in Telegram as they really go: ``python -m scripts.telegram_transcripts``."""
