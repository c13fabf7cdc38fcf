internal import CPostgres

/// What a server said beside its answers.
///
/// `WARNING: canceling wait for synchronous replication` comes with a COMMIT that succeeded here and may be missing on
/// the standby: not done, but unknown. Its text may be in any language, so every warning counts.
@safe final class NoticeLog {
    /// The last warning since `clear`.
    private(set) var warning: String?

    func clear() {
        warning = nil
    }

    private func note(_ result: OpaquePointer) {
        // Never translated, unlike the severity that people read.
        guard unsafe ResultField.text(.severity, of: result) == "WARNING" else { return }
        warning = unsafe ResultField.text(.message, of: result) ?? "a warning without words"
    }

    /// Hands a notice to the log that was registered with the connection, which owns both.
    static let receiver: PQnoticeReceiver = { context, result in
        guard let context = unsafe context, let result = unsafe result else { return }
        unsafe Unmanaged<NoticeLog>.fromOpaque(context).takeUnretainedValue().note(result)
    }
}

/// A field of an error or a notice; the letters are those of the protocol (PostgreSQL manual, 55.8).
enum ResultField: UInt8 {
    case severity = 0x56
    case state = 0x43
    case message = 0x4D
    case constraint = 0x6E

    static func text(_ field: ResultField, of result: OpaquePointer) -> String? {
        unsafe PQresultErrorField(result, Int32(field.rawValue)).map { unsafe String(cString: $0) }
    }
}
