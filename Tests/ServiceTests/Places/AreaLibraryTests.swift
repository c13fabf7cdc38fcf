import Foundation
import Membership
import Testing
import Vocabulary

@testable import Service

@Suite struct AreaLibraryTests {
    private static func write(_ name: String, _ text: String, in folder: URL) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    private static func polygon(id: String? = nil, east: Int = 122) -> String {
        let id = id.map { "\"id\":\"\($0)\"," } ?? ""
        return """
            {"type":"Feature",\(id)"geometry":{"type":"Polygon","coordinates":
            [[[121,31],[\(east),31],[\(east),32],[121,32],[121,31]]]}}
            """
    }

    @Test("Areas of all files are listed by name, and files of other endings are left alone")
    func lists() throws {
        try withTemporaryFolder { folder in
            try Self.write("south.geojson", Self.polygon(), in: folder)
            try Self.write("README.md", "none", in: folder)
            try Self.write(".hidden.geojson", "none", in: folder)
            let two = [Self.polygon(id: "west"), Self.polygon(id: "east")].joined(separator: ",")
            try Self.write(
                "parts.geojson", "{\"type\":\"FeatureCollection\",\"features\":[\(two)]}", in: folder)
            let library = AreaLibrary(folder: folder)
            #expect(try library.all().map(\.id.text) == ["east", "south", "west"])
            #expect(try library.area(AreaID(parsing: "east")).file == "areas/parts.geojson")
            #expect(throws: ServiceError.notFound(kind: "area", name: "soth; did you mean south?")) {
                try library.area(AreaID(parsing: "soth"))
            }
        }
    }

    @Test("A workspace without areas has none")
    func none() throws {
        try withTemporaryFolder { folder in
            let library = AreaLibrary(folder: folder.appending(path: "areas"))
            let all = try library.all()
            #expect(all.isEmpty)
            #expect(throws: ServiceError.notFound(kind: "area", name: "x; there are none")) {
                try library.area(AreaID(parsing: "x"))
            }
        }
    }

    @Test("A fault in one file stops nobody from using another by its name, and is told when all are listed")
    func faulty() throws {
        try withTemporaryFolder { folder in
            try Self.write("good.geojson", Self.polygon(), in: folder)
            try Self.write("bad.geojson", "{}", in: folder)
            let two = [Self.polygon(id: "good"), Self.polygon(id: "other")].joined(separator: ",")
            try Self.write(
                "more.geojson", "{\"type\":\"FeatureCollection\",\"features\":[\(two)]}", in: folder)
            let library = AreaLibrary(folder: folder)
            #expect(try library.area(AreaID(parsing: "good")).file == "areas/good.geojson")
            let found = try faults { () throws(ServiceError) in _ = try library.all() }
            #expect(
                found == [
                    "areas/bad.geojson type: This is missing and must be given.",
                    "areas/more.geojson The area good is also in areas/good.geojson.",
                ])
        }
    }

    @Test("The sample's area holds the stores of Shanghai and no others")
    func sample() throws {
        let text = try Sample.text("workspace/areas/shanghai-inner-ring.geojson")
        let areas = try AreaFile.read(Array(text.utf8), file: "areas/shanghai-inner-ring.geojson")
        let stores = try Sample.configuration().placedStores
        #expect(stores.count == Sample.storeIDs.count)
        let document = try AreaDocument(#require(areas.first), stores: stores)
        #expect(document.stores.map(\.text) == ["SH01", "SH02"])
        #expect(document.vertices == 23 && document.holes == 0)
        #expect(try #require(document.cellRanges) > 0)
    }

    @Test("The example of the areas' README is good as it stands")
    func readme() throws {
        let parts = try Sample.text("workspace/areas/README.md").components(separatedBy: "```")
        let json = try #require(parts.count == 3 ? parts[1] : nil).dropFirst("json".count)
        let areas = try AreaFile.read(Array(json.utf8), file: "bund.geojson")
        #expect(areas.first?.title.fallback == "Around the Bund")
    }

    @Test("A place is a latitude, a comma and a longitude")
    func places() throws {
        let place = try Coordinate.read(" 31.2304, 121.4737", pointer: "?near")
        #expect(place.latitude == 31.230_4 && place.longitude == 121.473_7)
        let mars = try Coordinate.read("31.2284737422,121.4782240574", datum: .gcj02, pointer: "?near")
        #expect(abs(mars.latitude - 31.230_416) < 1e-8)
        for text in ["", "31", "31,", "31,121,5", "121,31,", "north,121", "91,0", "0,181", "nan,0", "1e2,0"] {
            #expect(throws: InputFault.self, "\(text)") { try Coordinate.read(text, pointer: "?near") }
        }
    }
}
