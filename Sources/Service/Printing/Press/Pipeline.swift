import Foundation

/// Work in pieces on every core, taken in order: no more of them wait than the machine has hands for.
enum Pipeline {
    /// Pieces at once for each core: one that is made and one that waits for its turn.
    private static let piecesPerCore = 2

    /// Makes pieces side by side and takes them one after the other.
    ///
    /// - Parameters:
    ///   - indices: The pieces.
    ///   - make: Makes one; runs on any thread.
    ///   - take: Takes one, in the order of the indices.
    /// - Throws: The first error; what is being made then is given up.
    static func run<Piece: Sendable>(
        _ indices: Range<Int>,
        make: @escaping @Sendable (Int) throws(ServiceError) -> Piece,
        take: (Int, Piece) async throws(ServiceError) -> Void
    ) async throws(ServiceError) {
        do {
            try await withThrowingTaskGroup(of: (Int, Piece).self) { group in
                var (next, wanted) = (indices.lowerBound, indices.lowerBound)
                var early: [Int: Piece] = [:]
                func start() {
                    guard next < indices.upperBound else { return }
                    let index = next
                    next += 1
                    group.addTask { (index, try make(index)) }
                }
                for _ in 0..<ProcessInfo.processInfo.activeProcessorCount * piecesPerCore { start() }
                while let (index, piece) = try await group.next() {
                    early[index] = piece
                    while let piece = early.removeValue(forKey: wanted) {
                        try await take(wanted, piece)
                        wanted += 1
                        start()
                    }
                }
            }
        } catch let error as ServiceError {
            throw error
        } catch {
            preconditionFailure("pieces throw errors of the service only: \(error)")
        }
    }
}
