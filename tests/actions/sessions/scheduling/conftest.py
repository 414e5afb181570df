"""Members of staff who talk about a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.actions.sessions.conftest import Talk

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def staff() -> Callable[[str], Talk]:
    """Begins the conversation of somebody of the staff, in a language."""
    return lambda language="en": Talk("staff", language, role="staff")
