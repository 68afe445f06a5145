//! A structure's data are reached by statements that name the structure: nobody ever sees another structure's.

use std::collections::BTreeSet;

use escale_tests::tree;
use escale_worker::edge::db::Statement;

/// Statements on a structure's data that name no structure, each with the reason.
const WITHOUT_STRUCTURE: &[(&str, &str)] = &[
    (
        "auth::WITHDRAW_CHOICE",
        "256 random bits lead to one account",
    ),
    (
        "auth::KNOW_DEVICE",
        "256 random bits lead to the session or ticket of the same batch",
    ),
    (
        "auth::TOUCH_PORTAL_SESSION",
        "256 random bits lead to one session",
    ),
    (
        "auth::CLOSE_PORTAL_SESSION",
        "256 random bits lead to one session",
    ),
    (
        "auth::END_FORMER_LINKS",
        "the account of the link that the same batch has made",
    ),
    ("auth::RESET", "256 random bits lead to one account"),
    ("auth::END_LINKS", "256 random bits lead to one account"),
    ("auth::END_SESSIONS", "256 random bits lead to one account"),
    ("auth::UNLOCK", "what is counted for one account, hashed"),
    (
        "auth::FORGET_BROWSERS",
        "what is counted for one account, hashed",
    ),
    (
        "members::FORGET_INVITATIONS",
        "the nightly work, for all structures",
    ),
    ("auth::TURN_ON", "one's own account, by 256 random bits"),
    (
        "auth::TURN_OFF",
        "the account of the line that the same batch has written",
    ),
    (
        "auth::FORGET_ALL_CODES",
        "the account of the line that the same batch has written",
    ),
    (
        "auth::UNPROVE",
        "the account of the line that the same batch has written",
    ),
    (
        "auth::END_ALL_SESSIONS",
        "the account of the line that the same batch has written",
    ),
    (
        "auth::END_TICKETS",
        "the account of the line that the same batch has written",
    ),
    (
        "auth::UNLOCK_CODES",
        "what is counted for one account, hashed",
    ),
    ("members::SERVED", "256 random bits lead to one link"),
    (
        "members::HAS_ACCOUNT",
        "an address has one account in all structures; only its owner is told",
    ),
    ("auth::NOTE_STAFF_LOGIN", "one's own account, at signing in"),
    ("auth::REHASH_STAFF", "one's own account, at signing in"),
    (
        "outbox::END_LINK",
        "the link was found by 256 random bits, or made in the same batch",
    ),
    (
        "outbox::END_LINKS_OF",
        "whoever asks has found the row it is about in their own structure",
    ),
    ("outbox::TAKE", "the consumer, for all structures"),
    (
        "outbox::GIVE_TOKEN",
        "only for whoever has taken the e-mail, by 128 random bits",
    ),
    (
        "outbox::TAKEN",
        "only for whoever has taken the e-mail, by 128 random bits",
    ),
    (
        "notifications::rounds::FORGET_ROUNDS",
        "the nightly sweep, for all structures",
    ),
    ("outbox::SENT", "only for whoever has taken the e-mail"),
    ("outbox::POSTPONED", "only for whoever has taken the e-mail"),
    ("outbox::FAILED", "only for whoever has taken the e-mail"),
    ("outbox::CANCELLED", "only for whoever has taken the e-mail"),
    ("outbox::WAITING", "the sweep, for all structures"),
    ("outbox::TRY_AGAIN", "an operateur, for all structures"),
    ("outbox::GIVE_UP", "an operateur, for all structures"),
    (
        "outbox::FORGET_MAIL",
        "the nightly sweep, for all structures",
    ),
    (
        "outbox::FORGET_ABOUT",
        "whoever asks has found the rows they are about; a request's, after two years",
    ),
    (
        "outbox::FORGET_LINKS",
        "the nightly sweep, for all structures",
    ),
    (
        "outbox::FORGET_JOURNAL",
        "the nightly sweep, for all structures",
    ),
    (
        "auth::FORGET_PORTAL_SESSIONS",
        "the nightly sweep, for all structures",
    ),
    (
        "erasing::FORGET_ERASINGS",
        "the nightly work, for all structures",
    ),
    (
        "erasing::FORGET_LOGINS",
        "the nightly work, for all structures",
    ),
    (
        "orientation::services::FORGET_CONTACTS",
        "the nightly work, for all structures",
    ),
    ("orientation::search::SEARCH", "the directory is public"),
    ("orientation::search::LATEST", "the directory is public"),
    ("orientation::search::PLACES", "the directory is public"),
    (
        "orientation::search::LAST_PLACE",
        "the directory is public: where its sitemap ends",
    ),
    (
        "orientation::import::ONE",
        "an operateur's import of services, told with who made it",
    ),
    (
        "orientation::import::LATEST",
        "the operateurs' imports of services, told with who made them",
    ),
    (
        "places::import::ONE",
        "an operateur's import of places, told with who made it",
    ),
    (
        "places::import::LATEST",
        "the operateurs' imports of places, told with who made them",
    ),
    ("places::export::FOUND", "the directory is public"),
    ("places::export::ALL", "the directory is public"),
    ("places::export::AROUND", "the directory is public"),
    (
        "places::export::AFTER",
        "the directory is public: where a file goes on",
    ),
    ("orientation::time::DROP_DRAFTS", "time, for all structures"),
    ("orientation::time::LOOSE", "time, for all structures"),
    ("orientation::time::DROP_LOOSE", "time, for all structures"),
    ("places::map::CELLS", "the public map"),
    ("places::search::SEARCH", "the public directory of places"),
    ("places::search::LATEST", "the public directory of places"),
    ("places::search::NEAREST", "the public directory of places"),
    ("places::search::ONE", "a place of the public directory"),
    ("places::search::LAST", "the public sitemap of places"),
    ("places::search::LISTED", "the public sitemap of places"),
    (
        "dossier::tries::FORGET_TRIES",
        "the nightly work, for all structures",
    ),
    (
        "dossier::erasing::FORGET_ERASINGS",
        "the nightly work, for all structures",
    ),
    (
        "dossier::erasing::OLD_MAILS",
        "the nightly work, for all structures",
    ),
    (
        "desk::import::FORGET_WAITING",
        "the sweep of lists that nobody confirmed, for all structures",
    ),
];

/// The tables that have a `structure_id`, read from the migrations.
fn tenant_tables() -> BTreeSet<String> {
    let mut tables = BTreeSet::new();
    for path in tree::files(&tree::root().join("migrations"), "sql") {
        for part in tree::read(&path).split("CREATE TABLE ").skip(1) {
            let body = part.split(") STRICT").next().unwrap_or_default();
            let name = body.split_whitespace().next().unwrap_or_default();
            if body
                .lines()
                .any(|line| line.trim_start().starts_with("structure_id "))
            {
                tables.insert(name.to_owned());
            }
        }
    }
    tables
}

/// The words of a statement, so that `usager_id` is not taken for `usager`.
fn words(sql: &str) -> BTreeSet<&str> {
    sql.split(|c: char| !c.is_alphanumeric() && c != '_')
        .collect()
}

/// Does it reach a tenant's rows without naming the tenant?
fn forgets_structure(statement: &Statement, tenants: &BTreeSet<String>) -> bool {
    let words = words(statement.sql);
    tenants.iter().any(|table| words.contains(table.as_str())) && !words.contains("structure_id")
}

#[test]
fn every_statement_on_tenant_data_names_the_structure() {
    let tenants = tenant_tables();
    assert!(
        tenants.contains("usager") && tenants.contains("mail_line"),
        "{tenants:?}"
    );
    let forgetful: Vec<&str> = escale_worker::statements()
        .iter()
        .filter(|statement| forgets_structure(statement, &tenants))
        .map(|statement| statement.name)
        .filter(|name| !WITHOUT_STRUCTURE.iter().any(|(known, _)| known == name))
        .collect();
    assert!(
        forgetful.is_empty(),
        "these name no structure_id: {forgetful:#?}"
    );
}

/// Does it look for somebody's file without leaving out those that a running import has not shown yet?
fn sees_the_unseen(statement: &Statement) -> bool {
    let words: Vec<&str> = statement.sql.split_whitespace().collect();
    let looks = words
        .windows(3)
        .any(|three| three == ["FROM", "usager", "u"]);
    looks && !statement.sql.contains("u.import_id IS NULL")
}

#[test]
fn nobody_reaches_whom_an_import_has_not_shown() {
    let seen: Vec<&str> = escale_worker::statements()
        .iter()
        .filter(|statement| !statement.name.starts_with("desk::import"))
        .filter(|statement| sees_the_unseen(statement))
        .map(|statement| statement.name)
        .collect();
    assert!(
        seen.is_empty(),
        "these reach a file that a running import may still take away: {seen:#?}"
    );
    assert!(sees_the_unseen(&Statement {
        name: "essai::STATEMENT",
        sql: "SELECT u.nom FROM usager u WHERE u.id = ?1 AND u.structure_id = ?2",
    }));
}

#[test]
fn every_exception_is_still_needed() {
    let tenants = tenant_tables();
    for (name, reason) in WITHOUT_STRUCTURE {
        let needed = escale_worker::statements()
            .iter()
            .any(|it| it.name == *name && forgets_structure(it, &tenants));
        assert!(needed, "{name} ({reason}) is no longer an exception");
    }
}

#[test]
fn a_forgetful_statement_is_seen() {
    let tenants = tenant_tables();
    let statement = |sql| Statement {
        name: "essai::STATEMENT",
        sql,
    };
    assert!(forgets_structure(
        &statement("SELECT nom FROM usager WHERE id = ?1"),
        &tenants
    ));
    assert!(!forgets_structure(
        &statement("SELECT nom FROM usager WHERE structure_id = ?1 AND id = ?2"),
        &tenants
    ));
    assert!(!forgets_structure(
        &statement("SELECT usager_id FROM softlock"),
        &tenants
    ));
}
