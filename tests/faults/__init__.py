"""Faults of the machine: kills, seen by a reader of the site. `make faults` runs the long campaign."""
