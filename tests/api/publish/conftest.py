"""The same running service as the tests of the web service have."""

from __future__ import annotations

from tests.api.http.conftest import migrated, office, running, service

__all__ = ["migrated", "office", "running", "service"]
