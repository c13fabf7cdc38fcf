"""How one side is compared with the other: in turns, by medians, as ratios.

Absolute rates say more about the machine than about the program, so none is judged. Both sides run in turns, so that
whatever else the machine does falls on both, and every bar keeps a margin for a small shared machine.
"""
import statistics
import time
from dataclasses import dataclass

# Odd, so that the median is a round that took place.
ROUNDS = 3


class WrongResult(Exception):
    """A side whose result is wrong is not measured: any speed is easy that way."""


def require(holds, what):
    """Refuses to measure unless `holds`."""
    if not holds:
        raise WrongResult(what)


@dataclass(frozen=True)
class Comparison:
    """What was measured; rates are units of work per second."""

    name: str
    unit: str
    ours: float
    peer: float
    ratio: float
    # How many times the peer's rate ours must be.
    bar: float

    @property
    def holds(self):
        return self.ratio >= self.bar

    def __str__(self):
        return "%s | %s %s/s | %s %s/s | %.2f | %.2f | %s" % (
            self.name, rounded(self.ours), self.unit, rounded(self.peer), self.unit, self.ratio, self.bar,
            "holds" if self.holds else "below")


def rounded(rate):
    return "%.0f" % rate if rate >= 100 else "%.1f" % rate


def compare(name, unit, bar, ours, peer, rounds=ROUNDS):
    """Calls both sides in turns, each of which returns its rate; the ratio is the median of the rounds'."""
    pairs = []
    for number in range(rounds):
        # Who goes first changes, since the first may leave the second a warm or a busy disk.
        first, second = (ours, peer) if number % 2 == 0 else (peer, ours)
        rates = {first: first(), second: second()}
        pairs.append((rates[ours], rates[peer]))
    return Comparison(
        name, unit, statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs),
        statistics.median(pair[0] / pair[1] for pair in pairs), bar)


def rate(count, work):
    """How many of `count` units the work did in a second."""
    started = time.perf_counter()
    work()
    return count / (time.perf_counter() - started)
