import Foundation
package import Payload

/// The issuer's public keys as `GET /v1/keys` publishes them.
package enum PublicKeysFile {
    private struct Document: Decodable {
        let keys: [Key]
    }

    private struct Key: Decodable {
        let id: UInt8
        let publicKey: String

        private enum CodingKeys: String, CodingKey {
            case id
            case publicKey = "public_key"
        }
    }

    /// Reads a file.
    ///
    /// - Parameter path: The file.
    /// - Returns: Its keys.
    /// - Throws: `ServiceError.notFound` if it cannot be read, `.invalidInput` if it holds no such list.
    package static func read(_ path: String) throws(ServiceError) -> IssuerKeyring {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .notFound(kind: "file", name: path)
        }
        guard let keyring = keyring(data) else {
            throw .invalidInput([
                InputFault(
                    file: path, pointer: "", detail: "It is no list of public keys, as GET /v1/keys gives it."
                )
            ])
        }
        return keyring
    }

    private static func keyring(_ data: Data) -> IssuerKeyring? {
        guard let document = try? JSONDecoder().decode(Document.self, from: data) else { return nil }
        let keys = document.keys.compactMap { key in
            Base64URL.decode(key.publicKey.utf8.compactMap(Base64URL.value)).flatMap {
                try? IssuerVerifyingKey(keyID: key.id, rawRepresentation: $0)
            }
        }
        guard keys.count == document.keys.count, !keys.isEmpty else { return nil }
        return try? IssuerKeyring(keys)
    }
}
