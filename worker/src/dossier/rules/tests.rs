use super::*;

fn structure(letter: char) -> StructureId {
    StructureId::parse(&letter.to_string().repeat(22)).expect("an id")
}

fn place(letter: char, statut: Statut, depuis: i64) -> Place {
    Place {
        structure: structure(letter),
        statut,
        depuis: Moment(depuis),
    }
}

fn created() -> Vec<Line> {
    vec![Line {
        rang: 1,
        genre: Genre::Creation,
        from: None,
        to: place('a', Statut::Orientation, 1),
        undoes: None,
    }]
}

fn then(mut log: Vec<Line>, what: &Move, by: char) -> Option<Vec<Line>> {
    let last = log.last()?;
    let rang = last.rang + 1;
    let to = what.from(&last.to, &structure(by), Moment(rang))?;
    let line = Line {
        rang,
        genre: what.genre(),
        from: Some(last.to.clone()),
        to,
        undoes: None,
    };
    log.push(line);
    Some(log)
}

fn undone(mut log: Vec<Line>) -> Vec<Line> {
    let last = log.last().expect("a line").clone();
    log.push(Line {
        rang: last.rang + 1,
        genre: Genre::Annulation,
        from: Some(last.to.clone()),
        to: last.from.unwrap_or(last.to),
        undoes: Some(last.rang),
    });
    log
}

#[test]
fn codes_are_those_of_the_database() {
    for statut in Statut::ALL {
        assert_eq!(
            serde_json::to_value(statut).ok(),
            Some(statut.code().into())
        );
        assert_eq!(Statut::of_slug(statut.slug()), Some(statut));
    }
    for genre in Genre::ALL {
        assert_eq!(serde_json::to_value(genre).ok(), Some(genre.code().into()));
    }
}

#[test]
fn a_dossier_goes_where_the_seed_says() {
    let log = then(created(), &Move::TakeCharge, 'a').expect("taken charge of");
    let log = then(log, &Move::SendOn(structure('b')), 'a').expect("sent on");
    assert_eq!(replayed(&log), Some(place('b', Statut::Orientation, 3)));
    let log = then(log, &Move::Archive, 'b').expect("archived");
    let log = then(log, &Move::FetchBack, 'a').expect("fetched back");
    assert_eq!(replayed(&log), Some(place('a', Statut::Orientation, 5)));
    let log = then(log, &Move::Archive, 'a').expect("archived");
    let log = then(log, &Move::Reopen, 'a').expect("reopened");
    assert_eq!(replayed(&log), Some(place('a', Statut::Orientation, 7)));
}

#[test]
fn what_makes_no_sense_is_not_done() {
    let log = created();
    for (what, by) in [
        (Move::TakeCharge, 'b'),
        (Move::Archive, 'b'),
        (Move::Reopen, 'a'),
        (Move::SendOn(structure('a')), 'a'),
        (Move::SendOn(structure('c')), 'b'),
        (Move::FetchBack, 'a'),
    ] {
        assert_eq!(then(log.clone(), &what, by), None, "{what:?} by {by}");
    }
    let archived = then(log, &Move::Archive, 'a').expect("archived");
    for what in [
        Move::TakeCharge,
        Move::Archive,
        Move::SendOn(structure('b')),
    ] {
        assert_eq!(then(archived.clone(), &what, 'a'), None, "{what:?}");
    }
}

#[test]
fn undoing_goes_back_to_the_very_place() {
    let log = then(created(), &Move::SendOn(structure('b')), 'a').expect("sent on");
    let log = undone(log);
    assert_eq!(replayed(&log), Some(place('a', Statut::Orientation, 1)));
    assert_eq!(replayed(&undone(log.clone())), None, "undone twice");
    assert_eq!(replayed(&undone(created())), None, "a creation");
    assert!(then(log, &Move::TakeCharge, 'a').is_some());
    let fetched = then(created(), &Move::FetchBack, 'b').expect("fetched back");
    assert_eq!(replayed(&undone(fetched)), None, "what was read");
}

#[test]
fn a_log_that_could_not_be_is_seen() {
    let log = then(created(), &Move::TakeCharge, 'a').expect("taken charge of");
    assert_eq!(replayed(&[]), None);
    assert_eq!(replayed(&log[1..]), None, "without its beginning");
    let mut wrong = log.clone();
    wrong[1].rang = 3;
    assert_eq!(replayed(&wrong), None, "a line is missing");
    let mut wrong = log.clone();
    wrong[1].from = Some(place('b', Statut::Orientation, 1));
    assert_eq!(replayed(&wrong), None, "from elsewhere");
    let mut wrong = log;
    wrong[1].to.structure = structure('b');
    assert_eq!(replayed(&wrong), None, "taken charge of, and gone");
}

#[test]
fn ten_seconds_and_a_little_more() {
    let then = Moment(1_000_000);
    assert!(can_be_undone(then, then));
    assert!(can_be_undone(then, then.plus_ms(UNDO_MS + UNDO_GRACE_MS)));
    assert!(!can_be_undone(
        then,
        then.plus_ms(UNDO_MS + UNDO_GRACE_MS + 1)
    ));
}

#[test]
fn a_surname_is_compared_by_its_letters() {
    for typed in ["D’ALMEIDA", "d almeida", "Dalméida", " D'Almeïda "] {
        assert_eq!(name_key(typed), "dalmeida", "{typed}");
    }
    assert_eq!(name_key("Œuvrard-Ñuñez"), "oeuvrardnunez");
    assert_eq!(name_key("—"), "—");
}

#[test]
fn a_dossier_is_found_by_any_of_its_words() {
    assert_eq!(
        search_keys("D’Almeida", "Awa", "000ysz"),
        [
            "000ysz",
            "d almeida awa",
            "d awa almeida",
            "almeida d awa",
            "almeida awa d",
            "awa d almeida",
            "awa almeida d"
        ]
    );
    assert_eq!(search_keys("Li", "—", "000ysz"), ["000ysz", "li"]);
    let many = "a b c d e f g h i j k l";
    assert_eq!(search_keys(many, many, "000ysz").len(), 21);
}
