"""Commands of `gongkai`: each module parses arguments, calls one function and prints the result."""

COMMANDS = {
    path.partition(".")[2].rstrip("_"): f"generator.{path}"
    for path in (
        "commands.check",
        "commands.build",
        "commands.pages",
        "commands.serve",
        "commands.agency",
        "commands.new",
        "commands.bind",
        "commands.correct",
        "commands.import_",
        "commands.export",
        "commands.plan",
        "commands.join",
        "commands.init",
    )
}
"""The module of each command, in help order; loaded on first use, it defines a function named like the module."""
