/// Work over the network that goes by the rules of `program.yaml`.
enum ProgramRules {
    /// Runs work, and tells faults of the file, which are the server's own, from those of the caller.
    ///
    /// - Parameter work: Throws faults of the caller's input with the names of fields.
    /// - Returns: What it returned.
    /// - Throws: What it threw; `ServiceError.file` for a fault of the file, and faults of the input with JSON pointers.
    static func applying<Value>(
        _ work: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        do throws(ServiceError) {
            return try await work()
        } catch {
            guard case .invalidInput(let faults) = error else { throw error }
            if let fault = faults.first(where: { $0.file != nil }) {
                let place = [fault.file, fault.line.map(String.init), fault.pointer].compactMap(\.self)
                throw .file(path: place.joined(separator: ":"), reason: fault.detail)
            }
            throw .invalidInput(faults.map { InputFault(pointer: pointer($0.pointer), detail: $0.detail) })
        }
    }

    /// Where a field stands in the body.
    private static func pointer(_ name: String) -> String {
        name.isEmpty || name.hasPrefix("/") || name.hasPrefix("?") ? name : "/" + name
    }
}
