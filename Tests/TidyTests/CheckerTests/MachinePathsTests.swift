import Testing

@Suite struct MachinePathsTests {
    @Test("A folder of one machine is found, a path on a host or of a relative name is not") func finds() {
        let text = ["home", "root", "work"].map { "x = \"/\($0)/a\"" }.joined(separator: "\n")
        #expect(MachinePaths.lines(in: text) == [1, 2, 3])
        #expect(MachinePaths.lines(in: "https://example.org/home/a\n./home/b\n$DIR/tmp/c").isEmpty)
    }
}
