"""Importers: read a file as offices have it, and recognise the report in it by the labels of the official forms.

`exported.read_report` recognises any document, `readers.read_document` reads any file, `transcript.transcript` writes
the source file.
"""

# Nothing is imported here: each file is read in a process of its own, which needs the readers alone, and importing the
# recogniser would make it start three times as slowly (0.19 s, not 0.06 s).
