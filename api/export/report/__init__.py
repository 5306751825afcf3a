"""`report.html` and `agenda.html`: pages that open offline and print, with everything a manager looks at."""

from api.export.report.page import agenda_report, report

__all__ = ["agenda_report", "report"]
