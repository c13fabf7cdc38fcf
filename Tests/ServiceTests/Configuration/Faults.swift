import Foundation
import Service

/// Shows faults as one line each: `tessera.yaml:12 server.port: It must be …`.
func shown(_ faults: [InputFault]) -> [String] {
    faults.map { fault in
        let place = fault.file.map { $0 + (fault.line.map { ":\($0)" } ?? "") + " " } ?? ""
        return place + (fault.pointer.isEmpty ? "" : fault.pointer + ": ") + fault.detail
    }
}

/// Returns the faults that `work` ends in; none if it succeeds.
func faults(of work: () throws(ServiceError) -> Void) throws -> [String] {
    do throws(ServiceError) {
        try work()
        return []
    } catch .invalidInput(let found) {
        return shown(found)
    }
}

/// A replacement in a text that must contain what is replaced.
func replacing(_ old: String, with new: String, in text: String) throws -> String {
    guard let range = text.range(of: old) else { throw MissingPart(text: old) }
    return text.replacingCharacters(in: range, with: new)
}

struct MissingPart: Error {
    let text: String
}
