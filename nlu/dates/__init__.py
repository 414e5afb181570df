"""Dates and times as people say them, in six languages."""

from nlu.dates.finding import find
from nlu.dates.when import Dated, NoSuchDay, When

__all__ = ["Dated", "NoSuchDay", "When", "find"]
