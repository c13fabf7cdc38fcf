"""The loads that redemptions are tortured with: how many tills, in which pattern, on coupons of how many uses."""
from dataclasses import dataclass, replace

# Every load repeats, doubles, breaks off and misuses its requests at these rates.
FAULTS = ["--dup", ".2", "--hedge", ".1", "--abort", ".05", "--misuse", ".05"]
# The only refusals that these loads can cause.
REASONS = "used,key_conflict"


@dataclass(frozen=True)
class Load:
    """One run of torture.py."""

    # `race`: all tills meet at each coupon. `mix`: at random, half of it on few. `calm`: as `mix`, but with so few
    # tills that calls seldom overlap; only there is a refusal that comes too early plain to see.
    pattern: str
    uses: int
    coupons: int
    clients: int
    # How many redemptions are tried; `race` tries each coupon once with each client.
    operations: int = 0
    # How many of the coupons get half of the tries.
    hot: int = 10
    # How many coupons are raced for at a time, each by every client.
    parallel: int = 4
    # Seconds between a restart and the next kill, on average.
    kill_every: float = 0.7
    kills: int = 6
    # A start takes less than this.
    ready_seconds: int = 30

    def __str__(self):
        return "%s, %d uses" % (self.pattern, self.uses)

    def options(self):
        """The flags for torture.py."""
        mode = "race" if self.pattern == "race" else "mix"
        return [
            "--mode", mode, "--clients", str(self.clients), "--parallel-coupons", str(self.parallel),
            "--ops", str(self.operations), "--hot-set", str(self.hot),
            "--kill-every", str(self.kill_every), "--max-kills", str(self.kills), "--final-kill", *FAULTS,
        ]

    def required(self):
        """What must have happened: a run that met no crash or no lost answer proves nothing."""
        # The last kill, after the last answer, is one more.
        wanted = {"kill": self.kills, "resolved_after_unknown": 20, "inflight_at_kill": min(self.clients, 20)}
        return ",".join("%s=%d" % pair for pair in wanted.items())

    def longer(self, factor):
        """The same with more tries."""
        if self.pattern == "race":
            return replace(self, coupons=self.coupons * factor)
        return replace(self, operations=self.operations * factor)


def race(uses):
    """All tills at once on each coupon, a few more than it has uses."""
    if uses == 1000:
        return Load("race", uses, coupons=3, clients=1050, parallel=1)
    return Load("race", uses, coupons=120 // (1 + uses // 3), clients=32)


def mix(uses):
    if uses == 1000:
        return Load("mix", uses, coupons=2, clients=32, operations=3500, hot=1)
    return Load("mix", uses, coupons=600 // uses, clients=32, operations=4000)


def calm(uses):
    if uses == 1000:
        return Load("calm", uses, coupons=2, clients=3, operations=2600, hot=1)
    return Load("calm", uses, coupons=450 // uses, clients=3, operations=1600, hot=30)


# Every pattern with every number of uses.
FULL = [pattern(uses) for uses in (1, 3, 1000) for pattern in (race, mix, calm)]
