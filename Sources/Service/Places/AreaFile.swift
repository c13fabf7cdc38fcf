import Foundation
import Membership
import Vocabulary

/// Reads the areas of one GeoJSON file (RFC 7946), strictly.
///
/// Polygons and multi-polygons are areas, and so is a point with the property `radius_m`. A file with one shape is one
/// area with the file's name; the features of a collection are an area each and need an `id`, or a property `name` that
/// can be one. A member or property `datum` says what the numbers are given in, WGS-84 if there is none.
package struct AreaFile {
    /// 4 MB: as many vertices as an area may have, each on three lines as some programs write them.
    package static let maximumByteCount = 4 << 20
    /// 32 levels: coordinates of a collection have nine, the rest is for properties that are not looked at.
    package static let maximumDepth = 32
    /// A thousand areas in a file: more are the districts of a continent.
    package static let maximumFeatureCount = 1_000
    /// The ending of the files' names.
    package static let ending = "geojson"

    /// Reads a file's areas.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: Its name in messages; its last part without the ending names a lone area.
    /// - Returns: At least one area, in the order of the file; ids are unique.
    /// - Throws: `ServiceError.invalidInput` with what is wrong with each feature.
    package static func read(_ bytes: [UInt8], file: String) throws(ServiceError) -> [NamedArea] {
        if let fault = JSONNesting.fault(bytes, file: file) { throw .invalidInput([fault]) }
        let document: GeoJSONDocument
        do {
            document = try JSONDecoder().decode(GeoJSONDocument.self, from: Data(bytes))
        } catch {
            throw .invalidInput([InputFault(decoding: error, of: bytes, file: file, as: "GeoJSON")])
        }
        return try areas(of: document, file: file)
    }

    private static func areas(
        of document: GeoJSONDocument, file: String
    ) throws(ServiceError) -> [NamedArea] {
        guard (1...maximumFeatureCount).contains(document.features.count) else {
            let count = document.features.count
            let detail = "It must have 1 to \(maximumFeatureCount) features, not \(count)."
            throw .invalidInput([InputFault(file: file, pointer: "features", detail: detail)])
        }
        let isLone = document.features.count == 1
        var areas: [NamedArea] = []
        var faults: [InputFault] = []
        for feature in document.features {
            do throws(InputFault) {
                let area = try NamedArea(
                    feature, datum: document.datum, name: isLone ? stem(of: file) : nil, file: file)
                if areas.contains(where: { $0.id == area.id }) {
                    throw feature.fault("The area \(area.id) is in this file already.", file: file)
                }
                areas.append(area)
            } catch {
                faults.append(error)
            }
        }
        guard faults.isEmpty else { throw .invalidInput(faults) }
        return areas
    }

    private static func stem(of file: String) -> String {
        URL(filePath: file).deletingPathExtension().lastPathComponent
    }
}

extension NamedArea {
    /// Makes the area of a feature.
    ///
    /// - Parameters:
    ///   - feature: The feature.
    ///   - datum: What the file says of itself.
    ///   - name: The name of the file, if it names the area.
    ///   - file: For messages.
    /// - Throws: The first fault.
    fileprivate init(
        _ feature: GeoJSONFeature, datum: String?, name: String?, file: String
    ) throws(InputFault) {
        self.file = file
        id = try Self.id(feature, name: name, file: file)
        title = LocalizedText(feature.name ?? id.text, translations: feature.names)
        self.datum = try Self.datum(feature.datum ?? datum, feature, file: file)
        area = try feature.area(datum: self.datum, file: file)
    }

    private static func id(
        _ feature: GeoJSONFeature, name: String?, file: String
    ) throws(InputFault) -> AreaID {
        guard let text = name ?? feature.id ?? feature.name else {
            throw feature.fault("A feature beside others needs an id, which names the area.", file: file)
        }
        do throws(IdentifierError) {
            return try AreaID(parsing: text)
        } catch {
            let source = name == nil ? "its id or name" : "the file's name"
            throw feature.fault(
                "An area is named by 1 to \(AreaID.maximumLength) of A-Z a-z 0-9 . _ -, beginning with a letter "
                    + "or digit; \(source) \"\(text.prefix(AreaID.maximumLength))\" is none.", file: file)
        }
    }

    private static func datum(
        _ text: String?, _ feature: GeoJSONFeature, file: String
    ) throws(InputFault) -> Datum {
        guard let text else { return .wgs84 }
        guard let datum = Datum(rawValue: text.lowercased()) else {
            let known = Datum.allCases.map(\.rawValue).joined(separator: ", ")
            throw feature.fault(
                "The datum must be one of \(known), not \"\(text.prefix(40))\".", file: file)
        }
        return datum
    }
}
