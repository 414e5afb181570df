"""What a message about sessions asks for, as data: which sessions somebody looks for, what staff plan."""

from nlu.wishes.planned import Planned, Wrong
from nlu.wishes.planning import read_plan
from nlu.wishes.wish import Wish
from nlu.wishes.wishing import names_session, read_wish

__all__ = ["Planned", "Wish", "Wrong", "names_session", "read_plan", "read_wish"]
