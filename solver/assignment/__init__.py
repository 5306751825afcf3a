"""Many requests to many starts at once: recalls, and what could have been booked with hindsight."""
