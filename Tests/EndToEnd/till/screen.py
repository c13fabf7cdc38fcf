"""A program in a terminal of its own, typed at and read as a person would, by tmux."""
import os
import shlex
import subprocess
import time

# What appears on a screen later than this does not appear; a loaded machine needs some of it.
APPEARS_SECONDS = 30


class Screen:
    """One tmux server with one window; it works in the folder and ends with it."""

    def __init__(self, folder, columns=80, rows=24):
        self.folder = folder
        self.columns, self.rows = columns, rows
        self.started = 0
        self.environment = dict(os.environ, TMUX_TMPDIR=str(folder), LANG="C.UTF-8", TERM="xterm-256color")
        self.environment.pop("TMUX", None)

    def _tmux(self, *words):
        done = subprocess.run(
            ["tmux", "-L", "till-%d" % self.started, "-u", "-f", "/dev/null", *map(str, words)], cwd=self.folder, env=self.environment,
            capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise SystemExit("tmux %s: %s" % (words[0], done.stderr))
        return done.stdout

    def start(self, *command, **environment):
        """Runs a command; its exit code and the terminal's state before and after are kept in files."""
        settings = " ".join("%s=%s" % (name, shlex.quote(value)) for name, value in environment.items())
        # A server that is ending would refuse the next session: each has its own.
        self.started += 1
        # The shell outlives Ctrl-C, to say how the program took it.
        line = "trap : INT; stty -g > before; env %s %s; echo $? > code; stty -g > after; sleep 600" % (
            settings, " ".join(shlex.quote(str(word)) for word in command))
        for name in ("before", "after", "code"):
            (self.folder / name).unlink(missing_ok=True)
        self._tmux("new-session", "-d", "-x", self.columns, "-y", self.rows, "-s", "till", line)

    def stop(self):
        self._tmux("kill-server")

    def scan(self, text, enter=False):
        """Types as a scanner does: all at once, with or without Enter."""
        self._tmux("send-keys", "-l", text + ("\r" if enter else ""))

    def type(self, text):
        """Types as a person does, and presses Enter."""
        for letter in text:
            self._tmux("send-keys", "-l", letter)
            time.sleep(0.09)
        self.press("Enter")

    def press(self, *keys):
        self._tmux("send-keys", *keys)

    def resize(self, columns, rows):
        self._tmux("resize-window", "-x", columns, "-y", rows)

    def text(self, *flags):
        return self._tmux("capture-pane", "-p", *flags)

    def becomes(self, is_so, seconds=APPEARS_SECONDS):
        """Waits until what is on the screen is as wanted, for a program draws when it gets to it; returns whether it was."""
        end = time.monotonic() + seconds
        while not is_so(self.text()):
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def shows(self, *words, seconds=APPEARS_SECONDS):
        """Waits until the screen shows all of the words; returns whether it did."""
        return self.becomes(lambda shown: all(word in shown for word in words), seconds)

    def lacks(self, word, seconds=APPEARS_SECONDS):
        """Waits until the screen no longer shows the word; returns whether it was so."""
        return self.becomes(lambda shown: word not in shown, seconds)

    def ends_with(self, word, rows, seconds=APPEARS_SECONDS):
        """Waits until the screen has so many rows, and the word in the last; returns whether it was so."""
        def is_so(shown):
            lines = shown.splitlines()
            return len(lines) == rows and word in lines[-1]
        return self.becomes(is_so, seconds)

    def program(self):
        """The process id of the program, the child of the shell in the window."""
        shell = int(self._tmux("list-panes", "-F", "#{pane_pid}"))
        with open("/proc/%d/task/%d/children" % (shell, shell)) as children:
            return int(children.read().split()[0])

    def ended(self):
        """Waits for the program's end; returns its exit code, and whether the terminal is as it was."""
        end = time.monotonic() + APPEARS_SECONDS
        while not (self.folder / "after").exists() or not (self.folder / "after").read_text():
            if time.monotonic() > end:
                return None, False
            time.sleep(0.05)
        code = int((self.folder / "code").read_text())
        return code, (self.folder / "before").read_text() == (self.folder / "after").read_text()
