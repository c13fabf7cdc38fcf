import Membership
import Promotion
import Store
package import Vocabulary

/// Everything that is kept of a member.
package struct MemberDataDocument: Sendable, Hashable, Encodable {
    package let issuer: String
    /// RFC 3339, UTC, as all times here.
    package let writtenAt: String
    /// The member first, then those who became part of them.
    package let records: [Record]
    /// What was allowed and withdrawn, oldest first.
    package let consents: [ConsentDocument]
    /// Newest first.
    package let redemptions: [LedgerDocument]
    /// What is left of points, stamps and stored value.
    package let balances: [Lot]
    package let referrals: [Referral]
    /// Coupons that are made out to them, the latest first.
    package let coupons: [MemberCouponDocument]
    /// Identities that somebody said are theirs and that another member has or claims too.
    package let claims: [Claim]
    /// Coupons that were given for a reason, newest first.
    package let rewards: [Reward]
    /// Who looked at the member or changed something: the newest 1,000 entries.
    package let handling: [Handling]

    /// What the list has of them.
    package struct Record: Sendable, Hashable, Encodable {
        package let member: MemberID
        package let state: String
        package let name: String
        package let note: String
        /// By kind, in the clear.
        package let identities: [String: String]
        package let cardCode: String
        package let gender: String?
        /// `1990-05-17`, or `--02-29` without the year.
        package let birthday: String?
        package let language: String?
        package let homeStore: StoreID?
        /// The coarse cell where they said they are.
        package let cell: String?
        package let tier: String
        package let joinedAt: String
        package let source: String
        package let placement: PlacementID?
        package let updatedAt: String
    }

    /// Points, stamps or stored value of one entry.
    package struct Lot: Sendable, Hashable, Encodable {
        package let unit: String
        package let remaining: Int64
        package let lastDay: String?

        init(_ lot: UnitLot) {
            (unit, remaining, lastDay) = (lot.unit.text, lot.remaining, lot.lastDay?.description)
        }
    }

    /// An identity that was said to be theirs.
    package struct Claim: Sendable, Hashable, Encodable {
        package let kind: String
        /// With its middle hidden, since it may be another member's; empty once it was decided.
        package let masked: String
        package let source: String
        package let at: String
        package let answeredAt: String?
    }

    /// Whom they brought in, or who brought them in.
    package struct Referral: Sendable, Hashable, Encodable {
        package let friend: MemberID
        package let referrer: MemberID
        package let state: String
        package let at: String

        init(_ record: ReferralRecord) {
            (friend, referrer, state) = (record.friend, record.referrer, record.state.rawValue)
            at = record.at.rfc3339
        }
    }

    /// A coupon that was given for a reason.
    package struct Reward: Sendable, Hashable, Encodable {
        /// Such as `birthday.cake:2026`.
        package let reason: String
        package let offer: OfferID
        package let at: String

        init(_ grant: GrantRecord) {
            (reason, offer, at) = (grant.reason.description, grant.offer, grant.at.rfc3339)
        }
    }

    /// An entry of the audit log; who did it is named by role, since staff have data of their own.
    package struct Handling: Sendable, Hashable, Encodable {
        package let at: String
        package let action: String
        package let role: String

        init(_ record: AuditRecord) {
            (at, action, role) = (record.at.rfc3339, record.action, record.role.rawValue)
        }
    }
}
