import Artwork

/// How the symbols of a batch are made and drawn.
struct BatchLook: Sendable, Hashable {
    let style: SymbolStyle
    let symbols: BatchSymbols
}

/// One code of a batch as its print has it, in a file of its own that can be certified.
struct MemberPicture: Sendable {
    /// Where the print has it: a file's name, or the page and the label, never the code.
    var place: String
    /// A PNG, SVG or PDF file.
    var bytes: [UInt8]
}

/// A print whose codes can be certified as it draws them.
protocol CertifiableForm: PrintForm {
    var look: BatchLook { get }
    /// The printer's resolution that is simulated.
    var dotsPerInch: Int { get }

    /// Draws one code.
    ///
    /// - Parameters:
    ///   - coupon: The code.
    ///   - place: In the print, from 0.
    /// - Returns: The file, in which there is no other code.
    /// - Throws: `ServiceError` naming what does not fit.
    func picture(of coupon: IssuedCoupon, at place: Int) throws(ServiceError) -> MemberPicture
}

extension PictureDrawing {
    fileprivate var look: BatchLook { BatchLook(style: order.style, symbols: symbols) }

    fileprivate func picture(of coupon: IssuedCoupon) throws(ServiceError) -> MemberPicture {
        var hand = Hand(self)
        return MemberPicture(place: name(of: coupon), bytes: try hand.draw(coupon, isRead: false))
    }
}

extension FolderForm: CertifiableForm {
    var look: BatchLook { drawing.look }
    var dotsPerInch: Int { drawing.order.dotsPerInch }

    func picture(of coupon: IssuedCoupon, at place: Int) throws(ServiceError) -> MemberPicture {
        try drawing.picture(of: coupon)
    }
}

extension ArchiveForm: CertifiableForm {
    var look: BatchLook { drawing.look }
    var dotsPerInch: Int { drawing.order.dotsPerInch }

    func picture(of coupon: IssuedCoupon, at place: Int) throws(ServiceError) -> MemberPicture {
        try drawing.picture(of: coupon)
    }
}

extension SheetForm: CertifiableForm {
    var look: BatchLook { BatchLook(style: style, symbols: symbols) }
    var dotsPerInch: Int { plan.options.dotsPerInch ?? CertificateOrder.standardDotsPerInch }

    func picture(of coupon: IssuedCoupon, at place: Int) throws(ServiceError) -> MemberPicture {
        let (page, label) = (place / plan.sheet.labelsPerPage + 1, place % plan.sheet.labelsPerPage + 1)
        return MemberPicture(place: "page \(page), label \(label)", bytes: try alone(coupon))
    }
}
