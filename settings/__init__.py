"""Every setting of Attaché, in one place: name, unit, default and help.

Settings come from the environment (``ATTACHE_...``), then from the file ``attache.env`` in the
working folder, then from the defaults in ``settings.settings``. ``docs/settings.md`` lists them; a
test compares it with this code.
"""

from settings.settings import PROJECT, Settings, SettingsError, load, unknown_names

__all__ = ["PROJECT", "Settings", "SettingsError", "load", "unknown_names"]
