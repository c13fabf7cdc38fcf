import Membership
import Store
import Vocabulary

/// Reads, opens and prints pages of members on all cores, and hands them out in their order.
struct MemberPages {
    /// One page being written while two are made and one is waiting: more would only take memory.
    private static let pagesAtOnce = 4

    private typealias Work = Task<Result<MemberRows.Page, ServiceError>, Never>

    private let context: ServiceContext
    private let rows: MemberRows
    /// `nil` reads every member.
    private let selection: MemberSelection?
    private var working: [Work] = []
    private var last: MemberID?
    private var isAtEnd = false

    init(_ context: ServiceContext, rows: MemberRows, selection: MemberSelection?) {
        self.context = context
        self.rows = rows
        self.selection = selection
    }

    /// Returns the rows of the next page, or `nil` after the last.
    ///
    /// - Throws: `ServiceError`; then `abandon` is what remains to do.
    mutating func next() async throws(ServiceError) -> MemberRows.Page? {
        while !isAtEnd, working.count < Self.pagesAtOnce { try await beginPage() }
        guard !working.isEmpty else { return nil }
        return try await working.removeFirst().value.get()
    }

    /// Waits for the end of what was begun: a store is not closed under a reader.
    mutating func abandon() async {
        isAtEnd = true
        for work in working { _ = await work.value }
        working = []
    }

    private mutating func beginPage() async throws(ServiceError) {
        guard let selection else { return try await beginWholePage() }
        let (rows, states) = (rows, selection.states)
        let members = try await stored(
            await context.store.members(of: selection, after: last, limit: MemberPage.maximumCount))
        guard let end = members.last?.id else {
            isAtEnd = true
            return
        }
        last = end
        working.append(
            Task.detached {
                Result { () throws(ServiceError) in try rows.page(of: members, states: states) }
            })
    }

    private mutating func beginWholePage() async throws(ServiceError) {
        let (context, rows, first) = (context, rows, last)
        let end = try await stored(
            await context.store.lastMember(
                of: MemberPage.maximumCount, after: first, home: context.home()))
        guard let end else {
            isAtEnd = true
            return
        }
        last = end
        working.append(
            Task.detached {
                do throws(ServiceError) {
                    let members = try await stored(
                        await context.store.members(
                            after: first, through: end, identitiesOf: rows.identityKinds, home: context.home()
                        ))
                    return .success(try rows.page(of: members, states: [.member]))
                } catch {
                    return .failure(error)
                }
            })
    }
}
