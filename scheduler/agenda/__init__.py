"""The agenda: each session of a rota cut into bookable, reserved and desk time."""
