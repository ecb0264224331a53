"""The commands of `gongkai`, one module each (those that share a job share one)."""

COMMANDS = {
    "check": "check",
    "build": "build",
    "serve": "build",
    "new": "new",
    "bind": "bind",
    "correct": "correct",
    "import": "import_",
    "export": "export",
    "plan": "build",
    "join": "build",
}
"""The module of each command, in the order in which the help lists them; loaded only where it is asked for."""
