import Artwork
package import Payload
import Promotion
package import Store
import Synchronization
import Vocabulary

/// Makes the status lists of batches, one at a time, and keeps them for those who ask soon after.
///
/// The store keeps no states of the past, so what changed since a list is known only as long as that list is kept
/// here. Whoever names one that is not kept, or another verifier's, gets the whole list, which is as good.
package final class StatusListDesk: Sendable {
    private let context: ServiceContext
    private let state = Mutex(State())

    /// A minute: a million coupons are read in a fifth of a second, and a till that asks each minute has a fresh list.
    package static let freshSeconds: Int64 = 60

    /// 72 hours: a store without a network over a long weekend goes on; the cashier sees how old its list is.
    package static let lifetimeSeconds: Int64 = 72 * 3_600

    /// 16 lists of a batch: what changed in the last quarter of an hour, for tills that ask every minute.
    static let maximumBaseCount = 16

    /// 64 MB of compressed lists: a thousand of a million coupons with a few percent used.
    static let maximumKeptByteCount = 64 << 20

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// What makes a list another one at once; which coupons were used is looked up once a minute.
    private struct Terms: Sendable, Hashable {
        let batch: BatchID
        let isRevoked: Bool
        let isPaused: Bool

        init(_ batch: BatchRecord, _ campaign: Campaign.State) {
            (self.batch, isRevoked, isPaused) = (batch.id, batch.state == .revoked, campaign == .paused)
        }
    }

    /// A compressed list with what names it.
    private struct Packed: Sendable {
        let digest: Digest256
        let compressed: [UInt8]
    }

    private struct Kept: Sendable {
        let terms: Terms
        let issuedAt: Int64
        let token: StatusListToken
        let current: Packed
        /// Earlier lists, the latest last.
        var bases: [Packed] = []
        /// What was answered to those who have one of them.
        var changes: [Digest256: StatusListToken] = [:]

        var byteCount: Int { bases.reduce(current.compressed.count) { $0 + $1.compressed.count } }
    }

    private struct State {
        var kept: [BatchID: Kept] = [:]
        var running: [BatchID: Task<Result<Kept, ServiceError>, Never>] = [:]
        /// The list that is made last of those that are waited for.
        var last: Task<Void, Never>?
    }

    private var now: Int64 { context.surroundings.now().millisecondsSince1970 / 1_000 }

    /// Returns a list, or what changed since one if that is shorter.
    ///
    /// - Parameters:
    ///   - batch: The batch as it is stored now.
    ///   - offer: Its offer as it is stored now.
    ///   - uri: What names the list.
    ///   - base: The SHA-256 of the list that the till has; `nil` for none.
    /// - Returns: The token.
    /// - Throws: `ServiceError`.
    package func token(
        of batch: BatchRecord, _ offer: OfferRecord, uri: String, since base: Digest256? = nil
    ) async throws(ServiceError) -> StatusListToken {
        let kept = try await current(Terms(batch, offer.state), uri)
        guard let base, let known = (kept.bases + [kept.current]).last(where: { $0.digest == base }) else {
            return kept.token
        }
        if let token = kept.changes[base] { return token }
        let changes = StatusListChanges(from: try list(known), to: try list(kept.current))
        let token = try sign(kept.token.unverifiedClaims, .changes(changes))
        let shorter = token.bytes.count < kept.token.bytes.count ? token : kept.token
        state.withLock { state in
            guard state.kept[batch.id]?.token == kept.token else { return }
            state.kept[batch.id]?.changes[base] = shorter
        }
        return shorter
    }

    private func list(_ packed: Packed) throws(ServiceError) -> StatusList {
        guard let list = StatusList(compressed: packed.compressed) else {
            throw .keys("a kept status list cannot be read")
        }
        return list
    }
}

// MARK: - Making lists

extension StatusListDesk {
    /// The kept list if it is fresh, or else the one that is being made, or made now after all others.
    private func current(_ terms: Terms, _ uri: String) async throws(ServiceError) -> Kept {
        let now = now
        let found: Kept? = state.withLock { state in
            guard let kept = state.kept[terms.batch], kept.terms == terms, now >= kept.issuedAt,
                now - kept.issuedAt < Self.freshSeconds
            else { return nil }
            return kept
        }
        if let found { return found }
        return try await task(terms.batch, uri).value.get()
    }

    private func task(_ batch: BatchID, _ uri: String) -> Task<Result<Kept, ServiceError>, Never> {
        state.withLock { state in
            if let running = state.running[batch] { return running }
            let before = state.last
            let task = Task {
                if let before { await before.value }
                return await self.make(batch, uri)
            }
            state.running[batch] = task
            state.last = Task { _ = await task.value }
            return task
        }
    }

    private func make(_ batch: BatchID, _ uri: String) async -> Result<Kept, ServiceError> {
        let result: Result<Kept, ServiceError>
        do throws(ServiceError) {
            result = .success(try await read(batch, uri))
        } catch {
            result = .failure(error)
        }
        return state.withLock { state in
            state.running[batch] = nil
            return result.map { Self.keep($0, in: &state) }
        }
    }

    private func read(_ id: BatchID, _ uri: String) async throws(ServiceError) -> Kept {
        let now = now
        let standing = try await stored(await context.store.standing(of: id, at: context.surroundings.now()))
        guard let standing else { throw .notFound(kind: "batch", name: id.text) }
        let list = standing.list
        let packed = Packed(digest: list.digest, compressed: Deflater.compress(list.bytes))
        let claims = StatusListToken.Claims(
            uri: uri, issuedAt: now, expiresAt: now + Self.lifetimeSeconds, timeToLive: Self.freshSeconds)
        return Kept(
            terms: Terms(standing.batch, standing.campaign), issuedAt: now,
            token: try sign(claims, .list(compressed: packed.compressed)), current: packed)
    }

    private func sign(
        _ claims: StatusListToken.Claims, _ content: StatusListToken.Content
    ) throws(ServiceError) -> StatusListToken {
        do {
            return try StatusListToken(signing: claims, content, with: context.keys.signing)
        } catch {
            throw .keys("the status list \(claims.uri) cannot be signed: \(error)")
        }
    }

    /// Puts a list in the place of the one before, which stays as a base; the oldest go when there are too many.
    private static func keep(_ made: Kept, in state: inout State) -> Kept {
        var kept = made
        if let earlier = state.kept[made.terms.batch] {
            let others = (earlier.bases + [earlier.current]).filter { $0.digest != made.current.digest }
            kept.bases = others.suffix(maximumBaseCount)
        }
        state.kept[made.terms.batch] = kept
        while state.kept.values.reduce(0, { $0 + $1.byteCount }) > maximumKeptByteCount,
            let oldest = state.kept.values.min(by: { $0.issuedAt < $1.issuedAt })
        {
            state.kept[oldest.terms.batch] = nil
        }
        return kept
    }
}
