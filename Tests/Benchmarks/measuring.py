"""How one side is compared with the other: in turns, by medians or best turns, as ratios.

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
    """What was measured, more of which is better."""

    name: str
    # What is counted, such as `labels/s`.
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
        return "%s | %s %s | %s %s | %.2f | %.2f | %s" % (
            self.name, rounded(self.ours), self.unit, rounded(self.peer), self.unit, self.ratio, self.bar,
            "holds" if self.holds else "below")


@dataclass(frozen=True)
class Skipped:
    """What could not be measured here, said aloud."""

    name: str
    reason: str
    holds = True

    def __str__(self):
        return "%s | skipped: %s" % (self.name, self.reason)


def at_least(name, unit, ours, bound):
    """A bar that is a number and no peer: at least so much."""
    return Comparison(name, unit, ours, bound, ours / bound, 1.0)


def at_most(name, unit, ours, bound):
    """A bar that is a number and no peer: at most so much; the ratio is still the better the larger it is."""
    return Comparison(name, unit, ours, bound, bound / ours, 1.0)


def rounded(rate):
    return "%.0f" % rate if rate >= 100 else "%.1f" % rate


def compare(name, unit, bar, ours, peer, rounds=ROUNDS):
    """Calls both sides in turns, each of which returns its rate; the ratio is the median of the rounds'."""
    rates = in_turns({"ours": ours, "peer": peer}, rounds)
    return ratio(name, unit + "/s", bar, rates["ours"], rates["peer"])


def in_turns(sides, rounds=ROUNDS):
    """Calls every side once a round; returns the rates of each by its name."""
    rates = {name: [] for name in sides}
    for number in range(rounds):
        # Who goes first changes, since the first may leave the next a warm or a busy disk.
        order = list(sides) if number % 2 == 0 else list(reversed(sides))
        for name in order:
            rates[name].append(sides[name]())
    return rates


def ratio(name, unit, bar, ours, peer):
    """Compares the rates of two sides round by round."""
    return Comparison(
        name, unit, statistics.median(ours), statistics.median(peer),
        statistics.median(one / other for one, other in zip(ours, peer)), bar)


def best_ratio(name, unit, bar, ours, peer):
    """Compares two sides' best rates: what else the machine does only makes processor time longer."""
    return Comparison(name, unit, max(ours), max(peer), max(ours) / max(peer), bar)


def rate(count, work):
    """How many of `count` units the work did in a second."""
    started = time.perf_counter()
    work()
    return count / (time.perf_counter() - started)
