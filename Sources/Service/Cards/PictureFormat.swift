/// How a card or a coupon is drawn; raw values are file extensions.
package enum PictureFormat: String, Sendable, Hashable, CaseIterable {
    case png, svg, pdf
}
