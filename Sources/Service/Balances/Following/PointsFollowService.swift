import Promotion
import Store
import Vocabulary

/// Gives points for redemptions by the rules of the program, from where it came last.
package struct PointsFollowService: Sendable {
    private let context: ServiceContext
    private let follower: PointsFollower

    package init(_ context: ServiceContext) {
        self.context = context
        follower = PointsFollower(context.store, home: context.home())
    }

    /// Reads on until there is nothing more.
    ///
    /// - Parameter progress: Called with how many entries of the register were read.
    /// - Returns: What was booked.
    /// - Throws: `ServiceError`; `notFound` where redemptions do not earn by themselves, `interrupted` if the task was
    ///   cancelled; what was booked before stays.
    package func catchUp(
        progress: @Sendable (_ done: Int) -> Void = { _ in }
    ) async throws(ServiceError) -> PointsFollowReport {
        guard let rules = try rules() else {
            throw .notFound(kind: "setting points.at_redemption in", name: ProgramLibrary.fileName)
        }
        var report = PointsFollowReport()
        while true {
            guard !Task.isCancelled else {
                throw .interrupted(done: report.read, of: report.read, resume: "points follow")
            }
            let turn = try await turn(by: rules)
            report.add(turn)
            progress(report.read)
            if !turn.hasMore { return report }
        }
    }

    /// Reads on, at most one step; nothing where redemptions do not earn by themselves.
    ///
    /// - Throws: `ServiceError`; what was not done is done by the next turn.
    func turn() async throws(ServiceError) -> PointsFollower.Turn {
        guard let rules = try rules() else { return PointsFollower.Turn() }
        return try await turn(by: rules)
    }

    private func turn(by rules: PointsAtRedemption) async throws(ServiceError) -> PointsFollower.Turn {
        try await stored(await follower.turn(by: rules, at: context.surroundings.now()))
    }

    /// How far behind the register it is.
    ///
    /// - Returns: How many entries are not read, at most `LedgerPage.maximumCount`; `nil` where redemptions do not earn by
    ///   themselves.
    /// - Throws: `ServiceError`.
    package func backlog() async throws(ServiceError) -> Int? {
        guard try rules() != nil else { return nil }
        let position = try await stored(await context.store.position(of: .points))
        return try await stored(
            await context.store.ledger(after: position, limit: LedgerPage.maximumCount)
        ).count
    }

    private func rules() throws(ServiceError) -> PointsAtRedemption? {
        try ProgramLibrary(context.workspace).program().points?.atRedemption
    }
}
