import Foundation
import Payload
import Vocabulary

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension SigningKeyFiles {
    /// The number of the key that comes next; one that was used is never given to another key.
    ///
    /// - Throws: `ServiceError.keys` if there is none: a code names its key in one byte.
    func nextNumber() throws(ServiceError) -> UInt8 {
        let used = try numbers(.secret) + numbers(.published) + numbers(.end)
        guard let last = used.max() else { return 1 }
        guard last < UInt8.max else {
            throw .keys(
                "the numbers of signing keys are used up: \(UInt8.max) is the last that a code can name")
        }
        return last + 1
    }

    /// Adds a key that signs from now on, and removes the private halves of those before it.
    ///
    /// Nothing needs an earlier private half any more, and what is not there cannot be stolen.
    ///
    /// - Parameters:
    ///   - number: The key's, as `nextNumber` gave it.
    ///   - seed: 32 random bytes.
    /// - Returns: The new key.
    /// - Throws: `ServiceError.exists` if another process took the number, `.file`, `.keys`. The earlier key signs on
    ///   unless the new one is whole.
    func rotate(to number: UInt8, seed: [UInt8]) throws(ServiceError) -> IssuerVerifyingKey {
        try alone { (folder) throws(ServiceError) in
            let before = try signingKey()
            guard try nextNumber() == number else { throw .exists(kind: "signing key", name: String(number)) }
            guard let new = try? IssuerSigningKey(keyID: number, seed: seed) else {
                throw .keys("the generator gave too few bytes")
            }
            // A workspace whose making was interrupted may lack it, and it follows from what is removed below.
            try publish(before.publicKey)
            try publish(new.publicKey)
            // The private half last: with it the key signs.
            try KeyText.write(Hex.encode(seed), to: file(number, .secret))
            guard fsync(folder) == 0 else { throw failure("could not be brought to the disk") }
            for earlier in try numbers(.secret) where earlier != number {
                guard unlink(file(earlier, .secret).plainPath) == 0 else {
                    throw failure("still holds \(file(earlier, .secret).lastPathComponent), remove it")
                }
            }
            return new.publicKey
        }
    }

    /// Says from when on codes signed by a key are believed no more, in place of what was said before.
    ///
    /// - Parameters:
    ///   - number: The key's.
    ///   - end: The first moment at which they are not.
    /// - Throws: `ServiceError.notFound`, `.invalidInput` if it is the key that signs, `.file`, `.keys`.
    func end(_ number: UInt8, at end: Instant) throws(ServiceError) {
        try alone { (_) throws(ServiceError) in
            try check(canEnd: number)
            try KeyText.write(end.rfc3339, to: file(number, .end))
        }
    }

    /// Refuses a key that cannot be ended.
    ///
    /// - Throws: As `end`.
    func check(canEnd number: UInt8) throws(ServiceError) {
        let content = try read()
        guard content.keyring[number] != nil else {
            throw .notFound(kind: "signing key", name: String(number))
        }
        guard number != content.signing.keyID else {
            let detail =
                "Key \(number) signs. Run tessera keys rotate, so that another one does, and end it then."
            throw .invalidInput([InputFault(pointer: "id", detail: detail)])
        }
    }

    /// Changes the files while no other process does.
    private func alone<Value>(
        _ change: (_ folder: Int32) throws(ServiceError) -> Value
    ) throws(ServiceError) -> Value {
        let descriptor = open(folder.plainPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot be opened") }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw failure("cannot be locked") }
        return try change(descriptor)
    }

    private func failure(_ what: String) -> ServiceError {
        .file(path: folder.plainPath, reason: "\(what): \(String(cString: strerror(errno)))")
    }
}
