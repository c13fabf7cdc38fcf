import Testing

@testable import QRSymbol

@Suite struct ReadingOddsTests {
    @Test("More left is better, a weak block counts for more than a strong one, and what is unreadable most")
    func odds() {
        let layout = BlockLayout(version: 5, level: .high)
        func points(_ left: [Double]) -> Double { ReadingOdds.points(left: left, of: layout) }
        #expect(points([5, 5, 5, 5]) < points([4, 5, 5, 5]))
        #expect(points([3, 7, 7, 7]) > points([6, 6, 6, 6]))
        #expect(points([-1, -1, -1, -1]) > points([0, 0, 0, 0]) && points([0, 0, 0, 0]) > 16)
        #expect(points([11, 11, 11, 11]) < 1)
    }

    @Test("A version costs more than the one before, but for those that have more alignment patterns")
    func versions() {
        let costs = (1...40).map { ReadingOdds.points(version: $0) }
        let cheaper = (2...40).filter { costs[$0 - 1] <= costs[$0 - 2] }
        #expect(cheaper == [2, 7])
    }
}
