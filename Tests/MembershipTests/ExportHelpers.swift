import Membership
import Vocabulary

extension ExportFields.Helpers {
    /// Names that show what was asked for, and UTC.
    static let plain = zone(nil)

    static func zone(_ offset: Int?) -> Self {
        Self(
            pseudonym: { "key(\($1.rawValue) \($0))" }, storeName: { "Store \($0)" },
            tierName: { "\($0) in \($1.rawValue)" }, utcOffsetSeconds: { _, _ in offset })
    }
}
