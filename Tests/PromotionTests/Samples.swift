import Promotion
import Vocabulary

/// Facts and requests that are accepted as they are; each test changes what it is about.
enum Sample {
    static func money(_ minorUnits: Int64, _ code: String = "CNY") throws -> Money {
        guard let currency = Currency(parsing: code) else { throw SampleError.currency(code) }
        return Money(minorUnits: minorUnits, currency: currency)
    }

    static func date(_ text: String) throws -> CalendarDate {
        guard let date = CalendarDate(parsing: text) else { throw SampleError.date(text) }
        return date
    }

    static func moment(_ text: String) throws -> LocalMoment {
        let date = try date(text)
        let noon = Instant(millisecondsSince1970: (Int64(date.daysSince1970) * 86_400 + 43_200) * 1_000)
        return LocalMoment(instant: noon, date: date, secondOfDay: 43_200)
    }

    static func validity(_ first: String, _ last: String) throws -> Validity {
        guard let validity = Validity(firstDay: try date(first), lastDay: try date(last)) else {
            throw SampleError.date(last)
        }
        return validity
    }

    static func offer(
        benefit: Benefit? = nil, conditions: Conditions = Conditions(), limits: Limits = Limits(),
        combination: Offer.Combination = .withOthers
    ) throws -> Offer {
        Offer(
            id: try OfferID(parsing: "thank-you"), title: LocalizedText("Thank you"),
            benefit: try benefit ?? .amountOff(money(1_000)), conditions: conditions, limits: limits,
            combination: combination)
    }

    /// 2027-03-01 to 2027-03-31 on a Wednesday in the middle.
    static func facts(_ offer: Offer? = nil) throws -> Redemption.Facts {
        Redemption.Facts(
            offer: try offer ?? self.offer(), campaignState: .active,
            validity: try validity("2027-03-01", "2027-03-31"), coupon: Redemption.Coupon())
    }

    static func request(
        on day: String = "2027-03-10", store: String = "SH01", amount: Int64? = 8_000,
        currency: String = "CNY", member: String? = nil
    ) throws -> Redemption.Request {
        Redemption.Request(
            store: try StoreID(parsing: store), moment: try moment(day),
            amount: try amount.map { try money($0, currency) },
            member: try member.map { try MemberID(parsing: $0) })
    }

    enum SampleError: Error {
        case currency(String)
        case date(String)
    }
}
