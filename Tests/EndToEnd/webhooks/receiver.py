"""A receiver of webhooks that misbehaves in the ways that receivers do, and judges what it gets.

The signatures are checked by the library of Standard Webhooks, which is not ours.
"""
import json
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

# Longer than Tessera waits for an answer.
SLOW_SECONDS = 17


class Message:
    """One POST that came."""

    def __init__(self, path, headers, body):
        self.path = path
        self.headers = headers
        self.body = body
        self.id = headers.get("webhook-id")
        self.event = json.loads(body)
        self.status = None


class Receiver:
    """Listens on a port of its own; each path behaves in its own way."""

    def __init__(self):
        self.lock = threading.Lock()
        self.messages = defaultdict(list)
        self.open = defaultdict(set)
        self.secrets = {}
        self.faults = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                outer.serve(self)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_):
                """A sender that is killed ends its connections; that is no news here."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return "http://127.0.0.1:%d" % self.server.server_address[1]

    def serve(self, request):
        body = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        name = request.path.strip("/")
        message = Message(name, dict((key.lower(), value) for key, value in request.headers.items()), body)
        coupon = message.event["data"].get("coupon")
        with self.lock:
            earlier = [other for other in self.messages[name] if other.id == message.id]
            self.messages[name].append(message)
            # The promise is that two messages of one coupon are never under way at once.
            if coupon in self.open[name]:
                self.faults.append("%s: two messages of %s at once" % (name, message.id))
            self.open[name].add(coupon)
        self.verify(name, message)
        status, headers, content = getattr(self, "answer_" + name, self.answer_good)(message, earlier)
        with self.lock:
            message.status = status
            self.open[name].discard(coupon)
        self.reply(request, status, headers, content)

    def reply(self, request, status, headers, content):
        try:
            request.send_response(status)
            for key, value in headers.items():
                request.send_header(key, value)
            if content is not None:
                request.send_header("Content-Length", str(len(content)))
                request.end_headers()
                request.wfile.write(content)
                return
            request.send_header("Connection", "close")
            request.end_headers()
            while True:
                request.wfile.write(b"x" * 65536)
        except OSError:
            request.close_connection = True

    def verify(self, name, message):
        for secret in self.secrets.get(name, []):
            try:
                Webhook(secret).verify(message.body, message.headers)
            except WebhookVerificationError as error:
                self.faults.append("%s: %s of %s" % (name, error, message.id))

    def answer_good(self, message, earlier):
        return 204, {}, b""

    def answer_flaky(self, message, earlier):
        """Every message fails once, and has its own way of it."""
        if earlier:
            return 200, {}, b"thank you"
        return (500, 503, 429, 404)[len(message.id) % 4], {"Retry-After": "1"}, b"not now"

    def answer_steady(self, message, earlier):
        time.sleep(.05)
        return 204, {}, b""

    def answer_slow(self, message, earlier):
        """The first two calls hang."""
        if self.count("slow") <= 2:
            time.sleep(SLOW_SECONDS)
        return 200, {}, b""

    def answer_gone(self, message, earlier):
        return 410, {}, b""

    def answer_moved(self, message, earlier):
        return 307, {"Location": "/trap"}, b""

    def answer_endless(self, message, earlier):
        return 200, {}, None

    def taken(self, name):
        """The events that were answered with 2xx, the first time each, in that order."""
        with self.lock:
            ids = [m.id for m in self.messages[name] if m.status is not None and m.status < 300]
        return list(dict.fromkeys(ids))

    def count(self, name):
        with self.lock:
            return len(self.messages[name])
