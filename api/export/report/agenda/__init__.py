"""What a manager sees of the agendas: the reserve, the days, what the needs were given, and what it costs."""

from api.export.report.agenda.headlines import agenda_headlines
from api.export.report.agenda.section import AgendaSection, agenda_section

__all__ = ["AgendaSection", "agenda_headlines", "agenda_section"]
