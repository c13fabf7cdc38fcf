extension Schema {
    /// The lock under which one transaction at a time adds or reviews referrals: a circle takes two that do not see each other.
    static let referralLock = migrationLock + 5

    /// Who brought in whom; a member is brought in once.
    static let referrals = """
        CREATE TABLE referral (
            home bigint NOT NULL,
            friend text COLLATE "C" NOT NULL,
            referrer text COLLATE "C" NOT NULL CHECK (referrer <> friend),
            state text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'due', 'rewarded', 'capped', 'void')),
            at bigint NOT NULL,
            state_at bigint NOT NULL,
            reward_offer text COLLATE "C" NOT NULL,
            friend_offer text COLLATE "C",
            PRIMARY KEY (home, friend)
        );
        CREATE INDEX referral_referrer ON referral (home, referrer, state);
        CREATE INDEX referral_waiting ON referral (home, friend) WHERE state = 'waiting';

        """
}
