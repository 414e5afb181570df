"""Telegram: updates in, durable and in order; replies out, as a person wants them on a phone."""
