package import Store

/// Why a use case could not do its work; a refusal is an answer and never one of these.
package enum ServiceError: Error, Sendable, Hashable {
    /// What came from outside is wrong, each place named.
    case invalidInput([InputFault])
    /// There is no such thing: its kind and the name that was given.
    case notFound(kind: String, name: String)
    /// The thing exists already and was left as it is.
    case exists(kind: String, name: String)
    case storage(StoreError)
    /// A file could not be read or written: its path and why.
    case file(path: String, reason: String)
    /// A picture did not read back as the text that it should hold.
    case unreadablePicture(String)
    /// Stopped by the user between two steps; the same command with the id `resume`, or the command that it is, goes on,
    /// or begins anew if that is empty.
    case interrupted(done: Int, of: Int, resume: String)
    /// A key or a sealed value is damaged or of another workspace.
    case keys(String)
}

/// One wrong value: where it stands, what is wrong with it, and what was given.
package struct InputFault: Error, Sendable, Hashable, Codable {
    /// The file, if it came from one.
    package let file: String?
    /// The line in that file, 1 for the first.
    package let line: Int?
    /// A JSON pointer (RFC 6901) or a path such as `offers[0].benefit.percent`.
    package let pointer: String
    /// One sentence that names the limit and what was given.
    package let detail: String

    package init(file: String? = nil, line: Int? = nil, pointer: String, detail: String) {
        self.file = file
        self.line = line
        self.pointer = pointer
        self.detail = detail
    }
}

/// Runs storage work as part of a use case: `try await stored(await store.batches())`.
///
/// - Throws: `ServiceError.storage`.
package func stored<Value>(
    _ work: @autoclosure () async throws(StoreError) -> Value
) async throws(ServiceError) -> Value {
    do {
        return try await work()
    } catch {
        throw .storage(error)
    }
}
