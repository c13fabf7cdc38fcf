extension Schema {
    /// Who brought in whom; a member is brought in once.
    static let referrals = """
        CREATE TABLE referral (
            home INTEGER NOT NULL,
            friend TEXT NOT NULL,
            referrer TEXT NOT NULL CHECK (referrer <> friend),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'due', 'rewarded', 'capped', 'void')),
            at INTEGER NOT NULL,
            state_at INTEGER NOT NULL,
            reward_offer TEXT NOT NULL,
            friend_offer TEXT,
            PRIMARY KEY (home, friend)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX referral_referrer ON referral (home, referrer, state);
        CREATE INDEX referral_waiting ON referral (home, friend) WHERE state = 'waiting';

        """
}
