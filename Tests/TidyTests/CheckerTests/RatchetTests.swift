import Testing

@Suite struct RatchetTests {
    @Test(
        "An exception forgives its length and no more, and may not be larger than the truth",
        arguments: [
            (70, nil, 0), (71, nil, 1), (80, 80, 0), (81, 80, 1), (79, 80, 1), (70, 80, 1), (nil, 80, 1),
        ] as [(Int?, Int?, Int)])
    func complaints(length: Int?, exception: Int?, count: Int) {
        let lengths = length.map { ["f": $0] } ?? [:]
        let exceptions = exception.map { ["f": $0] } ?? [:]
        #expect(Ratchet.complaints(lengths: lengths, limit: 70, exceptions: exceptions).count == count)
    }
}
