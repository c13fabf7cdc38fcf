import Foundation

extension InputFault {
    /// Says where a text is not what it must be, from what decoding it threw.
    ///
    /// - Parameters:
    ///   - error: What was thrown.
    ///   - bytes: The text.
    ///   - file: Its name, if it came from a file.
    ///   - form: What it must be, such as `GeoJSON`.
    init(decoding error: any Error, of bytes: [UInt8], file: String? = nil, as form: String) {
        switch error as? DecodingError {
        case .typeMismatch(let type, let context):
            let detail = "It must be \(Self.word(for: type)), and is something else."
            self.init(file: file, pointer: Self.pointer(context.codingPath), detail: detail)
        case .valueNotFound(let type, let context):
            let detail = "It must be \(Self.word(for: type)), not null."
            self.init(file: file, pointer: Self.pointer(context.codingPath), detail: detail)
        case .keyNotFound(let key, let context):
            self.init(
                file: file, pointer: Self.pointer(context.codingPath + [key]),
                detail: "This is missing and must be given.")
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            self.init(noJSON: bytes, file: file)
        case .dataCorrupted(let context):
            self.init(
                file: file, pointer: Self.pointer(context.codingPath), detail: context.debugDescription)
        default: self.init(file: file, pointer: "", detail: "This is not \(form): \(error)")
        }
    }

    /// Says where a text is no JSON: Foundation's decoder does not, but its older reader does.
    private init(noJSON bytes: [UInt8], file: String?) {
        var reason = "The file cannot be read."
        do {
            _ = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        } catch {
            reason = (error as NSError).userInfo["NSDebugDescription"] as? String ?? reason
        }
        // The reader counts characters, people count lines.
        let offset = reason.firstMatch(of: /character ([0-9]+)/).flatMap { Int($0.output.1) }
        let line = offset.map { offset in bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1 }
        self.init(file: file, line: line, pointer: "", detail: "This is not JSON: \(reason)")
    }

    private static func pointer(_ path: [any CodingKey]) -> String {
        path.reduce("") { pointer, key in
            if let index = key.intValue { return pointer + "[\(index)]" }
            return pointer.isEmpty ? key.stringValue : pointer + "." + key.stringValue
        }
    }

    private static func word(for type: any Any.Type) -> String {
        switch type {
        case is Double.Type: "a number"
        case is any FixedWidthInteger.Type: "a whole number"
        case is String.Type: "a text"
        case is any Sequence.Type where !(type is [String: Any].Type): "a list"
        default: "an object"
        }
    }
}
