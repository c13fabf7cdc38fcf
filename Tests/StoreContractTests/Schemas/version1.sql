-- A database of schema version 1: two redemptions in SH01, one in SH02, a void, a partial return and three refusals.
-- Written by the version of 2026-11; never to be changed.
PRAGMA application_id = 1413829459;
PRAGMA user_version = 1;
CREATE TABLE answer (
    home INTEGER NOT NULL,
    terminal TEXT NOT NULL,
    key TEXT NOT NULL,
    request_digest BLOB NOT NULL CHECK (length(request_digest) = 32),
    at INTEGER NOT NULL,
    accepted_redemption TEXT,
    record TEXT NOT NULL,
    PRIMARY KEY (home, terminal, key)
) STRICT;
INSERT INTO "answer" VALUES(2048,'cli-SH01','k1',X'884ED614CBD3DC2B72AC9E0A0CC7075E7F12631466AA1FBDF3EDDD7A5A587A04',1795735985996,'r06H1MD4Z9K0QR1R3QMCGYVRRV','{"redemption":{"_0":{"campaign":"packaging","coupon":{"batch":"spring","key":{"rawValue":9862951876544158609},"serial":1},"ledgerHash":[41,191,91,218,145,189,50,92,220,59,149,70,251,119,151,241,184,52,86,100,75,31,95,194,138,162,97,140,57,184,174,11],"offer":{"benefit":{"amountOff":{"_0":{"amount":"10.00","currency":"CNY"}}},"combination":"with_others","conditions":{"holder":"bearer","minimumSpend":{"amount":"50.00","currency":"CNY"},"stores":{"every":{}},"weekdays":["mon","tue","wed","thu","fri","sat","sun"]},"id":"thank-you","limits":{"usesPerCoupon":1},"title":{"fallback":"10 yuan off 50","translations":{"en":"10 yuan off 50","zh-Hans":"满50减10"}}},"outcome":{"accepted":{"_0":{"discount":{"amount":"10.00","currency":"CNY"},"use":1,"usesLeft":0}}},"redemption":"r06H1MD4Z9K0QR1R3QMCGYVRRV","request":{"amount":{"amount":"80.00","currency":"CNY"},"moment":{"date":"2026-11-27","instant":1795735985996,"secondOfDay":27185},"store":"SH01"},"terminal":"cli-SH01"}}}');
INSERT INTO "answer" VALUES(2048,'cli-SH01','k2',X'7EB67832948F2071E3FE72C124B26F5C47AFBA9711EF38A5F317CF0C5591D38F',1795735986216,'r06H1MD5050HBPVMXAVSTYHS0N','{"redemption":{"_0":{"campaign":"packaging","coupon":{"batch":"spring","key":{"rawValue":4297135825779474456},"serial":2},"ledgerHash":[48,39,37,86,138,121,135,72,108,11,51,171,225,203,47,40,231,120,7,143,119,54,220,33,154,227,156,45,96,149,140,10],"offer":{"benefit":{"amountOff":{"_0":{"amount":"10.00","currency":"CNY"}}},"combination":"with_others","conditions":{"holder":"bearer","minimumSpend":{"amount":"50.00","currency":"CNY"},"stores":{"every":{}},"weekdays":["mon","tue","wed","thu","fri","sat","sun"]},"id":"thank-you","limits":{"usesPerCoupon":1},"title":{"fallback":"10 yuan off 50","translations":{"en":"10 yuan off 50","zh-Hans":"满50减10"}}},"outcome":{"accepted":{"_0":{"discount":{"amount":"10.00","currency":"CNY"},"use":1,"usesLeft":0}}},"redemption":"r06H1MD5050HBPVMXAVSTYHS0N","request":{"amount":{"amount":"100.00","currency":"CNY"},"moment":{"date":"2026-11-27","instant":1795735986216,"secondOfDay":27186},"store":"SH01"},"terminal":"cli-SH01"}}}');
INSERT INTO "answer" VALUES(2048,'cli-SH01','k3',X'884ED614CBD3DC2B72AC9E0A0CC7075E7F12631466AA1FBDF3EDDD7A5A587A04',1795735986407,NULL,'{"redemption":{"_0":{"campaign":"packaging","coupon":{"batch":"spring","key":{"rawValue":9862951876544158609},"serial":1},"offer":{"benefit":{"amountOff":{"_0":{"amount":"10.00","currency":"CNY"}}},"combination":"with_others","conditions":{"holder":"bearer","minimumSpend":{"amount":"50.00","currency":"CNY"},"stores":{"every":{}},"weekdays":["mon","tue","wed","thu","fri","sat","sun"]},"id":"thank-you","limits":{"usesPerCoupon":1},"title":{"fallback":"10 yuan off 50","translations":{"en":"10 yuan off 50","zh-Hans":"满50减10"}}},"outcome":{"refused":{"_0":{"alreadyRedeemed":{"earlier":[{"at":{"date":"2026-11-27","instant":1795735985996,"secondOfDay":27185},"store":"SH01"}]}}}},"redemption":"r06H1MD50WZNQSRPH283S8GF8D","request":{"amount":{"amount":"80.00","currency":"CNY"},"moment":{"date":"2026-11-27","instant":1795735986407,"secondOfDay":27186},"store":"SH01"},"terminal":"cli-SH01"}}}');
INSERT INTO "answer" VALUES(2048,'cli-SH01','k4',X'15CF54FDB3E87B633BC875195A295CDD0702C9B3895F55C7B8038BD1CC114E4C',1795735986523,NULL,'{"redemption":{"_0":{"campaign":"packaging","coupon":{"batch":"spring","key":{"rawValue":14266261929314041067},"serial":3},"offer":{"benefit":{"amountOff":{"_0":{"amount":"10.00","currency":"CNY"}}},"combination":"with_others","conditions":{"holder":"bearer","minimumSpend":{"amount":"50.00","currency":"CNY"},"stores":{"every":{}},"weekdays":["mon","tue","wed","thu","fri","sat","sun"]},"id":"thank-you","limits":{"usesPerCoupon":1},"title":{"fallback":"10 yuan off 50","translations":{"en":"10 yuan off 50","zh-Hans":"满50减10"}}},"outcome":{"refused":{"_0":{"belowMinimumSpend":{"given":{"amount":"20.00","currency":"CNY"},"minimum":{"amount":"50.00","currency":"CNY"}}}}},"redemption":"r06H1MD51BEHJ5K0QY9Y23VC5Q","request":{"amount":{"amount":"20.00","currency":"CNY"},"moment":{"date":"2026-11-27","instant":1795735986523,"secondOfDay":27186},"store":"SH01"},"terminal":"cli-SH01"}}}');
INSERT INTO "answer" VALUES(2048,'cli-SH01','k5',X'F5DB9770B99C6564861342BE70E7A3B223AF6B4814AB4DE4329CB3735CE31404',1795735986628,NULL,'{"redemption":{"_0":{"outcome":{"refused":{"_0":{"unknownCode":{}}}},"redemption":"r06H1MD51RGF5B6QDPAN4DQDXJ","request":{"moment":{"date":"2026-11-27","instant":1795735986628,"secondOfDay":27186},"store":"SH01"},"terminal":"cli-SH01"}}}');
INSERT INTO "answer" VALUES(2048,'cli-SH02','k6',X'98A63DE9A349B100922FA38BD75CA3F9CAF548EA7BDE1B0E8E0A6C5E95483689',1795735986734,'r06H1MD525THWN959CD64GJG58','{"redemption":{"_0":{"campaign":"packaging","coupon":{"batch":"spring","key":{"rawValue":16301865443360952264},"serial":4},"ledgerHash":[230,186,85,236,246,49,132,208,143,207,161,233,221,207,171,48,139,236,33,178,94,249,203,240,68,173,211,8,226,125,66,235],"offer":{"benefit":{"amountOff":{"_0":{"amount":"10.00","currency":"CNY"}}},"combination":"with_others","conditions":{"holder":"bearer","minimumSpend":{"amount":"50.00","currency":"CNY"},"stores":{"every":{}},"weekdays":["mon","tue","wed","thu","fri","sat","sun"]},"id":"thank-you","limits":{"usesPerCoupon":1},"title":{"fallback":"10 yuan off 50","translations":{"en":"10 yuan off 50","zh-Hans":"满50减10"}}},"outcome":{"accepted":{"_0":{"discount":{"amount":"10.00","currency":"CNY"},"use":1,"usesLeft":0}}},"redemption":"r06H1MD525THWN959CD64GJG58","request":{"amount":{"amount":"66.00","currency":"CNY"},"moment":{"date":"2026-11-27","instant":1795735986734,"secondOfDay":27186},"store":"SH02"},"terminal":"cli-SH02"}}}');
INSERT INTO "answer" VALUES(2048,'cli-SH01','v1',X'D30EC209769C029E340184C1D19EC8D5814944400405F28A5B14D0FCCA6CB1A2',1795735986938,'r06H1MD4Z9K0QR1R3QMCGYVRRV','{"reversal":{"_0":{"ledgerHash":[158,192,236,150,142,29,155,86,215,219,250,179,242,232,166,45,230,136,122,197,234,217,3,101,1,181,7,125,144,228,103,97],"outcome":{"accepted":{"_0":{"discount":{"amount":"10.00","currency":"CNY"},"isUseRestored":true,"returned":{"amount":"80.00","currency":"CNY"}}}},"redemption":"r06H1MD4Z9K0QR1R3QMCGYVRRV","request":{"kind":"void","moment":{"date":"2026-11-27","instant":1795735986938,"secondOfDay":27186}},"reversal":"v06H1MD52ZAVN7WXVEN1P54GA0"}}}');
INSERT INTO "answer" VALUES(2048,'cli-SH01','v2',X'35EF6C640BC2984D113277B65BB651C914EAA5CC65074B6ECC3A3197667BC3DD',1795735987035,'r06H1MD5050HBPVMXAVSTYHS0N','{"reversal":{"_0":{"ledgerHash":[122,201,244,18,8,79,197,179,202,122,88,144,123,8,31,247,171,110,148,50,197,87,166,223,110,44,187,222,196,240,161,249],"outcome":{"accepted":{"_0":{"discount":{"amount":"4.00","currency":"CNY"},"isUseRestored":false,"returned":{"amount":"40.00","currency":"CNY"}}}},"redemption":"r06H1MD5050HBPVMXAVSTYHS0N","request":{"amount":{"amount":"40.00","currency":"CNY"},"kind":"return","moment":{"date":"2026-11-27","instant":1795735987035,"secondOfDay":27187}},"reversal":"v06H1MD53BCA6DYH5VXTQZ66ZE"}}}');
INSERT INTO "answer" VALUES(2048,'cli-SH01','v3',X'03213D0A35C2A7E792F2E7DBDD6CCD08EFB7E8F16F938EE4F0EC4C4C75B1E306',1795735987135,NULL,'{"reversal":{"_0":{"outcome":{"refused":{"_0":{"alreadyReversed":{}}}},"redemption":"r06H1MD4Z9K0QR1R3QMCGYVRRV","request":{"kind":"void","moment":{"date":"2026-11-27","instant":1795735987135,"secondOfDay":27187}},"reversal":"v06H1MD53QZ6J9X9431Y2HVN9S"}}}');
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
CREATE TABLE batch (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 16777215),
    campaign TEXT NOT NULL REFERENCES campaign (id),
    offer TEXT NOT NULL REFERENCES offer (id),
    placement TEXT REFERENCES placement (id),
    profile TEXT NOT NULL CHECK (profile IN ('short', 'signed')),
    count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 16000000),
    issued INTEGER NOT NULL CHECK (issued BETWEEN 0 AND count),
    uses_per_coupon INTEGER NOT NULL CHECK (uses_per_coupon BETWEEN 1 AND 255),
    last_day INTEGER,
    state TEXT NOT NULL CHECK (state IN ('issued', 'revoked')),
    revoked_at INTEGER,
    sealed_secret BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
INSERT INTO "batch" VALUES('spring',1,'packaging','thank-you',NULL,'short',12,12,1,NULL,'issued',NULL,X'020B44181DD8A37F815909B153A3B7F43BD66BD152D6F24C4A262180A6C74C7C4AAFD5DF07EBE303681240887A8AB16595C3922E414253405AEB2053',1795735985698);
CREATE TABLE campaign (
    id TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('active', 'paused')),
    state_at INTEGER NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    applied_at INTEGER NOT NULL,
    document TEXT NOT NULL
) STRICT;
INSERT INTO "campaign" VALUES('packaging','active',1795735985610,1,1795735985610,'{"id":"packaging","offers":[{"benefit":{"amountOff":{"_0":{"amount":"10.00","currency":"CNY"}}},"combination":"with_others","conditions":{"holder":"bearer","minimumSpend":{"amount":"50.00","currency":"CNY"},"stores":{"every":{}},"weekdays":["mon","tue","wed","thu","fri","sat","sun"]},"id":"thank-you","limits":{"usesPerCoupon":1},"title":{"fallback":"10 yuan off 50","translations":{"en":"10 yuan off 50","zh-Hans":"满50减10"}}}],"title":{"fallback":"Thank you in every tin","translations":{"en":"Thank you in every tin","zh-Hans":"龙井罐装礼"}},"validity":{"firstDay":"2025-01-01","lastDay":"2027-12-31"}}');
CREATE TABLE consent (
    number INTEGER PRIMARY KEY,
    home INTEGER NOT NULL,
    member TEXT NOT NULL,
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    source TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE TABLE coupon (
    home INTEGER NOT NULL,
    key INTEGER NOT NULL,
    batch INTEGER NOT NULL REFERENCES batch (number),
    serial INTEGER NOT NULL CHECK (serial >= 1),
    uses_taken INTEGER NOT NULL DEFAULT 0 CHECK (uses_taken BETWEEN 0 AND uses_allowed),
    uses_allowed INTEGER NOT NULL,
    holder TEXT,
    PRIMARY KEY (home, key)
) STRICT, WITHOUT ROWID;
INSERT INTO "coupon" VALUES(2048,-8999555045170236958,1,7,0,1,NULL);
INSERT INTO "coupon" VALUES(2048,-8583792197165393007,1,1,0,1,NULL);
INSERT INTO "coupon" VALUES(2048,-7614811847974544559,1,11,0,1,NULL);
INSERT INTO "coupon" VALUES(2048,-6991136502687297111,1,12,0,1,NULL);
INSERT INTO "coupon" VALUES(2048,-6567135196009715078,1,9,0,1,NULL);
INSERT INTO "coupon" VALUES(2048,-4180482144395510549,1,3,0,1,NULL);
INSERT INTO "coupon" VALUES(2048,-2636393395495980490,1,10,0,1,NULL);
INSERT INTO "coupon" VALUES(2048,-2144878630348599352,1,4,1,1,NULL);
INSERT INTO "coupon" VALUES(2048,-1623514720936050342,1,5,0,1,NULL);
INSERT INTO "coupon" VALUES(2048,1341727378799565781,1,8,0,1,NULL);
INSERT INTO "coupon" VALUES(2048,2974488754240659769,1,6,0,1,NULL);
INSERT INTO "coupon" VALUES(2048,4297135825779474456,1,2,1,1,NULL);
CREATE TABLE heartbeat (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    beats INTEGER NOT NULL
) STRICT;
INSERT INTO "heartbeat" VALUES(1,1);
CREATE TABLE identity (
    home INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    member TEXT NOT NULL,
    kind TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (home, digest),
    UNIQUE (home, member, kind),
    FOREIGN KEY (home, member) REFERENCES member (home, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE ledger (
    writer TEXT NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    kind TEXT NOT NULL CHECK (kind IN ('redemption', 'void', 'return')),
    home INTEGER NOT NULL,
    redemption TEXT NOT NULL,
    reversal TEXT,
    coupon INTEGER NOT NULL,
    batch TEXT NOT NULL,
    serial INTEGER NOT NULL,
    campaign TEXT NOT NULL,
    offer TEXT NOT NULL,
    combination TEXT NOT NULL,
    placement TEXT,
    store TEXT NOT NULL,
    terminal TEXT NOT NULL,
    cashier TEXT,
    member TEXT,
    key TEXT NOT NULL,
    use INTEGER NOT NULL CHECK (use >= 1),
    purchase TEXT,
    amount INTEGER CHECK (amount >= 0),
    amount_currency TEXT,
    discount INTEGER NOT NULL CHECK (discount >= 0),
    discount_currency TEXT NOT NULL,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    second_of_day INTEGER NOT NULL CHECK (second_of_day BETWEEN 0 AND 86399),
    reason TEXT,
    restores_use INTEGER NOT NULL CHECK (restores_use IN (0, 1)),
    PRIMARY KEY (writer, sequence),
    FOREIGN KEY (home, coupon) REFERENCES coupon (home, key),
    CHECK ((kind = 'redemption') = (reversal IS NULL)),
    CHECK (kind <> 'redemption' OR restores_use = 0),
    CHECK ((amount IS NULL) = (amount_currency IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO "ledger" VALUES('main',1,X'0000000000000000000000000000000000000000000000000000000000000000',X'29BF5BDA91BD325CDC3B9546FB7797F1B83456644B1F5FC28AA2618C39B8AE0B','redemption',2048,'r06H1MD4Z9K0QR1R3QMCGYVRRV',NULL,-8583792197165393007,'spring',1,'packaging','thank-you','with_others',NULL,'SH01','cli-SH01',NULL,NULL,'k1',1,NULL,8000,'CNY',1000,'CNY',1795735985996,20784,27185,NULL,0);
INSERT INTO "ledger" VALUES('main',2,X'29BF5BDA91BD325CDC3B9546FB7797F1B83456644B1F5FC28AA2618C39B8AE0B',X'302725568A7987486C0B33ABE1CB2F28E778078F7736DC219AE39C2D60958C0A','redemption',2048,'r06H1MD5050HBPVMXAVSTYHS0N',NULL,4297135825779474456,'spring',2,'packaging','thank-you','with_others',NULL,'SH01','cli-SH01',NULL,NULL,'k2',1,NULL,10000,'CNY',1000,'CNY',1795735986216,20784,27186,NULL,0);
INSERT INTO "ledger" VALUES('main',3,X'302725568A7987486C0B33ABE1CB2F28E778078F7736DC219AE39C2D60958C0A',X'E6BA55ECF63184D08FCFA1E9DDCFAB308BEC21B25EF9CBF044ADD308E27D42EB','redemption',2048,'r06H1MD525THWN959CD64GJG58',NULL,-2144878630348599352,'spring',4,'packaging','thank-you','with_others',NULL,'SH02','cli-SH02',NULL,NULL,'k6',1,NULL,6600,'CNY',1000,'CNY',1795735986734,20784,27186,NULL,0);
INSERT INTO "ledger" VALUES('main',4,X'E6BA55ECF63184D08FCFA1E9DDCFAB308BEC21B25EF9CBF044ADD308E27D42EB',X'9EC0EC968E1D9B56D7DBFAB3F2E8A62DE6887AC5EAD9036501B5077D90E46761','void',2048,'r06H1MD4Z9K0QR1R3QMCGYVRRV','v06H1MD52ZAVN7WXVEN1P54GA0',-8583792197165393007,'spring',1,'packaging','thank-you','with_others',NULL,'SH01','cli-SH01',NULL,NULL,'v1',1,NULL,8000,'CNY',1000,'CNY',1795735986938,20784,27186,'mistake',1);
INSERT INTO "ledger" VALUES('main',5,X'9EC0EC968E1D9B56D7DBFAB3F2E8A62DE6887AC5EAD9036501B5077D90E46761',X'7AC9F412084FC5B3CA7A58907B081FF7AB6E9432C557A6DF6E2CBBDEC4F0A1F9','return',2048,'r06H1MD5050HBPVMXAVSTYHS0N','v06H1MD53BCA6DYH5VXTQZ66ZE',4297135825779474456,'spring',2,'packaging','thank-you','with_others',NULL,'SH01','cli-SH01',NULL,NULL,'v2',1,NULL,4000,'CNY',400,'CNY',1795735987035,20784,27187,'broken',0);
CREATE TABLE member (
    home INTEGER NOT NULL,
    id TEXT NOT NULL,
    joined_on INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    home_store TEXT,
    tier TEXT NOT NULL,
    gender TEXT,
    language TEXT NOT NULL,
    marketing_consent TEXT NOT NULL,
    source TEXT NOT NULL,
    placement TEXT,
    cell TEXT,
    sealed_profile BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE member_use (
    home INTEGER NOT NULL,
    offer TEXT NOT NULL,
    member TEXT NOT NULL,
    uses INTEGER NOT NULL CHECK (uses >= 0),
    PRIMARY KEY (home, offer, member)
) STRICT, WITHOUT ROWID;
CREATE TABLE offer (
    id TEXT NOT NULL PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaign (id)
) STRICT, WITHOUT ROWID;
INSERT INTO "offer" VALUES('thank-you','packaging');
CREATE TABLE offer_use (
    home INTEGER NOT NULL,
    offer TEXT NOT NULL,
    uses INTEGER NOT NULL CHECK (uses >= 0),
    PRIMARY KEY (home, offer)
) STRICT, WITHOUT ROWID;
INSERT INTO "offer_use" VALUES(2048,'thank-you',2);
CREATE TABLE placement (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    store TEXT,
    fixture TEXT NOT NULL,
    creative TEXT NOT NULL,
    campaign TEXT,
    target TEXT,
    created_at INTEGER NOT NULL
) STRICT;
INSERT INTO "placement" VALUES('tin','Longjing tin',NULL,'tin','a','packaging',NULL,1795735985610);
CREATE TABLE terminal (
    id TEXT NOT NULL PRIMARY KEY,
    store TEXT NOT NULL,
    name TEXT NOT NULL,
    token_digest BLOB NOT NULL UNIQUE CHECK (length(token_digest) = 32),
    enrolled_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
INSERT INTO "terminal" VALUES('cli-SH01','SH01','command line',X'00980155E6F15551834D185A90F2B9353D4519D7B83CE289AE4D445257564244',1795735985992,NULL);
INSERT INTO "terminal" VALUES('cli-SH02','SH02','command line',X'E87B71BE84E7C19D8D7D3029833F104B2EAEB3BEFF7768932C9DA450686112BD',1795735986731,NULL);
CREATE TABLE visit (
    at INTEGER NOT NULL,
    placement TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('scan', 'landing')),
    scan_class TEXT NOT NULL,
    visitor INTEGER NOT NULL
) STRICT;
CREATE INDEX offer_campaign ON offer (campaign);
CREATE INDEX batch_offer ON batch (offer);
CREATE INDEX visit_at ON visit (at);
CREATE INDEX member_placement ON member (placement, joined_at) WHERE placement IS NOT NULL;
CREATE INDEX consent_member ON consent (home, member);
CREATE INDEX coupon_used ON coupon (batch, serial, uses_taken) WHERE uses_taken > 0;
CREATE UNIQUE INDEX ledger_redemption ON ledger (home, redemption) WHERE kind = 'redemption';
CREATE UNIQUE INDEX ledger_reversal ON ledger (home, redemption, reversal) WHERE kind <> 'redemption';
CREATE INDEX ledger_coupon ON ledger (home, coupon, sequence) WHERE kind = 'redemption';
CREATE INDEX ledger_purchase ON ledger (home, store, purchase)
    WHERE kind = 'redemption' AND purchase IS NOT NULL;
CREATE INDEX ledger_placement ON ledger (placement, at) WHERE placement IS NOT NULL;
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
