import Foundation
import Payload
import Vocabulary

/// The issuer's signing keys in the folder `keys`, each under a number that codes carry.
///
/// `issuer-N.key` is a private half and `issuer-N.pub` its public one; `issuer-N.end` says from when on codes signed by
/// the key are believed no more.
struct SigningKeyFiles {
    let folder: URL

    init(_ folder: URL) {
        self.folder = folder
    }

    /// A file of a key, by the ending of its name.
    enum Part: String {
        case secret = "key"
        case published = "pub"
        case end
    }

    /// What the files say together.
    struct Content {
        /// The newest key with a private half.
        let signing: IssuerSigningKey
        let keyring: IssuerKeyring
        let ends: [UInt8: Instant]
    }

    private static let prefix = "issuer-"

    /// Reads all of them.
    ///
    /// - Throws: `ServiceError.keys` if one is missing, damaged or open to others.
    func read() throws(ServiceError) -> Content {
        let signing = try signingKey()
        let keyring = try keyring(with: signing.publicKey)
        return Content(signing: signing, keyring: keyring, ends: try ends(keyring, signing: signing.keyID))
    }

    /// Makes the first key of a new workspace; one that exists stays.
    ///
    /// - Throws: `ServiceError.file`, or `.keys` if the seed is too short.
    func create(seed: [UInt8]) throws(ServiceError) {
        try KeyText.keep(Hex.encode(seed), in: file(1, .secret))
        // An interrupted creation left the private half: the public one follows from it.
        try publish(try key(1).publicKey)
    }

    /// Writes a public half that is missing.
    ///
    /// - Throws: `ServiceError.file`.
    func publish(_ key: IssuerVerifyingKey) throws(ServiceError) {
        try KeyText.keep(Hex.encode(key.rawRepresentation), in: file(key.keyID, .published))
    }

    /// The newest signing key: new codes carry it, and older ones stay valid by their public halves.
    ///
    /// - Throws: `ServiceError.keys`.
    func signingKey() throws(ServiceError) -> IssuerSigningKey {
        guard let newest = try numbers(.secret).last else {
            throw .keys("\(folder.plainPath) has no \(Self.prefix)1.key")
        }
        return try key(newest)
    }

    /// The file of a key.
    func file(_ number: UInt8, _ part: Part) -> URL {
        folder.appending(path: "\(Self.prefix)\(number).\(part.rawValue)")
    }

    /// The numbers of the keys that have a file, in order.
    ///
    /// - Throws: `ServiceError.keys` if the folder cannot be listed.
    func numbers(_ part: Part) throws(ServiceError) -> [UInt8] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.plainPath) else {
            throw .keys("\(folder.plainPath) cannot be listed")
        }
        // The name must be the one that is written: `issuer-01.key` is nobody's.
        let written = Set(names)
        return (UInt8.min...UInt8.max).filter { written.contains(file($0, part).lastPathComponent) }
    }

    private func key(_ number: UInt8) throws(ServiceError) -> IssuerSigningKey {
        let file = file(number, .secret)
        do {
            return try IssuerSigningKey(keyID: number, seed: KeyText.bytes(of: file))
        } catch let error as ServiceError {
            throw error
        } catch {
            throw .keys("\(file.plainPath) is damaged")
        }
    }

    private func keyring(with signing: IssuerVerifyingKey) throws(ServiceError) -> IssuerKeyring {
        var keys = [signing]
        for number in try numbers(.published) {
            let file = file(number, .published)
            let bytes = try KeyText.bytes(of: file)
            guard let key = try? IssuerVerifyingKey(keyID: number, rawRepresentation: bytes) else {
                throw .keys("\(file.plainPath) is damaged: it is no public key")
            }
            keys.append(key)
        }
        do {
            return try IssuerKeyring(keys)
        } catch {
            let name = "\(Self.prefix)\(error.keyID)"
            throw .keys("\(name).key and \(name).pub do not belong together")
        }
    }

    private func ends(
        _ keyring: IssuerKeyring, signing: UInt8
    ) throws(ServiceError) -> [UInt8: Instant] {
        var ends: [UInt8: Instant] = [:]
        for number in try numbers(.end) {
            let file = file(number, .end)
            // Whoever removed a key, or put an old one back, by hand is told so, and not only the tills.
            guard keyring[number] != nil else {
                throw .keys("\(file.plainPath) ends a key that is not there")
            }
            guard number != signing else { throw .keys("\(file.plainPath) ends the key that signs") }
            guard let end = Instant(rfc3339: try KeyText.line(of: file)) else {
                throw .keys("\(file.plainPath) is damaged: it must be a time such as 2027-12-31T16:00:00Z")
            }
            ends[number] = end
        }
        return ends
    }
}
