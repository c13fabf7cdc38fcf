extension Schema {
    /// Whose page shows the coupons that are made out to them; most coupons are whoever's shows them.
    static let memberCoupons = """
        CREATE INDEX coupon_holder ON coupon (home, holder, batch, serial) WHERE holder IS NOT NULL;

        """
}
