import ArgumentParser

/// What a till keeps, and what it takes along for the time without a network.
struct TillOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder with the till's key and journal. Default: one for each server and token below XDG_STATE_HOME.",
            discussion: "Read and written by its owner only. With it, --lines works without a network too.",
            valueName: "dir"))
    var state: String?

    @Flag(help: "Lease the coupons of members whose home store this is, to redeem them without a network.")
    var leaseStore = false

    @Option(help: ArgumentHelp("Lease the coupons of a segment's members.", valueName: "expression"))
    var leaseSegment: String?

    @Option(help: ArgumentHelp("Lease this coupon; may be given again.", valueName: "code"))
    var leaseCode: [String] = []

    @Option(
        help: ArgumentHelp(
            "How long leased coupons are kept for this till, 1 to 72 hours.", valueName: "hours"))
    var leaseHours = LeaseWish.defaultHours

    @Flag(
        help: ArgumentHelp(
            "When the till ends, give back what is leased to it, as F9 and /close do.",
            discussion: "Without it a till that is opened again goes on with what it had."))
    var returnLeases = false

    func validate() throws {
        guard LeaseWish.hoursRange.contains(leaseHours) else {
            throw ValidationError("--lease-hours is 1 to 72, not \(leaseHours)")
        }
        let chosen = [leaseStore, leaseSegment != nil, !leaseCode.isEmpty].count { $0 }
        guard chosen <= 1 else {
            throw ValidationError("give one of --lease-store, --lease-segment and --lease-code")
        }
    }

    /// What is leased; `nil` for nothing.
    var lease: LeaseWish? {
        if leaseStore { return LeaseWish(choice: .store, hours: leaseHours) }
        if let leaseSegment { return LeaseWish(choice: .segment(leaseSegment), hours: leaseHours) }
        return leaseCode.isEmpty ? nil : LeaseWish(choice: .codes(leaseCode), hours: leaseHours)
    }
}
