#!/usr/bin/env python3
"""Runs the example of the project's README line by line; an example that does not work is worse than none."""
import os
import re
import subprocess
import tempfile
from pathlib import Path

from support import BINARY, COMMAND_SECONDS, Tally

README = Path(__file__).resolve().parents[2] / "README.md"


def example():
    """The commands of the first shell block, but for the server, which would not end."""
    block = re.search(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)[1]
    return [line for line in block.splitlines() if line and not line.startswith("tessera serve")]


def main():
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="tessera-") as folder:
        # The example calls `tessera`, wherever the binary is and whatever it is called.
        (Path(folder) / "tessera").symlink_to(BINARY)
        path = folder + os.pathsep + os.environ["PATH"]
        script = "set -eu\n" + "\n".join("%s || { echo 'failed: line %d' >&2; exit 1; }" % (
            line.split("  #")[0], number) for number, line in enumerate(example(), 1))
        done = subprocess.run(
            ["bash", "-c", script], cwd=folder, env=dict(os.environ, PATH=path), capture_output=True, text=True,
            timeout=COMMAND_SECONDS)
        tally.check("the README's example works", done.returncode == 0, done.stdout + done.stderr)
    tally.exit()


main()
