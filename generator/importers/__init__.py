"""From a file as offices have it to a report: a reader for each type of file, one recogniser driven by the forms."""
