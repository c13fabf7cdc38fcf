package import Payload
package import Store
package import Vocabulary

/// Makes and checks receipts.
package struct ReceiptService: Sendable {
    private let context: ServiceContext
    private let issuer: ReceiptIssuer

    package init(_ context: ServiceContext) {
        self.context = context
        issuer = ReceiptIssuer(context)
    }

    /// Returns the receipts of a redemption and of what reversed it, oldest first.
    ///
    /// - Parameters:
    ///   - redemption: The redemption.
    ///   - scope: Redemptions of other stores are as if there were none.
    /// - Returns: The receipts.
    /// - Throws: `ServiceError.notFound` if there is no such redemption.
    package func receipts(
        of redemption: RedemptionID, scope: StoreScope = .every
    ) async throws(ServiceError) -> ReceiptListDocument {
        let entries = try await stored(await context.store.entries(of: redemption, home: context.home()))
        guard let first = entries.first, scope.includes(first.draft.store) else {
            throw .notFound(kind: "redemption", name: redemption.text)
        }
        var receipts: [String] = []
        for entry in entries {
            let proof = try await stored(await context.store.proof(of: entry))
            receipts.append(try issuer.receipt(entry, proof))
        }
        return ReceiptListDocument(receipts: receipts)
    }

    /// Checks a receipt by this issuer's keys, without looking anything up.
    package func verification(of text: String) -> ReceiptVerificationDocument {
        ReceiptVerificationDocument(
            text, keyring: context.keys.keyring, issuer: context.configuration.issuer.id.text)
    }
}

/// The receipts of one redemption.
package struct ReceiptListDocument: Sendable, Hashable, Encodable {
    package let receipts: [String]
}

/// Whether a receipt is true, and then what it says.
package struct ReceiptVerificationDocument: Sendable, Hashable, Encodable {
    package let outcome: Outcome
    /// The brand whose key signed it.
    package let issuer: String?
    package let receipt: ReceiptClaims?

    /// Raw values are wire format.
    package enum Outcome: String, Sendable, Hashable, Encodable {
        case genuine
        /// Not a receipt, changed, or signed by another key.
        case notGenuine = "not_genuine"
    }

    /// Checks a text.
    ///
    /// - Parameters:
    ///   - text: What claims to be a receipt.
    ///   - keyring: The public keys that are trusted.
    ///   - expected: The brand that they are of; `nil` for whichever the keys are of.
    package init(_ text: String, keyring: IssuerKeyring, issuer expected: String? = nil) {
        guard let receipt = Receipt(parsing: Receipt.text(in: text)), receipt.isTrue(by: keyring),
            let claims = receipt.claims,
            expected == nil || expected == receipt.issuer
        else {
            (outcome, issuer, self.receipt) = (.notGenuine, nil, nil)
            return
        }
        (outcome, issuer, self.receipt) = (.genuine, receipt.issuer, claims)
    }
}
