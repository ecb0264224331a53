"""Gongkai: annual government-information-disclosure reports, from YAML in git to a public site."""
