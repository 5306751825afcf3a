"""Does it help, and is it quick: studies, rivals, recorded results."""
