import Artwork
import Synchronization

/// Reads the QR codes of pictures that tills send, one picture at a time.
///
/// An actor, since one picture after the other takes at most one processor from redemptions, whoever sends how many.
/// Nothing of a picture is kept.
package actor ReadingDesk {
    /// 8 pictures may wait: a second's work, and a camera soon sends a newer one.
    package static let maximumWaitingCount = 8
    /// 8 codes: nobody holds more before a camera, and an answer stays small.
    package static let maximumCodeCount = 8

    private nonisolated let waiting = Mutex(0)

    private let maximumWaiting: Int

    /// Opens the desk.
    ///
    /// - Parameter maximumWaiting: How many pictures may wait, the one that is being read among them.
    package init(maximumWaiting: Int = maximumWaitingCount) {
        self.maximumWaiting = maximumWaiting
    }

    /// Searches a picture.
    ///
    /// - Parameter picture: A PNG or JPEG file.
    /// - Returns: What the codes hold as text, other than text left out; `nil` if too many pictures wait already.
    /// - Throws: `ServiceError.invalidInput` for what is no picture, or too large.
    package nonisolated func codes(in picture: [UInt8]) async throws(ServiceError) -> [String]? {
        let isFree = waiting.withLock { count in
            guard count < maximumWaiting else { return false }
            count += 1
            return true
        }
        guard isFree else { return nil }
        defer { waiting.withLock { $0 -= 1 } }
        return try await search(picture)
    }

    private func search(_ picture: [UInt8]) throws(ServiceError) -> [String] {
        do throws(PhotoReader.ReadError) {
            let texts = try PhotoReader.read(picture).compactMap { String(validating: $0, as: UTF8.self) }
            return Array(texts.prefix(Self.maximumCodeCount))
        } catch {
            throw .invalidInput([InputFault(pointer: "", detail: Self.sentence(error))])
        }
    }

    private static func sentence(_ error: PhotoReader.ReadError) -> String {
        switch error {
        case .picture(let error): "The body is no picture that can be read: \(error.sentence)."
        case .reader: "The picture could not be searched."
        }
    }

    /// The largest picture, in bytes.
    package static let maximumByteCount = PhotoReader.maximumByteCount
}

/// What the codes of a picture hold.
package struct ReadingDocument: Sendable, Hashable, Encodable {
    package let codes: [String]

    package init(codes: [String]) {
        self.codes = codes
    }
}
