/// What changed between two states of a status list, for a till that has the earlier one.
public struct StatusListChanges: Sendable, Hashable {
    /// What names the list that the changes are of.
    public let base: Digest256
    /// What names the list that they lead to.
    public let result: Digest256
    /// How many bytes that list has.
    let byteCount: Int
    /// The serials that changed, each as its distance from the one before it and its new status, in groups of seven
    /// bits.
    let packed: [UInt8]

    init(base: Digest256, result: Digest256, byteCount: Int, packed: [UInt8]) {
        (self.base, self.result, self.byteCount, self.packed) = (base, result, byteCount, packed)
    }

    /// Compares two lists.
    ///
    /// - Parameters:
    ///   - base: The earlier list.
    ///   - result: The later one.
    /// - Complexity: O(*n*) in their bytes.
    public init(from base: StatusList, to result: StatusList) {
        var aligned = base
        aligned.resize(toByteCount: result.bytes.count)
        var packed: [UInt8] = []
        var next = 0
        for index in result.bytes.indices where aligned.bytes[index] != result.bytes[index] {
            let first = index * StatusList.entriesPerByte
            for serial in first..<first + StatusList.entriesPerByte {
                guard let status = result[serial], status != aligned[serial] else { continue }
                Self.append((serial - next) << StatusList.bits | Int(status.rawValue), to: &packed)
                next = serial + 1
            }
        }
        self.init(
            base: base.digest, result: result.digest, byteCount: result.bytes.count, packed: packed)
    }

    /// Makes the later list from the earlier one.
    ///
    /// - Parameter list: The list that the changes are of.
    /// - Returns: The later list, byte for byte.
    /// - Throws: `otherBase` for any other list, `malformed` for changes that nobody can have made.
    public func applied(to list: StatusList) throws(StatusListToken.Refusal) -> StatusList {
        guard list.digest == base else { throw .otherBase }
        guard byteCount <= StatusList.maximumByteCount else { throw .malformed }
        var changed = list
        changed.resize(toByteCount: byteCount)
        var rest = packed[...]
        var next = 0
        while !rest.isEmpty {
            guard let value = Self.read(&rest), let status = StatusList.Status(rawValue: UInt8(value & 0b11))
            else { throw .malformed }
            let serial = next + value >> StatusList.bits
            guard serial < changed.count else { throw .malformed }
            changed.set(status, at: serial)
            next = serial + 1
        }
        guard changed.digest == result else { throw .malformed }
        return changed
    }

    /// Four groups of seven bits hold 2²⁸, every serial with its status.
    private static let maximumGroupCount = 4

    /// Appends a number, its lowest seven bits first; the high bit says that more follow.
    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func read(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        var number = 0
        for group in 0..<maximumGroupCount {
            guard let byte = bytes.popFirst() else { return nil }
            number |= Int(byte & 0x7F) << (7 * group)
            if byte & 0x80 == 0 { return number }
        }
        return nil
    }
}
