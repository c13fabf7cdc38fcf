import Service
import Vocabulary

/// Areas as commands show them.
struct AreaListing: Encodable {
    var areas: [AreaDocument]

    var text: String {
        let rows = areas.map { area in
            [
                area.area.text, shape(of: area), area.datum,
                area.cellRanges.map(String.init) ?? "too many",
                area.stores.isEmpty ? "-" : area.stores.map(\.text).joined(separator: " "), area.title,
            ]
        }
        return TextTable(rows: [["AREA", "SHAPE", "DATUM", "CELL RANGES", "STORES", "TITLE"]] + rows)
            .lines.joined(separator: "\n")
    }

    private func shape(of area: AreaDocument) -> String {
        if let radius = area.radiusMetres { return "circle of \(Int(radius.rounded())) m" }
        let (polygons, vertices) = (area.polygons ?? 0, area.vertices ?? 0)
        let shape = polygons == 1 ? "polygon" : "\(polygons) polygons"
        let holes = area.holes ?? 0
        return "\(shape) of \(vertices) corners" + (holes > 0 ? ", \(holes) holes" : "")
    }
}
