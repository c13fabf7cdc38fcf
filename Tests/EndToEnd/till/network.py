"""A network between a till and its server that can be cut, go deaf, or lose what the server says."""
import socket
import threading

# How much is handed on at once.
PIECE = 65_536


class Network:
    """Listens for one till and hands on to the server what its mode lets through."""

    def __init__(self, port):
        self.server = ("127.0.0.1", port)
        self.mode = "whole"
        self.open = []
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def set(self, mode):
        """`whole`, `cut` (no connection), `deaf` (nothing comes back), or `mute` (the request arrives, the answer is lost)."""
        self.mode = mode
        with self.lock:
            gone, self.open = self.open, []
        for ends in gone:
            for end in ends:
                shut(end)

    def accept(self):
        while True:
            try:
                till, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.join, args=(till,), daemon=True).start()

    def join(self, till):
        if self.mode == "cut":
            return shut(till)
        try:
            server = socket.create_connection(self.server, timeout=5)
        except OSError:
            return shut(till)
        with self.lock:
            self.open.append((till, server))
        threading.Thread(target=self.hand_on, args=(till, server, "request"), daemon=True).start()
        self.hand_on(server, till, "answer")

    def hand_on(self, source, target, what):
        try:
            while piece := source.recv(PIECE):
                if self.mode == "deaf":
                    continue
                if self.mode == "mute" and what == "answer":
                    break
                target.sendall(piece)
        except OSError:
            pass
        shut(source)
        shut(target)

    def end(self):
        shut(self.listener)
        self.set("cut")


def shut(end):
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    end.close()
