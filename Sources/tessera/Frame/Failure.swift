import ArgumentParser
import Foundation
import Payload
import Service
import Store

/// An error as the person at the command line hears of it: a number for scripts, and clear lines.
struct Failure: Sendable {
    var status: ExitStatus
    /// The stable machine word.
    var reason: String
    /// What went wrong, in one sentence.
    var detail: String
    /// Each wrong place of an input.
    var faults: [InputFault] = []

    init(_ status: ExitStatus, _ reason: String, _ detail: String, faults: [InputFault] = []) {
        self.status = status
        self.reason = reason
        self.detail = detail
        self.faults = faults
    }

    /// What stderr shows.
    var lines: [String] {
        faults.isEmpty ? ["tessera: \(detail)"] : faults.map(\.sentence)
    }

    /// What stderr shows with `--json`.
    func document() throws(ServiceError) -> [UInt8] {
        try JSONText.line(
            Document(
                reason: reason, detail: detail, exit: status.rawValue, errors: faults.isEmpty ? nil : faults))
    }

    private struct Document: Encodable {
        var reason: String
        var detail: String
        var exit: Int32
        var errors: [InputFault]?
    }
}

extension Failure {
    /// Finds the number and the words for whatever a command threw.
    init(_ error: any Error) {
        switch error {
        case let error as ServiceError: self.init(error)
        case let error as StoreError: self.init(storage: error)
        case let error as UsageError: self.init(.usage, "usage", error.description)
        case let error as ValidationError: self.init(.usage, "usage", error.message)
        case let error as Unreachable: self.init(.unreachable, "unreachable", error.description)
        case is CancellationError: self.init(.interrupted, "interrupted", "stopped")
        default: self.init(.fault, "fault", "a fault of Tessera itself: \(error)")
        }
    }

    private init(_ error: ServiceError) {
        switch error {
        case .invalidInput(let faults):
            self.init(.badInput, "invalid_input", "the input is wrong", faults: faults)
        case .notFound("workspace", let name):
            self.init(
                .missingInput, "not_found",
                "\(name) is no workspace: it has no tessera.yaml; `tessera init` makes one")
        case .notFound(let kind, let name) where AccessToken.Kind(claimedBy: name) != nil:
            self.init(
                .missingInput, "not_found",
                "that is the secret of a token, not a \(kind)'s id; the lists of tokens and terminals show ids"
            )
        case .notFound(let kind, let name):
            self.init(.missingInput, "not_found", "there is no \(kind) \(name)")
        case .exists("file", let name):
            self.init(.cannotCreate, "exists", "\(name) exists already; --force replaces it")
        case .exists(let kind, let name):
            self.init(.cannotCreate, "exists", "there is a \(kind) \(name) already, and it is another one")
        case .storage(let error): self.init(storage: error)
        case .file(let path, let reason): self.init(file: path, reason: reason)
        case .unreadablePicture(let detail): self.init(.badInput, "unreadable_picture", detail)
        case .interrupted(let done, _, ""):
            self.init(.interrupted, "interrupted", "stopped after \(done); nothing was written")
        case .interrupted(let done, let count, let resume):
            // A command has a space in it, and an id never has.
            let how = resume.contains(" ") ? "tessera \(resume)" : "the same command with the id \(resume)"
            self.init(.interrupted, "interrupted", "stopped after \(done) of \(count); \(how) goes on")
        case .keys(let detail): self.init(.badInput, "keys", detail)
        }
    }

    private init(storage error: StoreError) {
        switch error {
        case .busy(let detail): self.init(.unreachable, "busy", "the database is busy: \(detail)")
        case .full(let detail): self.init(.inputOutput, "disk_full", "the disk is full: \(detail)")
        case .readOnly(let detail):
            self.init(
                .cannotCreate, "read_only", "the database is read-only, it cannot be written: \(detail)")
        case .unreachable(let detail):
            self.init(.unreachable, "unreachable", "the database cannot be opened: \(detail)")
        case .constraint(let detail): self.init(.fault, "constraint", "a fault of Tessera itself: \(detail)")
        case .corrupt(let detail): self.init(.inputOutput, "corrupt", "the database is damaged: \(detail)")
        case .newerSchema(let found):
            self.init(
                .unreachable, "newer_schema",
                "the database is of a newer Tessera (schema \(found)) than this one")
        case .unknown(let detail):
            self.init(
                .inputOutput, "unknown",
                "it may or may not be done, the same request with the same key tells: \(detail)")
        }
    }

    /// A file that could not be read or written: whether its folder takes files tells one from the other.
    private init(file path: String, reason: String) {
        let folder = URL(filePath: path).deletingLastPathComponent().path()
        let takesFiles = FileManager.default.isWritableFile(atPath: folder)
        self.init(takesFiles ? .inputOutput : .cannotCreate, "file", "\(path): \(reason)")
    }
}

extension InputFault {
    /// The fault as compilers write one: `file:line: pointer: detail`.
    var sentence: String {
        let place = [file, line.map(String.init)].compactMap(\.self).joined(separator: ":")
        return [place, pointer, detail].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
