import Artwork
import Promotion
import QRSymbol
import Store
import Vocabulary

/// The coupons of a print and the words beside them.
struct PrintJob: Sendable {
    let batch: BatchID
    let maker: CouponMaker
    let count: Int
    let title: String
    let note: String
    /// When the batch was made, to the second: what its prints are dated, so that any day gives the same bytes.
    let createdAt: String

    /// Looks a batch up.
    ///
    /// - Throws: `ServiceError.notFound`, or `.invalidInput` for a batch without issued coupons.
    init(_ id: BatchID, _ context: ServiceContext) async throws(ServiceError) {
        let record = try await BatchService(context).show(id)
        guard record.issued > 0 else {
            throw .invalidInput([InputFault(pointer: "/batch", detail: "batch \(id) has no issued coupon")])
        }
        guard let offer = try await stored(await context.store.offer(record.offer)) else {
            throw .notFound(kind: "offer", name: record.offer.text)
        }
        let lastDay = record.lastDay ?? offer.validity.lastDay
        let language = context.configuration.issuer.language
        batch = id
        maker = try CouponMaker(batch: record, context: context)
        count = Int(record.issued)
        createdAt =
            Instant(
                millisecondsSince1970: record.createdAt.millisecondsSince1970 / 1_000 * 1_000
            ).rfc3339
        title = offer.offer.title.text(in: language)
        note = language.hasPrefix("zh") ? "有效期至 \(lastDay)" : "valid until \(lastDay)"
    }

    /// Returns the coupons of a part of the print, whose places are counted from 0.
    func coupons(_ places: Range<Int>) throws(ServiceError) -> [IssuedCoupon] {
        var coupons: [IssuedCoupon] = []
        coupons.reserveCapacity(places.count)
        for place in places { coupons.append(try maker.coupon(serial: UInt32(place + 1))) }
        return coupons
    }

    /// The symbols and the style of all its codes, which share version, level and logo; the first answers for all.
    ///
    /// - Parameters:
    ///   - style: The brand's.
    ///   - level: What was asked for; `nil` takes the least that carries the logo.
    /// - Returns: The style, its logo perhaps smaller or in its planned place, and how symbols are made.
    /// - Throws: `ServiceError.invalidInput` if no level carries the logo, or no size of it reads.
    func settled(
        _ style: SymbolStyle, level: CorrectionLevel?
    ) throws(ServiceError) -> (style: SymbolStyle, symbols: BatchSymbols) {
        let first = try maker.coupon(serial: 1)
        guard case .percent(let percent)? = style.logo?.size else {
            let symbol = try SymbolPrinting.symbol(text: first.url, level: level, style: style)
            let style = try SymbolPrinting.readable(style, in: symbol)
            return (style, BatchSymbols(level: symbol.level, plan: nil))
        }
        let plan = try SymbolPrinting.batchPlan(
            for: first.longestText, percent: percent, level: level ?? .low, style: style)
        let planned = style.planned(plan.area)
        let symbols = BatchSymbols(level: plan.area.level, plan: plan)
        var symbolMaker = BatchSymbols.Maker(symbols)
        let text = Array(first.url.utf8)
        let symbol = Symbol(try symbolMaker.matrix(text), payload: text)
        try SymbolPrinting.checkReading(of: symbol, style: planned)
        return (planned, symbols)
    }
}

extension IssuedCoupon {
    /// A text as long as that of any coupon of its batch, in the segments that take the most room: digits, which take
    /// less than letters, may stand anywhere in a code.
    fileprivate var longestText: [UInt8] {
        guard url.hasSuffix(text) else { return Array(url.utf8) }
        let letters = text.map { $0.isASCII && $0.isNumber ? "A" : $0 }
        return Array((url.dropLast(text.count) + letters).utf8)
    }
}
