import Yams

/// Reads one YAML file strictly and collects everything that is wrong with it, each place named.
///
/// Plain values are taken as they are written and never guessed at: `10.00` stays ten with two digits, and
/// `no` is a word until somebody asks for a yes or no.
final class DocumentReader {
    /// The file's name in messages.
    let file: String
    /// Values that take the place of those in the file.
    let overrides: EnvironmentOverrides
    private(set) var faults: [InputFault] = []

    /// One megabyte: a thousand times the sample's largest file, and still read in a moment.
    static let maximumByteCount = 1 << 20

    /// A person mends the first few and tries again; a hundred say enough.
    static let maximumFaultCount = 100

    private init(file: String, overrides: EnvironmentOverrides) {
        self.file = file
        self.overrides = overrides
    }

    /// Reads a file's bytes with a function that asks for what it expects.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, UTF-8.
    ///   - file: Its name in messages.
    ///   - overrides: Values that take the place of those in the file.
    ///   - make: Makes the value from the document's root, or returns `nil` after a fault was noted.
    /// - Returns: What `make` made, if nothing at all was wrong.
    /// - Throws: `ServiceError.invalidInput` with every fault, in the order of the lines.
    static func read<Value>(
        _ bytes: [UInt8], file: String, overrides: EnvironmentOverrides = .none,
        make: (DocumentValue) -> Value?
    ) throws(ServiceError) -> Value {
        let reader = DocumentReader(file: file, overrides: overrides)
        let tree = DocumentTree(bytes, reader: reader)
        let value = tree.flatMap { make(DocumentValue(root: $0.root, reader: reader)) }
        guard let value, reader.faults.isEmpty else { throw .invalidInput(reader.faultsByLine) }
        return value
    }

    /// Notes a fault, up to the most that are worth reading.
    func note(line: Int?, pointer: String, detail: String) {
        guard faults.count < Self.maximumFaultCount else { return }
        faults.append(InputFault(file: file, line: line, pointer: pointer, detail: detail))
    }

    /// Notes a fault of an environment variable.
    func note(variable: String, detail: String) {
        guard faults.count < Self.maximumFaultCount else { return }
        faults.append(InputFault(pointer: variable, detail: detail))
    }

    private var faultsByLine: [InputFault] {
        let numbered = faults.enumerated()
        return numbered.sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }
}
