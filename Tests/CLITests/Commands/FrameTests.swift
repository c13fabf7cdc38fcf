import Service
import Testing

@testable import tessera

@Suite struct FrameTests {
    @Test("Chinese characters take two cells of a column") func wideCells() {
        let table = TextTable(rows: [["NAME", "N"], ["清泉茶", "1"], ["tea", "2"]])
        #expect(table.lines == ["NAME    N", "清泉茶  1", "tea     2"])
    }

    @Test(
        "Progress says how far, how fast and how long still",
        arguments: [
            (0, 10, "10 of 100 rows (10 %)"), (10, 20, "20 of 100 rows (20 %), 5 a second, 16 s left"),
            (100, 100, "100 of 100 rows (100 %), 50 a second, 0 s left"),
        ])
    func progress(doneHere: Int, done: Int, text: String) {
        #expect(
            ProgressLine.text(doneHere, done: done, count: 100, unit: "rows", elapsed: .seconds(2)) == text)
    }

    @Test("A fault names file, line, field and reason") func faultLine() {
        let failure = Failure(
            .badInput, "invalid_input", "wrong",
            faults: [
                .init(file: "a.yaml", line: 3, pointer: "offers[0].id", detail: "It is empty.")
            ])
        #expect(failure.lines == ["a.yaml:3: offers[0].id: It is empty."])
    }
}
