"""Dates and times as people say them, in six languages."""

from nlu.dates.finding import find
from nlu.dates.hour_alone import is_hour_alone
from nlu.dates.when import Dated, NoSuchDay, When

__all__ = ["Dated", "NoSuchDay", "When", "find", "is_hour_alone"]
