"""The time zone of a practice, by its country and, for lands overseas, its subdivision."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from scheduler.practice import Organisation

DEFAULT_ZONE = "Europe/Paris"
_BY_COUNTRY = {
    "AD": "Europe/Andorra",
    "AT": "Europe/Vienna",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "CH": "Europe/Zurich",
    "CY": "Asia/Nicosia",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "GF": "America/Cayenne",
    "GP": "America/Guadeloupe",
    "GR": "Europe/Athens",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "IE": "Europe/Dublin",
    "IS": "Atlantic/Reykjavik",
    "IT": "Europe/Rome",
    "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg",
    "LV": "Europe/Riga",
    "MA": "Africa/Casablanca",
    "MC": "Europe/Monaco",
    "MQ": "America/Martinique",
    "MT": "Europe/Malta",
    "NC": "Pacific/Noumea",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "PF": "Pacific/Tahiti",
    "PL": "Europe/Warsaw",
    "PM": "America/Miquelon",
    "PT": "Europe/Lisbon",
    "RE": "Indian/Reunion",
    "RO": "Europe/Bucharest",
    "SE": "Europe/Stockholm",
    "SI": "Europe/Ljubljana",
    "SK": "Europe/Bratislava",
    "TN": "Africa/Tunis",
    "YT": "Indian/Mayotte",
}
_BY_SUBDIVISION = {
    ("FR", "971"): "America/Guadeloupe",
    ("FR", "972"): "America/Martinique",
    ("FR", "973"): "America/Cayenne",
    ("FR", "974"): "Indian/Reunion",
    ("FR", "976"): "Indian/Mayotte",
    ("FR", "BL"): "America/St_Barthelemy",
    ("FR", "MF"): "America/Marigot",
    ("FR", "NC"): "Pacific/Noumea",
    ("FR", "PF"): "Pacific/Tahiti",
    ("FR", "PM"): "America/Miquelon",
    ("FR", "WF"): "Pacific/Wallis",
}


def zone_of(organisation: Organisation) -> ZoneInfo:
    """The zone that the practice's clocks show; that of Paris for a country not listed."""
    overseas = _BY_SUBDIVISION.get((organisation.country, organisation.subdivision or ""))
    return ZoneInfo(overseas or _BY_COUNTRY.get(organisation.country, DEFAULT_ZONE))
