import Support
import Testing

@testable import Artwork

@Suite struct VectorPathTests {
    private func sample() -> VectorPath {
        var path = VectorPath()
        path.move(to: 1, 2)
        path.line(to: 1.5, 2)
        path.line(to: 1.5, -0.25)
        path.line(to: 0.5, -1)
        path.curve(VectorPoint(1, 1), VectorPoint(2, 2), to: VectorPoint(3, 3))
        path.close()
        path.addRectangle(x: 10, y: 20, width: 5, height: 6)
        return path
    }

    @Test("Path data is short and relative, without letters that go without saying")
    func pathData() {
        #expect(
            sample().pathData == "m1 2h.5v-2.25l-1-.75c.5 2 1.5 3 2.5 4zm9 18h5v6h-5z")
    }

    @Test("PDF and PostScript get the same steps by their own names")
    func operators() {
        var path = VectorPath()
        path.move(to: 1, 2)
        path.line(to: 1.5, 2)
        path.curve(VectorPoint(1, 1), VectorPoint(2, 2), to: VectorPoint(3, -0.00004))
        path.close()
        var text = PDFText()
        path.append(to: &text)
        #expect(String(decoding: text.bytes, as: UTF8.self) == "1 2 m\n1.5 2 l\n1 1 2 2 3 0 c\nh\n")
        #expect(path.postScriptTokens == ["1 2 m", "1.5 2 l", "1 1 2 2 3 0 v", "c"])
    }

    @Test("librsvg reads the path data back to the same points, for seeded paths")
    func readBack() throws {
        var generator = SplitMix64.forTests()
        for _ in 0..<20 {
            var path = VectorPath()
            func point() -> VectorPoint {
                // Whole and fine numbers, of both signs once they are differences.
                let fine = Bool.random(using: &generator) ? 1.0 : 1_000
                func number(_ limit: Int) -> Double {
                    Double(Int.random(in: 0...limit * Int(fine), using: &generator)) / fine
                }
                return VectorPoint(number(100), number(50))
            }
            for _ in 0..<3 {
                let start = point()
                path.move(to: start.x, start.y)
                for _ in 0..<4 {
                    let end = point()
                    switch Int.random(in: 0...3, using: &generator) {
                    case 0: path.line(to: end.x, end.y)
                    case 1: path.line(to: end.x, start.y)
                    case 2: path.curve(point(), point(), to: end)
                    default: path.curve(end, end, to: end)
                    }
                }
                path.close()
            }
            let picture = try VectorSamples.picture(#"<path d="\#(path.pathData)"/>"#)
            let bounds = try #require(path.bounds)
            let found = try #require(picture.elements.first?.path.bounds)
            let same = found.contains(bounds, slack: 0.01) && bounds.contains(found, slack: 0.01)
            #expect(same, "\(path.pathData): \(bounds), \(found), seed \(generator.seed)")
            #expect(picture.elements.first?.path.segments.count ?? 0 >= path.segments.count - 3)
        }
    }

    @Test("Bounds hold a curve where it turns back, not its control points")
    func bounds() {
        var path = VectorPath()
        path.move(to: 0, 0)
        path.curve(VectorPoint(0, 4), VectorPoint(3, 4), to: VectorPoint(3, 0))
        #expect(path.bounds == VectorBounds(minX: 0, minY: 0, maxX: 3, maxY: 3))
        var circle = VectorPath()
        circle.addCircle(centerX: 5, centerY: 6, radius: 2)
        #expect(circle.bounds == VectorBounds(minX: 3, minY: 4, maxX: 7, maxY: 8))
        #expect(VectorPath().bounds == nil)
    }

    @Test("Maps follow each other as in the languages that write them")
    func maps() {
        let turned = VectorTransform(0, 1, -1, 0, 0, 0).then(VectorTransform(scale: 2, x: 10, y: 1))
        #expect(turned(VectorPoint(1, 0)) == VectorPoint(10, 3))
        #expect(turned.determinant == 4 && turned.keepsShapes)
        #expect(!VectorTransform(2, 0, 0, 1, 0, 0).keepsShapes)
        #expect(turned.then(turned.inverse) == .identity)
        var path = VectorPath()
        path.addRectangle(x: 0, y: 0, width: 1, height: 2)
        let bounds = path.transformed(turned).bounds
        #expect(bounds == VectorBounds(minX: 6, minY: 1, maxX: 10, maxY: 3))
    }
}
