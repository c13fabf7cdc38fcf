"""Ten million coupons beside one million, and the restart with as many ledger rows: half an hour and some 15 GB of disk."""
import million
import restart
import support
from load import Side, running, serve
from measuring import in_turns, ratio

# An hour: a command that issues ten million coupons takes minutes.
COMMAND_SECONDS = 3_600
COUPONS = 10_000_000
# A tree that is ten times larger is one level deeper at most.
BAR = 0.8


def run():
    support.allow_many_sockets()
    support.COMMAND_SECONDS = COMMAND_SECONDS
    with million.prepared(million.COUPONS) as small, million.prepared(COUPONS) as large:
        with running(serve(small[0])) as first, running(serve(large[0])) as second:
            sides = {"small": Side(first, *small[1:]), "large": Side(second, *large[1:])}
            for side in sides.values():
                side.redeem(seconds=1)
            rates = in_turns({name: side.rate for name, side in sides.items()})
        yield ratio("redeem, 10,000,000 coupons, to 1,000,000", "redemptions/s", BAR, rates["large"], rates["small"])
        yield restart.measure(*large, restart.TEN_MILLION)
