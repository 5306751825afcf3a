"""How figures read on the screen."""

from __future__ import annotations

from api.export.headlines import Tone

STYLES = {Tone.GOOD: "green", Tone.WATCH: "red", Tone.PLAIN: ""}
