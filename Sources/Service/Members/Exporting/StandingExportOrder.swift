package import Foundation
import Membership
package import Vocabulary

/// An export that is done again and again, by a file `exports/NAME.yaml` of the workspace.
package struct StandingExportOrder: Sendable, Hashable {
    /// 64 KB: hundreds of columns; a larger file is none of these.
    private static let maximumByteCount = 65_536
    /// Lists of one name and day; more than that is a timer gone wild.
    private static let mostOfOneName = 1_000

    package var order: MemberExportOrder
    /// The file's name with `{date}` and `{time}`, relative to the workspace.
    package var output: String

    /// Reads an order.
    ///
    /// - Parameters:
    ///   - name: Of the file, without folder and extension.
    ///   - workspace: Whose.
    /// - Throws: `ServiceError.notFound`, or `.invalidInput` with every fault: file, line, field and what was given.
    package init(named name: String, in workspace: Workspace) throws(ServiceError) {
        let path = "exports/\(name).yaml"
        let isName =
            !name.isEmpty
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
        guard isName, workspace.file(path).exists else { throw .notFound(kind: "export order", name: path) }
        let data = try workspace.file(path).read(atMost: Self.maximumByteCount)
        guard data.count <= Self.maximumByteCount else {
            throw .invalidInput([
                InputFault(file: path, pointer: "", detail: "more than \(Self.maximumByteCount) bytes")
            ])
        }
        self = try DocumentReader.read(Array(data), file: path) { StandingExportOrder($0) }
    }

    private init?(_ document: DocumentValue) {
        let keys = ["output", "columns", "purpose", "segment", "language", "time_zone", "watermark"]
        guard let fields = document.fields(keys) else { return nil }
        let output = fields.required("output")?.text()
        let format = output.flatMap { Self.format(of: $0, at: fields.required("output")) }
        let purpose = fields.required("purpose")?.parsed(
            "a purpose of 1 to \(ExportPurpose.maximumLength) characters"
        ) { ExportPurpose(parsing: $0) }
        let columns = fields.optional("columns").map(Self.columns)
        let language = fields.optional("language")?.choice(
            ["en": .english, "zh-Hans": .simplifiedChinese] as KeyValuePairs<String, ExportLanguage>)
        let zone = fields.optional("time_zone")?.parsed("UTC, store or a zone such as Asia/Shanghai") {
            ExportZone(parsing: $0)
        }
        let watermark = fields.optional("watermark")?.choice(
            ["yes": .present, "no": .absent] as KeyValuePairs<String, MemberExportOrder.Watermark>)
        let segment = fields.optional("segment")?.text()
        guard let output, let format, let purpose else { return nil }
        order = MemberExportOrder(
            format: format, columns: columns ?? nil, purpose: purpose, segment: segment, language: language,
            zone: zone, watermark: watermark)
        self.output = output
    }

    /// The format that the name's extension says.
    private static func format(of output: String, at value: DocumentValue?) -> MemberExportOrder.Format? {
        switch URL(filePath: output).pathExtension.lowercased() {
        case "csv": return .csv(.utf8)
        case "xlsx": return .workbook
        case "jsonl": return .jsonLines
        default:
            value?.fault("Its name must end in .csv, .xlsx or .jsonl, which is the format.")
            return nil
        }
    }

    /// Columns as one text, with commas between, or as a list of texts.
    private static func columns(_ value: DocumentValue) -> [ExportColumn]? {
        let texts =
            value.isScalar
            ? [value.scalar("a list of columns")]
            : (value.list(of: 1...ExportColumn.mostInAList, "columns") ?? []).map { $0.scalar("a column") }
        do throws(ExportColumn.ListError) {
            return try ExportColumn.list(parsing: texts.compactMap(\.self).joined(separator: ","))
        } catch {
            value.fault(InputFault(error, pointer: "").detail)
            return nil
        }
    }
}

extension StandingExportOrder {
    /// Returns where the next list goes: a name that is free, with `-2`, `-3` after it if need be.
    ///
    /// - Parameters:
    ///   - workspace: Whose.
    ///   - local: The time by the clock of the first store.
    /// - Returns: The file, which is not there.
    /// - Throws: `ServiceError.exists` if there are a thousand of that name.
    package func freeFile(in workspace: Workspace, at local: LocalMoment) throws(ServiceError) -> URL {
        let clock = [3_600, 60, 1].map { unit in
            String((local.secondOfDay / unit % (unit == 3_600 ? 24 : 60)) + 100).dropFirst()
        }
        let name = output.replacingOccurrences(of: "{date}", with: local.date.description)
            .replacingOccurrences(of: "{time}", with: clock.joined())
        let first = workspace.file(name)
        let (stem, kind) = (first.deletingPathExtension(), first.pathExtension)
        for number in 1...Self.mostOfOneName {
            let tail = number == 1 ? "" : "-\(number)"
            let file = stem.deletingLastPathComponent().appending(
                path: "\(stem.lastPathComponent)\(tail).\(kind)")
            if !file.exists { return file }
        }
        throw .exists(kind: "file", name: first.plainPath)
    }
}
