"""The commands of `gongkai`, one module each (those that share a job share one)."""

COMMANDS = {
    entry.partition(":")[2].rstrip("_"): entry
    for entry in (
        "check:check",
        "build:build",
        "build:pages",
        "build:serve",
        "new:new",
        "bind:bind",
        "correct:correct",
        "import_:import_",
        "export:export",
        "build:plan",
        "build:join",
    )
}
"""Where each command is (`module:function`), in the order of the help; loaded only where it is asked for."""
