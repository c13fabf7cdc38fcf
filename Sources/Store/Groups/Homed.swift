/// A key with the shard that it is unique in.
package struct Homed<Key: Hashable & Sendable>: Hashable, Sendable {
    package let home: Home
    package let key: Key

    package init(_ key: Key, _ home: Home) {
        self.home = home
        self.key = key
    }
}
