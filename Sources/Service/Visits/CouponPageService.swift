package import Payload
import Promotion
import QRSymbol
package import Store
package import Vocabulary

/// Finds what the page of a coupon shows; looking changes no right.
package struct CouponPageService: Sendable {
    private let context: ServiceContext
    private let reader: CodeReader

    package init(_ context: ServiceContext) {
        self.context = context
        reader = CodeReader(context.keys)
    }

    /// Who looks at a coupon.
    package enum Viewer: Sendable, Hashable {
        /// Anybody who has the code; a signed one whose key has ended is none of ours any more.
        case holder
        /// Somebody whom the issuer trusts, who is shown the coupon whatever the signature is worth.
        case staff
    }

    /// Returns the page of a code, or `nil` for every text that is no code of a coupon of ours.
    ///
    /// - Parameters:
    ///   - text: The short code, or a signed token.
    ///   - viewer: Who looks.
    /// - Returns: The page.
    /// - Throws: `ServiceError.storage`.
    package func page(of text: String, for viewer: Viewer) async throws(ServiceError) -> CouponPage? {
        let reading = reader.read(text)
        let home = context.home(bucket: reading.bucket)
        let found = try await stored(await context.store.coupon(reading.key, home: home))
        let isBelieved = viewer == .staff || !reading.hasEnded(at: context.surroundings.now())
        guard let code = reading.code, let status = found, isBelieved else { return nil }
        return CouponPage(
            code: code, status: status, url: context.configuration.server.publicHost.couponURL(code),
            state: state(of: status), stores: stores(of: status.offer.offer))
    }

    private func state(of status: CouponStatus) -> CouponPage.State {
        let now = context.surroundings.now()
        let coupon = status.coupon
        if coupon.state == .revoked { return .revoked }
        if coupon.usesTaken >= coupon.usesAllowed { return .usedUp }
        let validity = status.offer.validity
        if !validity.firstDay.hasBegunSomewhere(at: now) { return .notYetValid }
        let lastDay = min(validity.lastDay, coupon.lastDay ?? validity.lastDay)
        if lastDay.hasEndedEverywhere(at: now) { return .expired }
        return status.offer.state == .paused ? .paused : .redeemable
    }

    private func stores(of offer: Offer) -> [StoreSettings] {
        context.configuration.stores.filter { offer.conditions.stores.includes($0.id) }
    }
}

/// What the page of a coupon shows.
package struct CouponPage: Sendable, Hashable {
    package let code: CouponCode
    package let status: CouponStatus
    /// What the symbol on the page holds: the same as the printed one of a short code.
    package let url: String
    package let state: State
    /// Where the coupon is good.
    package let stores: [StoreSettings]

    /// How the coupon stands; the till has the last word.
    ///
    /// Raw values are wire format.
    package enum State: String, Sendable, Hashable, Encodable {
        case redeemable, paused, expired, revoked
        case notYetValid = "not_yet_valid"
        case usedUp = "used_up"
    }

    /// The last day on which the coupon is good.
    package var lastDay: CalendarDate {
        min(status.offer.validity.lastDay, status.coupon.lastDay ?? status.offer.validity.lastDay)
    }

    package var usesLeft: UInt32 {
        status.coupon.usesAllowed - min(status.coupon.usesTaken, status.coupon.usesAllowed)
    }

    /// The symbol of the coupon's address.
    ///
    /// - Throws: `ServiceError.unreadablePicture` if the text does not fit a symbol.
    package func symbol() throws(ServiceError) -> SymbolPath { try SymbolPath(of: url) }
}

/// A symbol drawn as one path, one unit a module.
package struct SymbolPath: Sendable, Hashable {
    /// The side of the drawing with its quiet zone.
    package let side: Int
    /// The path's `d`: a rectangle for each run of dark modules.
    package let path: String

    /// Four modules of light around a symbol (ISO/IEC 18004, 6.3.8).
    package static let quietZone = 4

    /// Draws the symbol of an address, at error correction level M.
    ///
    /// - Throws: `ServiceError.unreadablePicture` if the text does not fit a symbol.
    package init(of address: String) throws(ServiceError) {
        do {
            self.init(try Symbol(encoding: address, level: .medium))
        } catch {
            throw .unreadablePicture("an address does not fit a symbol: \(error)")
        }
    }

    private init(_ symbol: Symbol) {
        side = symbol.size + 2 * Self.quietZone
        var path = ""
        for row in 0..<symbol.size {
            var column = 0
            while column < symbol.size {
                guard symbol.isDark(row: row, column: column) else {
                    column += 1
                    continue
                }
                let end = (column..<symbol.size).first { !symbol.isDark(row: row, column: $0) } ?? symbol.size
                path +=
                    "M\(column + Self.quietZone) \(row + Self.quietZone)h\(end - column)v1h-\(end - column)z"
                column = end
            }
        }
        self.path = path
    }
}
