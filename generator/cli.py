"""The command line: `gongkai` and its commands.

Exit codes: 0 no error (warnings and notes do not count), 1 an unaccepted error, 2 wrong use or unreadable input.
Problems go to standard error, data to standard output.
"""

from __future__ import annotations

import errno
import shutil
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.commands import COMMANDS
from generator.commands.chinese import in_chinese, speak_chinese
from generator.commands.common import fail
from generator.commands.extras import is_missing, without_extra
from generator.commands.usage import explain_usage
from generator.gc_tuning import collect_rarely
from generator.sources.os_faults import os_fault
from generator.sources.writing import named_errors

_SIGNALLED = 128
"""Added to the number of a signal, the exit code of a command that it ended, as shells have it."""


def _exit(number: int, _: object) -> None:
    """Exit with all clean-up: temporary files and worker processes go."""
    raise SystemExit(_SIGNALLED + number)


def _explain(error: OSError) -> NoReturn:
    """Exit with the error as a sentence; a reader that has left is no error, as click knows."""
    if error.errno == errno.EPIPE:
        raise error
    fail(os_fault(error))


class _Commands(click.Group):
    """Command group that loads commands on use and reports usage and OS errors as one-line messages."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            with named_errors(Path("标准输出")):  # help and version are printed while the arguments are read
                return super().parse_args(ctx, args)
        except (click.NoSuchOption, click.BadOptionUsage) as error:
            explain_usage(error)
        except OSError as error:
            _explain(error)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if is_missing(cmd_name):
            return without_extra(cmd_name)
        module = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), module.rpartition(".")[2])
        return in_chinese(command)

    def invoke(self, ctx: click.Context) -> Any:
        collect_rarely()
        for ending in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(ending) is signal.SIG_DFL:  # under nohup it is ignored
                signal.signal(ending, _exit)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("已中断。", err=True)
            sys.exit(_SIGNALLED + signal.SIGINT)
        except click.UsageError as error:
            explain_usage(error)
        except shutil.Error as error:
            fail(f"不能复制 {error.args[0][0][0]}。")
        except OSError as error:
            _explain(error)


speak_chinese()


@click.group(
    cls=_Commands,
    options_metavar="[选项]",
    subcommand_metavar="命令 [内容]...",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="gongkai", message="gongkai %(version)s")
def main() -> None:
    """公开：从 YAML 源文件核对、生成并发布政府信息公开工作年度报告。"""
