package import Promotion
package import Vocabulary

/// What a till asks for, as it came from outside; `check()` says whether it may be used.
package struct RedemptionCall: Sendable, Hashable {
    /// 1 to `Redemption.maximumCouponCount` codes, redeemed together or not at all: each the short code in any
    /// spelling, the URL of a symbol, or a signed token.
    package var codes: [String]
    /// The purchase before the discount.
    package var amount: Money?
    /// What is bought; its sum stands for the amount where that is missing.
    package var items: [Item]
    /// The member whose card was shown.
    package var member: PresentedMember?
    package var cashier: String?
    /// The till's receipt number, which joins the redemptions of one purchase.
    package var purchase: String?

    package init(
        code: String, amount: Money? = nil, items: [Item] = [], member: PresentedMember? = nil,
        cashier: String? = nil, purchase: String? = nil
    ) {
        self.init(
            codes: [code], amount: amount, items: items, member: member, cashier: cashier, purchase: purchase)
    }

    package init(
        codes: [String], amount: Money? = nil, items: [Item] = [], member: PresentedMember? = nil,
        cashier: String? = nil, purchase: String? = nil
    ) {
        self.codes = codes
        self.amount = amount
        self.items = items
        self.member = member
        self.cashier = cashier
        self.purchase = purchase
    }

    /// One line of a purchase.
    package struct Item: Sendable, Hashable {
        package var sku: String
        package var quantity: Int
        package var unitPrice: Money

        package init(sku: String, quantity: Int, unitPrice: Money) {
            self.sku = sku
            self.quantity = quantity
            self.unitPrice = unitPrice
        }
    }

    /// 500 lines: longer than any till receipt, and small enough for a body of 64 kB.
    package static let maximumItemCount = 500
    /// 9,999 of one thing: tills have four digits for it.
    package static let maximumQuantity = 9_999
    /// 64 characters for names and numbers of a till: what identifiers have too.
    package static let maximumWordLength = 64
}

extension RedemptionCall {
    /// Checks every part and returns the purchase: the amount, or else the sum of the items.
    ///
    /// - Throws: `ServiceError.invalidInput` with each part that is wrong.
    package func checkedPurchase() throws(ServiceError) -> (amount: Money?, basket: Basket?) {
        var faults =
            InputChecks.word(cashier, at: "/cashier") + InputChecks.word(purchase, at: "/purchase")
        if !(1...Redemption.maximumCouponCount).contains(codes.count) {
            faults.append(
                InputFault(
                    pointer: "/codes",
                    detail: "1 to \(Redemption.maximumCouponCount) codes at once, not \(codes.count)."))
        }
        if let amount, amount.minorUnits < 0 {
            faults.append(InputFault(pointer: "/amount", detail: "An amount is never negative: \(amount)."))
        }
        faults += itemFaults
        guard faults.isEmpty else { throw .invalidInput(faults) }
        return (try agreed(), basket)
    }

    /// The items as the rules take them; their sum was checked.
    private var basket: Basket? {
        Basket(
            lines: items.map {
                Basket.Line(article: $0.sku, quantity: Int64($0.quantity), unitPrice: $0.unitPrice)
            })
    }

    /// The amount, which must be the items' sum if both are there.
    private func agreed() throws(ServiceError) -> Money? {
        guard let sum = try sumOfItems() else { return amount }
        guard let amount, amount != sum else { return sum }
        throw .invalidInput([
            InputFault(pointer: "/amount", detail: "The amount is \(amount), but the items come to \(sum).")
        ])
    }

    private func sumOfItems() throws(ServiceError) -> Money? {
        guard let first = items.first else { return nil }
        let currency = first.unitPrice.currency
        if let other = items.firstIndex(where: { $0.unitPrice.currency != currency }) {
            throw .invalidInput([
                InputFault(
                    pointer: "/items/\(other)/unit_price",
                    detail: "All items of a purchase are in \(currency).")
            ])
        }
        // 500 × 9,999 × the largest price stays below 2^63 only if every line is kept small.
        var sum: Int64 = 0
        for (index, item) in items.enumerated() {
            let (line, overflow) = item.unitPrice.minorUnits.multipliedReportingOverflow(
                by: Int64(item.quantity))
            guard !overflow, line <= Money.maximumMinorUnits, sum + line <= Money.maximumMinorUnits else {
                throw .invalidInput([
                    InputFault(
                        pointer: "/items/\(index)", detail: "The purchase is larger than any till takes.")
                ])
            }
            sum += line
        }
        return Money(minorUnits: sum, currency: currency)
    }

    private var itemFaults: [InputFault] {
        guard items.count <= Self.maximumItemCount else {
            return [
                InputFault(
                    pointer: "/items", detail: "At most \(Self.maximumItemCount) items, not \(items.count).")
            ]
        }
        return items.enumerated().flatMap { index, item in
            var faults = InputChecks.word(item.sku, at: "/items/\(index)/sku")
            if !(1...Self.maximumQuantity).contains(item.quantity) {
                faults.append(
                    InputFault(
                        pointer: "/items/\(index)/quantity",
                        detail: "1 to \(Self.maximumQuantity) of a thing, not \(item.quantity)."))
            }
            if item.unitPrice.minorUnits < 0 {
                faults.append(
                    InputFault(pointer: "/items/\(index)/unit_price", detail: "A price is never negative."))
            }
            return faults
        }
    }
}
