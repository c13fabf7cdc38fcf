package import Payload
package import Store
package import Vocabulary

/// Issues access tokens to people, lists them and takes them back.
package struct TokenService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// Eight hexadecimal digits tell tokens apart; where two meet, another eight are drawn.
    private static let maximumDrawCount = 16

    /// 64 stores of 64 characters: a region's manager; whoever has more gets every store.
    package static let maximumStoreCount = 64

    /// A token as it is shown, now and never again.
    package struct Issued: Sendable, Hashable {
        package let record: AccessTokenRecord
        package let token: AccessToken
    }

    /// Issues a token.
    ///
    /// - Parameters:
    ///   - role: What it opens.
    ///   - name: Whom it is for, 1 to 64 characters.
    ///   - scope: The stores that it opens; a cashier's is one store, an owner's every store.
    ///   - actor: Who issues it; `nil` for whoever runs this process.
    /// - Returns: The token with its record.
    /// - Throws: `ServiceError.notFound` for a store that the workspace does not have, `.invalidInput` for a name
    ///   or a scope that does not fit the role.
    package func issue(
        role: PersonalRole, name: String, scope: StoreScope, by actor: AuditActor? = nil
    ) async throws(ServiceError) -> Issued {
        try check(role: role, name: name, scope: scope)
        let token = try newToken()
        let record = AccessTokenRecord(
            id: try await freeID(), role: role, name: name, scope: scope, tokenDigest: token.digest.bytes,
            issuedAt: context.surroundings.now())
        var detail: [String: AuditValue] = ["role": .text(role.rawValue), "name": .text(name)]
        detail["stores"] = scope.stores.map { .list($0.map { .text($0.text) }) }
        let stores = scope.stores ?? []
        let audit = try context.auditRecord(
            .tokenIssue, record.id.text, store: stores.count == 1 ? stores[0] : nil, detail: detail, by: actor
        )
        try await stored(await context.store.issue(record, audit: audit))
        return Issued(record: record, token: token)
    }

    /// All tokens by id, revoked ones too.
    package func list() async throws(ServiceError) -> [AccessTokenRecord] {
        try await stored(await context.store.accessTokens())
    }

    /// Stops a token at once.
    ///
    /// - Throws: `ServiceError.notFound`.
    package func revoke(_ id: TokenID, by actor: AuditActor? = nil) async throws(ServiceError) {
        let known = try await stored(await context.store.accessToken(id))
        let audit = try context.auditRecord(.tokenRevoke, id.text, store: known?.onlyStore, by: actor)
        let now = context.surroundings.now()
        let isKnown = try await stored(await context.store.revoke(id, at: now, audit: audit))
        guard isKnown else { throw .notFound(kind: "token", name: id.text) }
    }

    private func check(
        role: PersonalRole, name: String, scope: StoreScope
    ) throws(ServiceError) {
        var faults = InputChecks.text(name, length: 1...RedemptionCall.maximumWordLength, at: "/name")
        if let detail = Self.fault(of: scope, for: role) {
            faults.append(InputFault(pointer: "/stores", detail: detail))
        }
        guard faults.isEmpty else { throw .invalidInput(faults) }
        for store in scope.stores ?? [] where context.configuration.store(store) == nil {
            throw .notFound(kind: "store", name: store.text)
        }
    }

    private static func fault(of scope: StoreScope, for role: PersonalRole) -> String? {
        let count = scope.stores?.count
        switch role {
        case .owner: return count == nil ? nil : "An owner's token opens every store."
        case .cashier: return count == 1 ? nil : "A cashier's token is for the one store where they work."
        case .manager, .auditor:
            guard let count, !(1...maximumStoreCount).contains(count) else { return nil }
            return "1 to \(maximumStoreCount) stores, not \(count); without any it opens every store."
        }
    }

    private func newToken() throws(ServiceError) -> AccessToken {
        do {
            return try AccessToken(
                random: context.surroundings.randomBytes(Secret32.byteCount), kind: .person)
        } catch {
            throw .keys("a token needs \(error.expected) random bytes, not \(error.found)")
        }
    }

    private func freeID() async throws(ServiceError) -> TokenID {
        for _ in 0..<Self.maximumDrawCount {
            let id = TokenID(unchecked: "p-\(Hex.encode(context.surroundings.randomBytes(4)))")
            if try await stored(await context.store.accessToken(id)) == nil { return id }
        }
        throw .exists(kind: "token", name: "p-…")
    }
}

extension AccessTokenRecord {
    /// The store, if it is one.
    fileprivate var onlyStore: StoreID? {
        guard let stores = scope.stores, stores.count == 1 else { return nil }
        return stores[0]
    }
}
