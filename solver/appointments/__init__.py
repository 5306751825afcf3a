"""Lengths, starts and order of appointments under random durations and absences; see docs/appointments.md."""
