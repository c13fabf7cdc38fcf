"""Several verifiers on one database, behind a front that spreads connections over them."""
import asyncio
import contextlib
import http.client
import itertools
import subprocess
import threading

from processes import free_port
from support import BINARY

STOP_SECONDS = 30
# How much of a stream is passed on at once.
PIECE = 65_536


class Verifiers:
    """`tessera serve` a few times over, each of which can be killed and started again."""

    def __init__(self, workspace, log, count=2):
        self.workspace, self.log = workspace, log
        self.ports = [free_port() for _ in range(count)]
        self.processes = [None] * count
        # One after the other, then both at once.
        self.victims = itertools.cycle([[0], [1], [0, 1]])

    def start(self):
        """Starts those that do not run."""
        for index, process in enumerate(self.processes):
            if process is None or process.poll() is not None:
                self.processes[index] = self._launch(self.ports[index])

    def _launch(self, port):
        command = [BINARY, "serve", "--workspace", self.workspace.folder, "--port", str(port)]
        with open(self.log, "ab") as log:
            return subprocess.Popen(
                command, cwd=self.workspace.folder.parent, env=self.workspace.environment, stdout=log, stderr=log,
                start_new_session=True)

    def kill(self):
        """Kills the one whose turn it is."""
        for index in next(self.victims):
            self.processes[index].kill()
            self.processes[index].wait()

    def are_ready(self):
        """Whether each answers, and could write."""
        return all(_is_ready(port) for port in self.ports)

    def end_cleanly(self):
        """Asks all to end; whether they did."""
        running = [process for process in self.processes if process is not None]
        for process in running:
            process.terminate()
        return [process.wait(STOP_SECONDS) for process in running] == [0] * len(running)

    @contextlib.contextmanager
    def started(self):
        try:
            self.start()
            yield self
        finally:
            for process in self.processes:
                if process is not None and process.poll() is None:
                    process.kill()
                    process.wait()


def _is_ready(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    return False


class Front:
    """A load balancer: each connection goes to the next verifier, or to the one after that if nobody listens there.

    It knows nothing of HTTP. What breaks on one side is broken on the other, as a till would see it.
    """

    def __init__(self, ports, latency=0):
        """`latency` is how many seconds a till's request is under way."""
        self.turns = itertools.cycle(ports)
        self.ports, self.latency = ports, latency
        # How many connections each verifier got.
        self.given = dict.fromkeys(ports, 0)

    @contextlib.contextmanager
    def listening(self):
        """Yields the port that tills connect to."""
        loop, port = asyncio.new_event_loop(), free_port()
        server = loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", port, backlog=4096))
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()
        try:
            yield port
        finally:
            loop.call_soon_threadsafe(server.close)
            loop.call_soon_threadsafe(loop.stop)
            thread.join()

    async def _serve(self, reader, writer):
        for port in itertools.islice(self.turns, len(self.ports)):
            with contextlib.suppress(OSError):
                far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
                self.given[port] += 1
                ways = [asyncio.ensure_future(_pass_on(reader, far_writer, self.latency)),
                        asyncio.ensure_future(_pass_on(far_reader, writer, 0))]
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                for way in ways:
                    way.cancel()
                far_writer.transport.abort()
                break
        writer.close()


async def _pass_on(reader, writer, latency):
    with contextlib.suppress(OSError):
        while piece := await reader.read(PIECE):
            await asyncio.sleep(latency)
            writer.write(piece)
            await writer.drain()
