/// A Merkle tree over a list of entries, as in Certificate Transparency (RFC 9162, section 2.1).
///
/// One signature over the root then speaks of every entry, and an entry proves that it is in the tree by the few
/// hashes beside its way to the root.
public struct MerkleTree: Sendable, Hashable {
    /// The hashes of each level, the leaves first and the root alone at the end; empty for no leaves.
    private let levels: [[[UInt8]]]

    /// Builds the tree.
    ///
    /// - Parameter leaves: `leafHash` of each entry, in order.
    /// - Complexity: O(*n*)
    public init(leaves: [[UInt8]]) {
        var levels: [[[UInt8]]] = leaves.isEmpty ? [] : [leaves]
        while let last = levels.last, last.count > 1 {
            levels.append(Self.level(above: last))
        }
        self.levels = levels
    }

    /// The root, 32 bytes; of no leaves, the hash of nothing (section 2.1.1).
    public var root: [UInt8] { levels.last?.first ?? Digest256(hashing: []).bytes }

    /// Returns the hashes beside the way from a leaf to the root, the lowest first (section 2.1.3).
    ///
    /// - Parameter index: The leaf, 0 for the first.
    /// - Returns: At most one hash a level.
    /// - Complexity: O(log *n*)
    public func path(ofLeafAt index: Int) -> [[UInt8]] {
        precondition(levels.first.map { $0.indices.contains(index) } ?? false, "no leaf \(index)")
        var path: [[UInt8]] = []
        var place = index
        for level in levels.dropLast() {
            let sibling = place ^ 1
            if sibling < level.count { path.append(level[sibling]) }
            place /= 2
        }
        return path
    }

    /// Returns the root that a leaf and its path lead to, or `nil` if the path cannot be one of such a tree.
    ///
    /// - Parameters:
    ///   - leaf: The leaf's hash.
    ///   - index: Its place, 0 for the first.
    ///   - count: How many leaves the tree has.
    ///   - path: As `path(ofLeafAt:)` gives it.
    /// - Returns: The root, 32 bytes.
    public static func root(leaf: [UInt8], at index: Int, count: Int, path: [[UInt8]]) -> [UInt8]? {
        guard index >= 0, index < count else { return nil }
        var (place, last, hash) = (index, count - 1, leaf)
        var rest = path[...]
        while last > 0 {
            // An only child at the right edge goes up as it is.
            if place % 2 == 1 || place < last {
                guard let sibling = rest.popFirst() else { return nil }
                hash = place % 2 == 1 ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
            }
            place /= 2
            last /= 2
        }
        return rest.isEmpty ? hash : nil
    }

    /// SHA-256 of a zero byte and the entry.
    public static func leafHash(_ entry: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [0]
        bytes.reserveCapacity(entry.count + 1)
        bytes += entry
        return Digest256(hashing: bytes).bytes
    }

    private static func nodeHash(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [1]
        bytes.reserveCapacity(left.count + right.count + 1)
        bytes += left
        bytes += right
        return Digest256(hashing: bytes).bytes
    }

    /// Pairs are hashed; an odd one at the end goes up as it is, which gives the tree of RFC 9162.
    private static func level(above level: [[UInt8]]) -> [[UInt8]] {
        stride(from: 0, to: level.count, by: 2).map { place in
            place + 1 < level.count ? nodeHash(level[place], level[place + 1]) : level[place]
        }
    }
}
