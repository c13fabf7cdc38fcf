"""Prints that are killed and interrupted, and must end as if nothing had been."""
import contextlib
import os
import random
import re
import signal
import subprocess
import time

from support import BINARY, COMMAND_SECONDS

KILLS = 10
SHORTEST_SECONDS = 0.2
# Of the time that an undisturbed print takes.
LONGEST_SHARE = 1 / 3
INTERRUPTED = 130
# What makes another order of one; of options that are given twice, the last counts.
OTHERWISE = {"sheet.pdf": ("--ink", "k"), "pictures.zip": ("--scale", "5")}


class Print:
    """One order: a batch printed under a name, in any folder."""

    def __init__(self, workspace, batch, name, *options):
        self.workspace, self.batch, self.name, self.options = workspace, batch, name, options

    def start(self, folder, **streams):
        command = [BINARY, "batch", "print", self.batch, "-o", folder / self.name, *self.options]
        streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, **streams}
        return subprocess.Popen(
            [*map(str, command), "--workspace", str(self.workspace.folder)], env=self.workspace.environment, **streams)

    def finish(self, folder):
        """Runs to the end; returns the exit code and what was said."""
        process = self.start(folder)
        _, said = process.communicate(timeout=COMMAND_SECONDS)
        return process.returncode, said.decode(errors="replace").strip()

    def watch(self, folder):
        """Runs to the end before a terminal; returns the exit code, what it showed, and the seconds."""
        started = time.monotonic()
        ours, theirs = os.openpty()
        process = self.start(folder, stderr=theirs)
        os.close(theirs)
        shown = b""
        # Reading a terminal that nobody has open any more is an error.
        with contextlib.suppress(OSError):
            while block := os.read(ours, 4096):
                shown += block
        os.close(ours)
        return process.wait(COMMAND_SECONDS), shown.decode(errors="replace"), time.monotonic() - started

    def pieces(self, folder):
        """What a stopped print keeps, and when each was written: pieces beside a file, or pictures in a folder."""
        beside = folder / (".%s.pieces" % self.name)
        paths = [*beside.glob("*.piece"), *(folder / self.name).glob("[!.]*.*")]
        return {path.name: path.stat().st_mtime_ns for path in paths}


def content(folder):
    """The bytes of all files in a folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if not path.is_dir()}


def differences(found, wanted):
    return ["%s: %s" % (name, "left over" if name not in wanted else "missing" if name not in found else "differs")
            for name in sorted(found.keys() | wanted.keys()) if found.get(name) != wanted.get(name)]


def wait_for_a_piece(order, folder, process):
    """Returns once something is kept; whether it was before the print ended."""
    while process.poll() is None:
        if order.pieces(folder):
            return True
        time.sleep(0.005)
    return False


def kill(process):
    process.kill()
    process.communicate()


def kill_after_a_piece(order, folder):
    process = order.start(folder)
    wait_for_a_piece(order, folder, process)
    kill(process)


def kill_often(order, folder, moments):
    """Kills a print when it has kept a piece, then at each of the moments until one is after its end.

    Returns the number of kills, and the kept pieces that a later run made again.
    """
    kill_after_a_piece(order, folder)
    kills, kept, again = 1, order.pieces(folder), set()
    for seconds in moments:
        process = order.start(folder)
        try:
            process.wait(seconds)
            break
        except subprocess.TimeoutExpired:
            kill(process)
        now = order.pieces(folder)
        again |= {name for name, written in kept.items() if now.get(name, written) != written}
        kills, kept = kills + 1, now
    return kills, sorted(again)


def undisturbed(tally, order, folder):
    """Prints before a terminal; returns what lies in the folder then, and the seconds."""
    folder.mkdir()
    code, shown, seconds = order.watch(folder)
    tally.check("%s: an undisturbed print ends well" % order.name, code == 0, "%s: %s" % (code, shown))
    done = [int(share) for share in re.findall(r"\d+ of \d+ codes \((\d+) %\)", shown)]
    told = len(set(done)) > 1 and done == sorted(done) and done[-1] == 100
    tally.check("%s: a terminal is told how far it is" % order.name, told, shown)
    return content(folder), seconds


def ends_as(tally, order, folder, wanted, after):
    """The same command must now end well, with the same bytes, and leave nothing else."""
    if wanted.keys() - content(folder).keys():
        code, said = order.finish(folder)
        tally.check("%s: %s, the same command ends well" % (order.name, after), code == 0, "%s: %s" % (code, said))
    wrong = differences(content(folder), wanted)
    tally.check("%s: %s, the bytes are those of an undisturbed print, and nothing else is there" % (order.name, after),
                not wrong, "%d such as %s" % (len(wrong), wrong[:3]))


def check_kills(tally, order, folder, wanted, seconds, seed):
    folder.mkdir()
    chance = random.Random("%s %s" % (seed, order.name))
    longest = max(2 * SHORTEST_SECONDS, seconds * LONGEST_SHARE)
    moments = [chance.uniform(SHORTEST_SECONDS, longest) for _ in range(KILLS - 1)]
    kills, again = kill_often(order, folder, moments)
    tally.check("%s: what was kept is not made again" % order.name, not again, again)
    ends_as(tally, order, folder, wanted, "killed %d times" % kills)


def check_kill_before_the_last_name(tally, order, folder, wanted):
    """The list gets its name before the file does; a kill between the two leaves it alone."""
    folder.mkdir()
    kill_after_a_piece(order, folder)
    listing = next(name for name in wanted if name.endswith(".manifest.csv"))
    (folder / listing).write_bytes(wanted[listing])
    ends_as(tally, order, folder, wanted, "killed between list and file")


def check_another_order(tally, order, other, folder):
    """What a killed print kept is of no use to another order of the same name."""
    (folder / "alone").mkdir(parents=True)
    (folder / "after").mkdir()
    code, said = other.finish(folder / "alone")
    tally.check("%s: another order ends well" % order.name, code == 0, "%s: %s" % (code, said))
    kill_after_a_piece(order, folder / "after")
    ends_as(tally, other, folder / "after", content(folder / "alone"), "another order killed before")


def check_interruption(tally, order, folder, wanted):
    folder.mkdir()
    process = order.start(folder)
    wait_for_a_piece(order, folder, process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=COMMAND_SECONDS)
    told = said.decode(errors="replace")
    tally.check("%s: Ctrl-C ends it with 130" % order.name, process.returncode == INTERRUPTED,
                "%s: %s" % (process.returncode, told))
    tally.check("%s: and says that the same command goes on" % order.name, "the same command" in told, told)
    left = [name for name in content(folder) if name.endswith((".part", "manifest.csv")) or name == order.name]
    tally.check("%s: and leaves neither file nor list" % order.name, not left, left)
    ends_as(tally, order, folder, wanted, "interrupted")


def check_stopping(tally, workspace, counts):
    """`counts` has the codes of a PDF, a zip file and a folder of pictures."""
    seed = os.environ.get("SEED") or str(random.SystemRandom().randrange(1_000_000))
    print("  the moments of kills are of SEED=%s" % seed, flush=True)
    pictures = ("--format", "png", "--scale", "4", "--no-logo")
    orders = {
        "sheet.pdf": ("--check", "all", "--no-logo"),
        "pictures.zip": pictures,
        "pictures": pictures,
    }
    for name, options in orders.items():
        batch = "stopped-%s" % name.replace(".", "-")
        workspace.issue(counts[name], batch=batch)
        order = Print(workspace, batch, name, *options)
        place = workspace.folder.parent / batch
        place.mkdir()
        wanted, seconds = undisturbed(tally, order, place / "undisturbed")
        check_kills(tally, order, place / "killed", wanted, seconds, seed)
        check_interruption(tally, order, place / "interrupted", wanted)
        if name == "pictures":
            whole = len([path for path in wanted if path.endswith(".png")])
            tally.check("%s: all %d pictures are there" % (name, counts[name]), whole == counts[name], whole)
            continue
        check_kill_before_the_last_name(tally, order, place / "between", wanted)
        other = Print(workspace, batch, name, *options, *OTHERWISE[name])
        check_another_order(tally, order, other, place / "otherwise")
