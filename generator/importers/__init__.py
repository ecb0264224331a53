"""Importers: read a file as offices have it, and recognise the report in it by the labels of the official forms.

`exported.read_report` recognises any document, `readers.read_document` reads any file, `transcript.transcript` writes
the source file.
"""

# Nothing is imported here: every file is read in a process of its own that needs only the readers, and importing the
# recogniser as well would triple its start-up time (0.19 s instead of 0.06 s).
