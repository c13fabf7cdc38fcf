/// A value that never shows itself: printed, logged, dumped or interpolated it reads `«secret»`.
///
/// Secrets leave the process by `print` and by crash logs far more often than by cryptanalysis.
public protocol Concealed: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Concealed {
    /// Always `«secret»`.
    public var description: String { "«secret»" }
    /// Always `«secret»`.
    public var debugDescription: String { "«secret»" }
    /// A mirror without children, so that `dump` finds nothing.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
