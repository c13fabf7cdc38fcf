extension Schema {
    /// How a challenge is answered: by a code that was sent, or by a sign-in elsewhere.
    static let signIns = """
        ALTER TABLE challenge ADD COLUMN kind TEXT NOT NULL DEFAULT 'code';

        """
}
