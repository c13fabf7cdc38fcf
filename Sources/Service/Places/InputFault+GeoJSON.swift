import Foundation

extension InputFault {
    /// Says where a file is no GeoJSON, from what decoding it threw.
    init(geoJSON error: any Error, file: String) {
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
            let reason = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey]
            self.init(
                file: file, pointer: "",
                detail: "This is not JSON: \(reason ?? context.debugDescription)")
        case .dataCorrupted(let context):
            self.init(
                file: file, pointer: Self.pointer(context.codingPath), detail: context.debugDescription)
        default: self.init(file: file, pointer: "", detail: "This is not GeoJSON: \(error)")
        }
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
        case is String.Type: "a text"
        case is any Sequence.Type where !(type is [String: Any].Type): "a list"
        default: "an object"
        }
    }
}
