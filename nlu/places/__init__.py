"""Time zones as people name them: by a city, a country or the zone's own name, in six languages."""

from nlu.places.labels import zone_label
from nlu.places.naming import Placed, find_place, zone_named

__all__ = ["Placed", "find_place", "zone_label", "zone_named"]
