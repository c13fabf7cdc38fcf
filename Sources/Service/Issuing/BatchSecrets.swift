package import Payload
package import Store
package import Vocabulary

/// Opens and seals the secrets from which batches make their codes.
package struct BatchSecrets: Sendable {
    private let vault: Vault

    package init(vault: Vault) {
        self.vault = vault
    }

    /// Makes the sealed form of a new batch's secret.
    ///
    /// - Parameters:
    ///   - batch: The batch; a sealed secret opens for no other.
    ///   - surroundings: Where the secret and the nonce come from.
    /// - Returns: What the store may keep.
    /// - Throws: `ServiceError.keys` if the vault cannot seal.
    package func make(
        for batch: BatchID, surroundings: Surroundings
    ) throws(ServiceError) -> [UInt8] {
        do {
            return try vault.seal(
                surroundings.randomBytes(Secret32.byteCount),
                nonce: surroundings.randomBytes(Vault.nonceByteCount),
                context: context(batch))
        } catch {
            throw .keys("the secret of batch \(batch) cannot be sealed: \(error)")
        }
    }

    /// Returns the sequence of codes of a batch.
    ///
    /// - Throws: `ServiceError.keys` if the secret was sealed by another workspace or is damaged.
    package func sequence(of batch: BatchRecord) throws(ServiceError) -> CodeSequence {
        do {
            let secret = try BatchSecret(bytes: vault.open(batch.sealedSecret, context: context(batch.id)))
            return CodeSequence(secret: secret, batch: batch.id.text)
        } catch {
            throw .keys("the secret of batch \(batch.id) cannot be opened with the keys of this workspace")
        }
    }

    private func context(_ batch: BatchID) -> [UInt8] {
        Array("batch \(batch)".utf8)
    }
}
