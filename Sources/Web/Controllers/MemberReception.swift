import Hummingbird
import Service
import Vocabulary

/// Lets in whoever names a member by id or by their card, and finds the member.
struct MemberReception: Sendable {
    let directory: MemberDirectory
    let gate: Gate

    /// Lets in whom the table allows, and finds the member of the path.
    ///
    /// - Returns: The member, and whoever asks.
    /// - Throws: As `Gate.admit`; a problem with status 404 if the member is nobody that the caller may see, which counts
    ///   as an unknown code: cards could be guessed here.
    func receive(
        _ route: GuardedRoute, _ request: Request, _ context: VerifierContext
    ) async throws -> (member: MemberID, caller: Caller) {
        let caller = try await gate.admit(route, request, context)
        let name = request.parameter("id", context)
        return (try await find(name, for: caller, context), caller)
    }

    /// Finds a member by id, by a card's code in any spelling, or by the address that the card holds.
    ///
    /// - Throws: As `receive`.
    func find(_ name: String, for caller: Caller, _ context: VerifierContext) async throws -> MemberID {
        if let presented = try? PresentedMember(parsing: name),
            let member = try await directory.member(presented, for: caller.viewer)
        {
            return member
        }
        await gate.countUnknown(from: caller, context.logger)
        throw ServiceError.notFound(kind: "member", name: String(name.prefix(MemberID.maximumLength)))
    }
}
