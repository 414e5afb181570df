"""Every setting of Attaché, in one place: name, unit, default and help.

Settings come from the environment (``ATTACHE_...``), then from the file ``attache.env`` in the
working folder, then from the defaults below. ``docs/settings.md`` lists them; a test compares it
with this code.
"""

from settings.settings import Settings, load

__all__ = ["Settings", "load"]
