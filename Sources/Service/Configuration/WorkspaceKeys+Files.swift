package import Foundation
import Payload
import Vocabulary

extension WorkspaceKeys {
    private static let vaultFile = "vault.key"
    private static let ownerFile = "owner.token"

    /// Reads the keys of a workspace.
    ///
    /// - Parameter folder: The folder `keys`.
    /// - Throws: `ServiceError.keys` if a file is missing, damaged or open to others.
    package init(readingFrom folder: URL) throws(ServiceError) {
        try folder.requirePrivate(mode: 0o700)
        let root = try Self.secret(folder.appending(path: Self.vaultFile))
        let issuer = try SigningKeyFiles(folder).read()
        self.init(
            root: root, issuer: issuer, ownerToken: try Self.token(folder.appending(path: Self.ownerFile)))
    }

    /// Derives the keys of each purpose from the workspace's one secret.
    private init(root: Secret32, issuer: SigningKeyFiles.Content, ownerToken: Digest256) {
        // Labels are part of what is stored: a changed one makes every coupon and member unfindable.
        self.init(
            vault: Vault(key: root.derive(label: "tessera/vault/1")),
            couponLookup: root.derive(label: "tessera/coupon-lookup/1"),
            identityLookup: root.derive(label: "tessera/identity-lookup/1"),
            visitorSalt: root.derive(label: "tessera/visitor-salt/1"),
            webhooks: root.derive(label: "tessera/webhooks/1"),
            signing: issuer.signing, keyring: issuer.keyring, keyEnds: issuer.ends, ownerToken: ownerToken)
    }

    /// Makes the keys of a new workspace; those that exist stay, since everything printed depends on them.
    ///
    /// - Parameters:
    ///   - folder: The folder `keys`, which is made if it is missing.
    ///   - randomBytes: A cryptographic source.
    /// - Throws: `ServiceError.file`, or `ServiceError.keys` if the source gives too few bytes.
    static func create(in folder: URL, randomBytes: (Int) -> [UInt8]) throws(ServiceError) {
        try folder.makeFolder(mode: 0o700)
        try KeyText.keep(
            Hex.encode(randomBytes(Secret32.byteCount)), in: folder.appending(path: vaultFile))
        try SigningKeyFiles(folder).create(seed: randomBytes(IssuerSigningKey.seedByteCount))
        do {
            let token = try AccessToken(random: randomBytes(Secret32.byteCount))
            try KeyText.keep(token.text, in: folder.appending(path: ownerFile))
        } catch let error as ServiceError {
            throw error
        } catch {
            throw .keys("the generator gave too few bytes")
        }
    }

    private static func secret(_ file: URL) throws(ServiceError) -> Secret32 {
        do {
            return try Secret32(bytes: KeyText.bytes(of: file))
        } catch let error as ServiceError {
            throw error
        } catch {
            throw .keys("\(file.plainPath) is damaged")
        }
    }

    private static func token(_ file: URL) throws(ServiceError) -> Digest256 {
        let text = try KeyText.line(of: file)
        guard let token = try? AccessToken(parsing: text) else {
            throw .keys("\(file.plainPath) is damaged: it is no token")
        }
        return token.digest
    }
}
