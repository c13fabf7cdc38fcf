extension Schema {
    /// Month and day of members' birthdays, such as 229; the year is sealed.
    static let birthdays = """
        ALTER TABLE member ADD COLUMN birth_day bigint CHECK (birth_day BETWEEN 101 AND 1231);
        CREATE INDEX member_birth_day ON member (home, birth_day, id) WHERE birth_day IS NOT NULL;

        """
}
