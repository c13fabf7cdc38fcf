import Logging
import Service
import Vocabulary

/// Writes each event as a JSON object on a line of its own, with the metadata as its fields.
///
///     {"at":"2027-03-01T04:00:00.000Z","level":"info","logger":"tessera","message":"request","status":201,…}
struct JSONLogHandler: LogHandler {
    let label: String
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    /// The clock that dates the events.
    let now: @Sendable () -> Instant
    /// Takes a line without its end.
    let write: @Sendable (String) -> Void

    /// Names of others' metadata, in ours.
    private static let names = ["hb.request.id": "request_id"]

    init(
        label: String, logLevel: Logger.Level, now: @escaping @Sendable () -> Instant,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.label = label
        self.logLevel = logLevel
        self.now = now
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = metadata
        fields.merge(metadataProvider?.get() ?? [:]) { _, later in later }
        fields.merge(event.metadata ?? [:]) { _, later in later }
        if let error = event.error { fields["error"] = "\(error)" }
        let named = fields.map { (name: Self.names[$0.key] ?? $0.key, value: $0.value) }
        var line = "{\"at\":\(Self.quoted(now().rfc3339)),\"level\":\(Self.quoted(event.level.rawValue))"
        line += ",\"logger\":\(Self.quoted(label)),\"message\":\(Self.quoted(event.message.description))"
        for field in named.sorted(by: { $0.name < $1.name }) {
            line += ",\(Self.quoted(field.name)):\(Self.json(field.value))"
        }
        write(line + "}")
    }

    private static func json(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text): quoted(text)
        case .stringConvertible(let number as Int): "\(number)"
        case .stringConvertible(let number as Double) where number.isFinite: "\(number)"
        case .stringConvertible(let other): quoted(other.description)
        case .array(let values): "[" + values.map(json).joined(separator: ",") + "]"
        case .dictionary(let fields): "{" + members(fields).joined(separator: ",") + "}"
        }
    }

    private static func members(_ fields: Logger.Metadata) -> [String] {
        fields.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(json($0.value))" }
    }

    /// A text as JSON (RFC 8259, section 7): quotes, backslashes and controls are written otherwise.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
