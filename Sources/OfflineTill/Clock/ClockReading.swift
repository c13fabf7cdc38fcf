package import Vocabulary

/// What both clocks of a till show at one moment: the one on the wall, which can be set, and the one that only runs.
package struct ClockReading: Sendable, Hashable {
    /// The wall clock.
    package let wall: Instant
    /// Names the start of the machine since which the other clock runs.
    package let boot: String
    /// How long the machine has run, the time asleep included; never goes back within one boot.
    package let uptimeMilliseconds: Int64

    /// 64 bytes: the kernel's boot id is a UUID of 36.
    package static let maximumBootLength = 64

    /// Takes what the shell read.
    ///
    /// - Parameters:
    ///   - wall: The wall clock.
    ///   - boot: The kernel's name of this start of the machine; longer ones are cut.
    ///   - uptimeMilliseconds: How long the machine has run since.
    package init(wall: Instant, boot: String, uptimeMilliseconds: Int64) {
        self.wall = wall
        self.boot = String(boot.prefix(Self.maximumBootLength))
        self.uptimeMilliseconds = uptimeMilliseconds
    }
}
