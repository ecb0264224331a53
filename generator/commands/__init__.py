"""Commands: one module for each command of `gongkai`, which parses arguments, calls the work and prints the result."""

COMMANDS = {
    "check": "check",
    "build": "build",
    "pages": "pages",
    "serve": "serve",
    "new": "new",
    "bind": "bind",
    "correct": "correct",
    "import": "import_",
    "export": "export",
    "plan": "plan",
    "join": "join",
}
"""The module of each command, in the order of the help. It defines a function of its own name; modules load on use."""
