package import Foundation
package import Membership
import Yams

/// A mapping with the zone in which its dates are written.
package struct ListMappingFile: Sendable {
    package var mapping: ListMapping
    /// `nil` takes the first store's.
    package var timeZone: TimeZone?

    /// A list with our own columns.
    package static let ours = ListMappingFile(mapping: .ours, timeZone: nil)

    /// 1 MiB, as for every settings file.
    package static let maximumByteCount = DocumentReader.maximumByteCount

    /// Reads a mapping file.
    ///
    /// - Parameters:
    ///   - bytes: YAML.
    ///   - file: Its name in messages.
    /// - Returns: The mapping.
    /// - Throws: `ServiceError.invalidInput` with the line of everything that is wrong.
    package static func read(_ bytes: [UInt8], file: String) throws(ServiceError) -> ListMappingFile {
        try DocumentReader.read(bytes, file: file) { $0.listMapping() }
    }
}

extension DocumentValue {
    private static let keys: KeyValuePairs<String, ListMapping.Key> = [
        "member_id": .memberID, "phone": .identity(.phone), "wechat_openid": .identity(.wechatOpenID),
        "card_number": .identity(.cardNumber), "wechat_unionid": .identity(.wechatUnionID),
        "email": .identity(.email),
    ]

    private static let updates: KeyValuePairs<String, ListMapping.UpdateRule> = [
        "overwrite": .overwrite, "fill_empty": .fillEmpty, "keep": .keep,
    ]

    fileprivate func listMapping() -> ListMappingFile? {
        guard let fields = fields(["columns", "key", "update", "time_zone"]) else { return nil }
        var mapping = ListMapping()
        if let key = fields.optional("key") { mapping.key = key.choice(Self.keys) ?? .memberID }
        if let update = fields.optional("update") {
            mapping.update = update.choice(Self.updates) ?? .overwrite
        }
        fields.optional("columns")?.readColumns(into: &mapping)
        let zone = fields.optional("time_zone")?.parsed("a time zone such as Asia/Shanghai") {
            TimeZone(identifier: $0)
        }
        if mapping.columns[.memberID] != nil, mapping.key != .memberID {
            fault("member_id is mapped and another key chosen; members whom a key finds get ids of our own.")
        }
        return ListMappingFile(mapping: mapping, timeZone: zone)
    }

    private func readColumns(into mapping: inout ListMapping) {
        guard let fields = fields(MemberColumn.allCases.map(\.rawValue)) else { return }
        for column in MemberColumn.allCases {
            guard let value = fields.optional(column.rawValue) else { continue }
            mapping.columns[column] = value.mappedColumn(column)
        }
    }

    /// Reads `手机`, `{from: 手机, values: {…}, format: …, update: …}` or `{value: SH01}`.
    private func mappedColumn(_ column: MemberColumn) -> ListMapping.Column? {
        guard isMapping else { return text().map { ListMapping.Column(.heading($0)) } }
        guard let fields = fields(["from", "value", "values", "format", "update"]) else { return nil }
        let source: ListMapping.Column.Source?
        switch (fields.optional("from"), fields.optional("value")) {
        case (let from?, nil): source = from.text().map { .heading($0) }
        case (nil, let value?): source = value.text().map { .constant($0) }
        default:
            fault("It must have either from, a heading of the list, or value, the same for every row.")
            return nil
        }
        guard let source else { return nil }
        var mapped = ListMapping.Column(source)
        mapped.translations = fields.optional("values")?.translations() ?? [:]
        mapped.update = fields.optional("update")?.choice(Self.updates)
        if let format = fields.optional("format") { mapped.pattern = format.datePattern(of: column) }
        return mapped
    }

    private func datePattern(of column: MemberColumn) -> DatePattern? {
        guard column == .joinedAt else {
            fault("Only joined_at is a date.")
            return nil
        }
        return parsed("a date's form such as dd/MM/yyyy HH:mm") { DatePattern(parsing: $0) }
    }

    private func translations() -> [String: String]? {
        guard isMapping else {
            fault("It must be a group of the list's words with ours, such as {男: male, 女: female}.")
            return nil
        }
        var words: [String: String] = [:]
        for (key, value) in node.mapping ?? [:] {
            guard let word = key.scalar?.string else { continue }
            let ours = DocumentValue(
                node: value, origin: .line(value.mark?.line), pointer: pointer(to: word), reader: reader)
            words[word] = ours.text()
        }
        return words
    }
}
