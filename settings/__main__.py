"""``python -m settings > docs/settings.md``: the list of settings as a page, from the code."""

from __future__ import annotations

import sys

from settings.page import page

if __name__ == "__main__":
    sys.stdout.write(page())
