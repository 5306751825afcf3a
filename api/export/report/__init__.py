"""`report.html`: one page that opens offline and prints, with everything a manager looks at."""

from api.export.report.page import report

__all__ = ["report"]
