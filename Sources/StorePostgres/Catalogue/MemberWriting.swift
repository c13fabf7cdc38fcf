import Store
import Vocabulary

/// The statements that write members, with what they allow and who wrote them.
struct MemberWriting: Sendable {
    /// Each member once.
    let members: [MemberRecord]
    let consents: [ConsentRecord]
    let audit: AuditRecord
    let home: Home
    /// Whether none of the members may be there: then there is nothing to replace and nothing to free.
    var areNew = false

    /// All of them, in the order in which they must run.
    ///
    /// Identities are freed first and taken last: two members may exchange one in one write.
    var statements: [Statement] {
        var statements: [Statement] = []
        if !members.isEmpty {
            statements += areNew ? [putting, identities] : [putting, freeing, identities]
        }
        if !consents.isEmpty { statements.append(consenting) }
        return statements + [PostgresStore.insertion(of: audit)]
    }

    private var putting: Statement {
        Statement(
            """
            INSERT INTO member (home, \(MemberTable.columns), identity_kinds)
            SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::bytea[], $14::bigint[], $15::text[], $16::text[], $17::bigint[],
                $18::bigint[])
            \(areNew ? "" : MemberTable.replacing)
            """,
            [
                .home(home), .texts(members.map(\.id.text)),
                .integers(members.map { Int64($0.joinedOn.daysSince1970) }),
                .integers(members.map(\.joinedAt.millisecondsSince1970)),
                .texts(members.map { $0.homeStore?.text }), .texts(members.map(\.tier)),
                .texts(members.map(\.gender)), .texts(members.map(\.language)),
                .texts(members.map(\.marketingConsent)), .texts(members.map(\.source)),
                .texts(members.map { $0.placement?.text }), .texts(members.map(\.cell)),
                .byteStrings(members.map(\.sealedProfile)),
                .integers(members.map(\.updatedAt.millisecondsSince1970)),
                .texts(members.map(\.stateWord)), .texts(members.map { $0.mergedInto?.text }),
                .integers(members.map { $0.birthDay.map(Int64.init) }),
                .integers(members.map(\.identityKinds)),
            ])
    }

    private var freeing: Statement {
        Statement(
            "DELETE FROM identity WHERE home = $1 AND member = ANY($2)",
            [.home(home), .texts(members.map(\.id.text))])
    }

    private var identities: Statement {
        // In the order of their digests: two imports then wait for each other and never both.
        let all = members.flatMap { member in member.identities.map { (member.id.text, $0) } }
            .sorted { $0.1.digest.lexicographicallyPrecedes($1.1.digest) }
        return Statement(
            """
            INSERT INTO identity (home, member, kind, digest, sealed)
            SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bytea[], $5::bytea[])
            """,
            [
                .home(home), .texts(all.map(\.0)), .texts(all.map(\.1.kind)),
                .byteStrings(all.map(\.1.digest)), .byteStrings(all.map(\.1.sealed)),
            ])
    }

    private var consenting: Statement {
        Statement(
            """
            INSERT INTO consent (home, member, purpose, state, source, at, wording, placement)
            SELECT $1, member, purpose, state, source, at, wording, placement
            FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[])
                WITH ORDINALITY AS new (member, purpose, state, source, at, wording, placement, place)
            ORDER BY place
            """,
            [
                .home(home), .texts(consents.map(\.member.text)), .texts(consents.map(\.purpose)),
                .texts(consents.map(\.state)), .texts(consents.map(\.source)),
                .integers(consents.map(\.at.millisecondsSince1970)), .texts(consents.map(\.wording)),
                .texts(consents.map { $0.placement?.text }),
            ])
    }
}
