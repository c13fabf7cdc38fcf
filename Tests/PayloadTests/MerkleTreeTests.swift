import Payload
import Support
import Testing

@Suite struct MerkleTreeTests {
    /// The inputs of the reference tests of Certificate Transparency, and the roots of their first *n*.
    private static let inputs: [String] = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    private func leaves(_ count: Int) throws -> [[UInt8]] {
        try Self.inputs.prefix(count).map { MerkleTree.leafHash(try Hex.decode($0)) }
    }

    @Test("The roots are those of the reference tree of RFC 9162", arguments: 0...8)
    func roots(count: Int) throws {
        let tree = MerkleTree(leaves: try leaves(count))
        #expect(Hex.encode(tree.root) == Self.roots[count])
    }

    @Test("Every leaf of every small tree leads to the root by its path, and by no other", arguments: 1...40)
    func paths(count: Int) {
        var generator = SplitMix64.forTests()
        let leaves = (0..<count).map { _ in
            MerkleTree.leafHash((0..<9).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
        let tree = MerkleTree(leaves: leaves)
        for index in leaves.indices {
            let path = tree.path(ofLeafAt: index)
            #expect(MerkleTree.root(leaf: leaves[index], at: index, count: count, path: path) == tree.root)
            #expect(
                MerkleTree.root(leaf: leaves[index], at: index, count: count, path: path + [tree.root]) == nil
            )
            #expect(
                path.isEmpty
                    || MerkleTree.root(
                        leaf: leaves[index], at: index, count: count, path: path.dropLast().map(\.self))
                        == nil
            )
            let other = (index + 1) % count
            if other != index {
                #expect(
                    MerkleTree.root(leaf: leaves[other], at: index, count: count, path: path) != tree.root)
            }
        }
        #expect(MerkleTree.root(leaf: leaves[0], at: count, count: count, path: []) == nil)
    }
}
