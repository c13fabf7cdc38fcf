#!/usr/bin/env python3
"""A process to kill in the place of others.

torture.py owns one server process, which it kills and starts again. Where several servers take turns, or where it is a
database that dies, the process that it owns is this program:

    trigger.py PORT    holds a connection to the port while it lives

The check listens at the port. A connection means "all are to run"; its end means "now one of them dies".
"""
import contextlib
import http.server
import signal
import socket
import sys
import threading

from processes import run_python

# What the holder sends when it is asked to end: then nothing is to die.
FAREWELL = b"bye"


class Trigger:
    """Kills and starts when torture.py does, and tells it when all is well again."""

    def __init__(self, kill, start, is_whole):
        """`kill` and `start` take nothing; `is_whole` says whether the next kill may come."""
        self.kill, self.start, self.is_whole = kill, start, is_whole
        # What went wrong in a thread, for the check to report.
        self.trouble = []

    @contextlib.contextmanager
    def listening(self):
        """Yields the command and the URL for torture.py's --start-cmd and --ready-url."""
        with socket.create_server(("127.0.0.1", 0)) as holders, self._health() as port:
            threading.Thread(target=self._serve, args=(holders,), daemon=True).start()
            yield run_python(__file__, holders.getsockname()[1]), "http://127.0.0.1:%d/" % port

    def _serve(self, holders):
        """One holder at a time, since torture.py starts the next only after it killed the last."""
        while True:
            try:
                holder, _ = holders.accept()
            except OSError:
                return
            try:
                self.start()
                if _read_all(holder) != FAREWELL:
                    self.kill()
            except Exception as problem:
                self.trouble.append(repr(problem))

    @contextlib.contextmanager
    def _health(self):
        """Serves what --ready-url asks."""
        trigger = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200 if trigger.is_whole() else 503)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield server.server_address[1]
            server.shutdown()


def _read_all(connection):
    with connection:
        said = b""
        with contextlib.suppress(ConnectionError):
            while piece := connection.recv(16):
                said += piece
        return said


def hold(port):
    """Lives until it is killed, or asked to end."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        def leave(*_):
            connection.sendall(FAREWELL)
            sys.exit(0)

        signal.signal(signal.SIGTERM, leave)
        connection.recv(1)


if __name__ == "__main__":
    hold(int(sys.argv[1]))
