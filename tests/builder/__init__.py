"""Builds that do again only what has to be, in one piece or in many."""
