"""The command ``storymap``: parses, calls, prints and exits. One module a command."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

from storymap import __version__
from storymap.cli.printing import complain, listen
from storymap.errors import OptionError, StorymapError

COMMANDS = ("build", "correct", "embed", "geoparse", "locate", "gazetteer")
"""Each is a module of this package, with a click command of the same name in it."""

EPILOG = """\b
Examples:
  storymap build article.txt                 writes output/article.html
  storymap build *.md -o public --open
  storymap geoparse article.txt --explain
  storymap locate Springfield
"""


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of `COMMANDS`, in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="storymap")
def storymap() -> None:
    """Turn an article into a map that its readers can follow.

    One HTML file: the text beside a map of the places it names. No server, no key, no network.
    """


class _Ending:
    """Ends the process without taking apart what the libraries loaded: a seventh of a build."""

    code = 1

    def leave(self) -> None:
        """Say what is left to be said and go."""
        for stream in (sys.stdout, sys.stderr):
            with suppress(BrokenPipeError):
                stream.flush()
        os._exit(self.code)


def main() -> None:
    """Run the command; errors of the user's are one line on stderr and an exit code.

    0 is success, 1 an article or a file that could not be used, 2 a wrong call.
    """
    ending = _Ending()
    atexit.register(ending.leave)  # the first to register is the last to be called
    # A command makes little cyclic garbage, and looking for it goes through all that is loaded.
    gc.set_threshold(200_000, 20, 100)
    listen()
    try:
        _run()
    except SystemExit as stop:
        ending.code = stop.code if isinstance(stop.code, int) else 0
        raise


def _run() -> None:
    try:
        sys.exit(storymap(sys.argv[1:] or ["--help"], "storymap", standalone_mode=False) or 0)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        complain(error.format_message().replace("\n", " "))
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): the rest has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except StorymapError as error:
        complain(str(error))
        sys.exit(2 if isinstance(error, OptionError) else 1)
