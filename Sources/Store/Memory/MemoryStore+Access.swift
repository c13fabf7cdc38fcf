package import Vocabulary

extension MemoryStore: AuditStore {
    package func append(_ audit: AuditRecord) async throws(StoreError) {
        state.audit.append(audit)
    }

    package func audit(limit: Int) async throws(StoreError) -> [AuditRecord] {
        state.audit.suffix(max(limit, 0)).reversed()
    }

    package func audit(about subjects: [String], limit: Int) async throws(StoreError) -> [AuditEntry] {
        let all = zip(1..., state.audit).map { AuditEntry(number: $0, record: $1) }
        let count = min(max(limit, 1), AuditPage.maximumCount)
        return Array(all.reversed().filter { subjects.contains($0.record.subject) }.prefix(count))
    }

    package func auditPage(
        after number: Int64?, limit: Int, scope: StoreScope
    ) async throws(StoreError) -> [AuditEntry] {
        let all = zip(1..., state.audit).map { AuditEntry(number: $0, record: $1) }
            .filter { scope.includes($0.record.store) }
        let count = min(max(limit, 1), AuditPage.maximumCount)
        guard let number else { return all.suffix(count) }
        return Array(all.filter { $0.number > number }.prefix(count))
    }
}

extension MemoryStore: AccessTokenStore {
    package func issue(_ token: AccessTokenRecord, audit: AuditRecord) async throws(StoreError) {
        guard state.accessTokens[token.id] == nil else {
            throw .constraint("there is a token \(token.id) already")
        }
        guard !state.accessTokens.values.contains(where: { $0.tokenDigest == token.tokenDigest }) else {
            throw .constraint("token \(token.id) is another one's")
        }
        state.accessTokens[token.id] = token
        state.audit.append(audit)
    }

    package func accessToken(digest: [UInt8]) async throws(StoreError) -> AccessTokenRecord? {
        state.accessTokens.values.first { $0.tokenDigest == digest && $0.revokedAt == nil }
    }

    package func accessToken(_ id: TokenID) async throws(StoreError) -> AccessTokenRecord? {
        state.accessTokens[id]
    }

    package func accessTokens() async throws(StoreError) -> [AccessTokenRecord] {
        state.accessTokens.values.sorted { $0.id < $1.id }
    }

    package func revoke(
        _ token: TokenID, at instant: Instant, audit: AuditRecord
    ) async throws(StoreError) -> Bool {
        guard let record = state.accessTokens[token] else { return false }
        state.accessTokens[token]?.revokedAt = record.revokedAt ?? instant
        state.accessVersion += 1
        state.audit.append(audit)
        return true
    }
}

extension MemoryStore: LockoutStore {
    package func lockOut(_ order: LockoutOrder) async throws(StoreError) -> LockoutRecord {
        let forgotten = order.at.advanced(bySeconds: -LockoutOrder.memorySeconds)
        state.lockouts = state.lockouts.filter { $0.value.endsAt >= forgotten }
        let lockout = order.lockout(after: state.lockouts[order.subject])
        guard lockout.id == order.id else { return lockout }
        state.lockouts[order.subject] = lockout
        state.audit.append(order.audit(of: lockout))
        return lockout
    }

    package func lockouts(at now: Instant) async throws(StoreError) -> [LockoutRecord] {
        state.lockouts.values.filter { $0.isInForce(at: now) }
            .sorted { ($0.beganAt, $0.id) < ($1.beganAt, $1.id) }
    }

    package func lockout(_ id: LockoutID) async throws(StoreError) -> LockoutRecord? {
        state.lockouts.values.first { $0.id == id }
    }

    package func lift(
        _ id: LockoutID, at now: Instant, audit: AuditRecord
    ) async throws(StoreError) -> Bool {
        guard let known = state.lockouts.values.first(where: { $0.id == id }), known.isInForce(at: now)
        else { return false }
        state.lockouts[known.subject]?.endsAt = now
        state.lockouts[known.subject]?.level = 0
        state.audit.append(audit)
        return true
    }
}
