package import Foundation
import Payload

/// The files of `keys/`: text of one line each, so that they can be copied by hand from a printed backup.
extension WorkspaceKeys {
    private static let vaultFile = "vault.key"
    private static let ownerFile = "owner.token"
    private static let signingPrefix = "issuer-"

    /// A key file has one line of at most 64 digits; anything larger is something else.
    private static let maximumFileByteCount = 256

    /// Reads the keys of a workspace.
    ///
    /// - Parameter folder: The folder `keys`.
    /// - Throws: `ServiceError.keys` if a file is missing, damaged or open to others.
    package init(readingFrom folder: URL) throws(ServiceError) {
        try folder.requirePrivate(mode: 0o700)
        let root = try Self.secret(folder.appending(path: Self.vaultFile))
        let signing = try Self.signingKey(folder)
        self.init(
            root: root, signing: signing, keyring: try Self.keyring(folder, signing: signing),
            ownerToken: try Self.token(folder.appending(path: Self.ownerFile)))
    }

    /// Derives the keys of each purpose from the workspace's one secret.
    private init(root: Secret32, signing: IssuerSigningKey, keyring: IssuerKeyring, ownerToken: Digest256) {
        // Labels are part of what is stored: a changed one makes every coupon and member unfindable.
        self.init(
            vault: Vault(key: root.derive(label: "tessera/vault/1")),
            couponLookup: root.derive(label: "tessera/coupon-lookup/1"),
            identityLookup: root.derive(label: "tessera/identity-lookup/1"),
            visitorSalt: root.derive(label: "tessera/visitor-salt/1"),
            webhooks: root.derive(label: "tessera/webhooks/1"),
            signing: signing, keyring: keyring, ownerToken: ownerToken)
    }

    /// Makes the keys of a new workspace; those that exist stay, since everything printed depends on them.
    ///
    /// - Parameters:
    ///   - folder: The folder `keys`, which is made if it is missing.
    ///   - randomBytes: A cryptographic source.
    /// - Throws: `ServiceError.file`, or `ServiceError.keys` if the source gives too few bytes.
    static func create(in folder: URL, randomBytes: (Int) -> [UInt8]) throws(ServiceError) {
        try folder.makeFolder(mode: 0o700)
        try write(Hex.encode(randomBytes(Secret32.byteCount)), to: folder.appending(path: vaultFile))
        try addSigningKey(1, seed: randomBytes(IssuerSigningKey.seedByteCount), to: folder)
        do {
            let token = try AccessToken(random: randomBytes(Secret32.byteCount))
            try write(token.text, to: folder.appending(path: ownerFile))
        } catch let error as ServiceError {
            throw error
        } catch {
            throw .keys("the generator gave too few bytes")
        }
    }

    private static func addSigningKey(
        _ number: UInt8, seed: [UInt8], to folder: URL
    ) throws(ServiceError) {
        let file = folder.appending(path: "\(signingPrefix)\(number).key")
        try write(Hex.encode(seed), to: file)
        // An interrupted creation left the private half: the public one follows from it.
        let key = try signingKey(number, file)
        let publicFile = folder.appending(path: "\(signingPrefix)\(number).pub")
        try write(Hex.encode(key.publicKey.rawRepresentation), to: publicFile)
    }

    private static func write(_ line: String, to file: URL) throws(ServiceError) {
        guard !file.exists else { return }
        try file.write(Data((line + "\n").utf8), mode: 0o600)
    }
}

extension WorkspaceKeys {
    private static func line(_ file: URL) throws(ServiceError) -> String {
        try file.requirePrivate(mode: 0o600)
        let data = try file.read(atMost: maximumFileByteCount)
        guard data.count <= maximumFileByteCount, let text = String(data: data, encoding: .utf8) else {
            throw .keys("\(file.plainPath) is damaged: it is no key file")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The 32 bytes of a file; its content is never part of a message.
    private static func bytes(_ file: URL) throws(ServiceError) -> [UInt8] {
        let text = try line(file)
        guard let bytes = try? Hex.decode(text), bytes.count == 32 else {
            throw .keys("\(file.plainPath) is damaged: it must be 64 hexadecimal digits, not \(text.count)")
        }
        return bytes
    }

    private static func secret(_ file: URL) throws(ServiceError) -> Secret32 {
        do {
            return try Secret32(bytes: bytes(file))
        } catch let error as ServiceError {
            throw error
        } catch {
            throw .keys("\(file.plainPath) is damaged")
        }
    }

    private static func signingKey(_ number: UInt8, _ file: URL) throws(ServiceError) -> IssuerSigningKey {
        do {
            return try IssuerSigningKey(keyID: number, seed: bytes(file))
        } catch let error as ServiceError {
            throw error
        } catch {
            throw .keys("\(file.plainPath) is damaged")
        }
    }

    private static func token(_ file: URL) throws(ServiceError) -> Digest256 {
        let text = try line(file)
        guard let token = try? AccessToken(parsing: text) else {
            throw .keys("\(file.plainPath) is damaged: it is no token")
        }
        return token.digest
    }

    /// The newest signing key: new codes carry it, and older ones stay valid by their public halves.
    private static func signingKey(_ folder: URL) throws(ServiceError) -> IssuerSigningKey {
        guard let newest = try keyFiles(folder, suffix: ".key").last else {
            throw .keys("\(folder.plainPath) has no \(signingPrefix)1.key")
        }
        return try signingKey(newest.number, newest.file)
    }

    private static func keyring(
        _ folder: URL, signing: IssuerSigningKey
    ) throws(ServiceError) -> IssuerKeyring {
        var keys = [signing.publicKey]
        for (number, file) in try keyFiles(folder, suffix: ".pub") {
            let bytes = try bytes(file)
            guard let key = try? IssuerVerifyingKey(keyID: number, rawRepresentation: bytes) else {
                throw .keys("\(file.plainPath) is damaged: it is no public key")
            }
            keys.append(key)
        }
        do {
            return try IssuerKeyring(keys)
        } catch {
            let name = "\(signingPrefix)\(error.keyID)"
            throw .keys("\(name).key and \(name).pub do not belong together")
        }
    }

    /// The files `issuer-N` with a suffix, by N.
    private static func keyFiles(
        _ folder: URL, suffix: String
    ) throws(ServiceError) -> [(number: UInt8, file: URL)] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.plainPath) else {
            throw .keys("\(folder.plainPath) cannot be listed")
        }
        let numbered = names.compactMap { name -> (number: UInt8, file: URL)? in
            guard name.hasPrefix(signingPrefix), name.hasSuffix(suffix) else { return nil }
            let digits = name.dropFirst(signingPrefix.count).dropLast(suffix.count)
            return UInt8(digits).map { ($0, folder.appending(path: name)) }
        }
        return numbered.sorted { $0.number < $1.number }
    }
}
