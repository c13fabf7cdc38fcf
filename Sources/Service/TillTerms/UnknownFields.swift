import Foundation

/// Finds what a reader of JSON passed over, by writing again what it has read.
enum UnknownFields {
    /// Returns the first field of a document that is not in what was read of it.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - read: What was read of it, written again.
    ///   - keys: The fields of the outermost object to look into.
    /// - Returns: Its path, such as `offers[0].offer.conditions.holiday`; `nil` if all of it was read.
    static func first(in bytes: [UInt8], beside read: [UInt8], under keys: [String]) -> String? {
        guard let (document, known) = try? (object(bytes), object(read)) else { return nil }
        for key in keys {
            guard let value = document[key] else { continue }
            if let path = first(in: value, beside: known[key], at: key) { return path }
        }
        return nil
    }

    private static func object(_ bytes: [UInt8]) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
    }

    private static func first(in value: Any, beside known: Any?, at path: String) -> String? {
        // A field that is null says nothing.
        if value is NSNull { return nil }
        guard let known else { return path }
        if let object = value as? [String: Any] {
            let fields = known as? [String: Any] ?? [:]
            for (key, value) in object.sorted(by: { $0.key < $1.key }) {
                if let found = first(in: value, beside: fields[key], at: path + "." + key) { return found }
            }
        } else if let list = value as? [Any] {
            let items = known as? [Any] ?? []
            for (index, value) in list.enumerated() {
                let item = index < items.count ? items[index] : nil
                if let found = first(in: value, beside: item, at: "\(path)[\(index)]") { return found }
            }
        }
        return nil
    }
}
