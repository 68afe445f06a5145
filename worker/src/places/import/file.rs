//! Reads a file of the standard, a row at a time, into the parts that are kept: only they stay.

use std::collections::{BTreeSet, HashMap};

use csv::StringRecord;

use super::rules::{ROWS_MAX, Reason, Told};
use crate::{
    edge::{
        csv_table::{self, Table},
        error::{Error, Result},
        ids::LieuId,
        words::counted,
    },
    orientation::services::text_rules::one_line,
    places::standard_rules::{COLUMNS, Place, REQUIRED, Row, read as read_row},
};

/// Places in a part, and the bytes it may weigh before it is full.
const LOT_PLACES: usize = 100;
const LOT_BYTES: usize = 300_000;
/// Signs of an id that are told.
const ID_CHARS_TOLD: usize = 60;
/// Signs of an id of the standard: no place has a longer one.
const ID_CHARS_MAX: usize = 200;
/// Reasons told of one row: a row with more is not of the standard, and a file of such rows must fit in memory.
const REASONS_TOLD: usize = 10;
/// Sources of one file. All the places of France come from some sixty.
const SOURCES_MAX: usize = 200;

/// Why a file can't be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in it.
    Empty,
    /// It is no CSV in UTF-8.
    Kind,
    /// It has not these columns, which no row can do without.
    Columns(Vec<&'static str>),
    /// It has more rows than an import takes.
    TooMany,
    /// Its rows come from more sources than can be.
    Sources,
}

/// What was read of a file.
#[derive(Debug, Default)]
pub struct Read {
    /// Places to be put in, in parts: JSON lists.
    pub lots: Vec<String>,
    /// How many they are.
    pub lieux: usize,
    /// Where they come from.
    pub sources: BTreeSet<String>,
    /// Their ids in the standard.
    pub ids: Vec<String>,
    /// Rows refused.
    pub refuses: Vec<Told>,
    /// Rows of which something was left out.
    pub remarques: Vec<Told>,
    /// Ids of the standard of refused rows that say one.
    pub gardes: Vec<String>,
    part: String,
    in_part: usize,
}

impl Read {
    /// Puts a place in the part that is being filled.
    fn keep(&mut self, lieu: &Place) -> Result<()> {
        let id = LieuId::of_standard(&lieu.standard_id);
        let row = serde_json::to_string(&Row::of(&id, lieu))
            .map_err(|why| Error::internal("places", why))?;
        if self.in_part == LOT_PLACES
            || (self.in_part > 0 && self.part.len() + row.len() > LOT_BYTES)
        {
            self.close();
        }
        if self.in_part > 0 {
            self.part.push(',');
        }
        self.part.push_str(&row);
        self.in_part += 1;
        self.lieux += 1;
        if self.sources.len() <= SOURCES_MAX {
            self.sources.extend(lieu.source.clone());
        }
        self.ids.push(lieu.standard_id.clone());
        Ok(())
    }

    fn close(&mut self) {
        if self.in_part > 0 {
            self.lots.push(format!("[{}]", self.part));
            self.part.clear();
            self.in_part = 0;
        }
    }
}

/// Reads `bytes`.
///
/// # Errors
/// [`Error::Internal`] when a place can't be written; inside, why the file can't be read at all.
pub fn read(bytes: &[u8]) -> Result<std::result::Result<Read, Unreadable>> {
    let table = match Table::open(bytes) {
        Ok(table) => table,
        Err(why) => return Ok(Err(unreadable(why))),
    };
    let columns = COLUMNS.map(|column| table.names.iter().position(|name| name == column));
    let missing = REQUIRED
        .into_iter()
        .filter(|column| !table.names.iter().any(|name| name == column));
    let missing: Vec<_> = missing.collect();
    if !missing.is_empty() {
        return Ok(Err(Unreadable::Columns(missing)));
    }
    let (width, mut rows, mut failure) = (table.names.len(), 0, None);
    let mut rows_read = Rows {
        columns,
        width,
        lines: HashMap::new(),
        read: Read::default(),
    };
    let outcome = table.each(|line, record| {
        rows += 1;
        // One more than an import takes is enough to say so.
        if rows <= ROWS_MAX
            && let Err(why) = rows_read.row(line, record)
        {
            failure.get_or_insert(why);
        }
    });
    if let Some(why) = failure {
        return Err(why);
    }
    let mut read = rows_read.read;
    read.close();
    Ok(match outcome {
        Err(why) => Err(unreadable(why)),
        Ok(()) if rows > ROWS_MAX => Err(Unreadable::TooMany),
        Ok(()) if read.sources.len() > SOURCES_MAX => Err(Unreadable::Sources),
        Ok(()) => Ok(read),
    })
}

fn unreadable(why: csv_table::Unreadable) -> Unreadable {
    match why {
        csv_table::Unreadable::Empty => Unreadable::Empty,
        csv_table::Unreadable::Kind => Unreadable::Kind,
    }
}

struct Rows {
    /// Where each column of the standard is.
    columns: [Option<usize>; 32],
    /// Columns of the file.
    width: usize,
    /// The line of each id that was seen.
    lines: HashMap<String, usize>,
    read: Read,
}

impl Rows {
    fn row(&mut self, line: usize, record: &StringRecord) -> Result<()> {
        let value = |column: &'static str| {
            let known = COLUMNS.iter().position(|name| *name == column);
            let at = known.and_then(|known| self.columns.get(known).copied().flatten());
            at.and_then(|at| record.get(at)).unwrap_or_default()
        };
        let id = one_line(value("id"));
        let mut reasons = Vec::new();
        if record.len() != self.width {
            let (has, wants) = (record.len(), self.width);
            let told = format!(
                "La ligne a {has}\u{a0}valeurs, le fichier a {wants}\u{a0}colonnes. Une virgule manque de guillemets\u{202f}?"
            );
            reasons.push(Reason::of_the_row(told));
        }
        let read = if reasons.is_empty() {
            read_row(value)
        } else {
            Err(Vec::new())
        };
        if let Some(first) = self.lines.get(&id).filter(|_| !id.is_empty()) {
            let told = format!("Cet identifiant est déjà à la ligne\u{a0}{first}.");
            reasons.push(Reason {
                colonne: "id".to_owned(),
                raison: told,
            });
        }
        match read {
            Ok(read) if reasons.is_empty() => {
                self.lines.insert(id.clone(), line);
                if !read.remarques.is_empty() {
                    let left_out = read.remarques.into_iter().map(Reason::from).collect();
                    self.read.remarques.push(told(line, &id, left_out));
                }
                self.read.keep(&read.lieu)?;
            }
            read => {
                reasons.extend(read.err().into_iter().flatten().map(Reason::from));
                self.refuse(line, id, reasons);
            }
        }
        Ok(())
    }

    fn refuse(&mut self, line: usize, id: String, reasons: Vec<Reason>) {
        self.read.refuses.push(told(line, &id, reasons));
        let of_a_place = !id.is_empty() && id.chars().count() <= ID_CHARS_MAX;
        if of_a_place && !self.lines.contains_key(&id) {
            self.read.gardes.push(id.clone());
            self.lines.insert(id, line);
        }
    }
}

fn told(ligne: usize, id: &str, mut raisons: Vec<Reason>) -> Told {
    let more = raisons.len().saturating_sub(REASONS_TOLD);
    if more > 0 {
        raisons.truncate(REASONS_TOLD);
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        let told = counted(more, "autre erreur", "autres erreurs");
        raisons.push(Reason::of_the_row(format!("Et {told}.")));
    }
    Told {
        ligne,
        id: id.chars().take(ID_CHARS_TOLD).collect(),
        raisons,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "id,pivot,nom,commune,code_postal,adresse,date_maj,horaires,source";

    fn read_text(text: &str) -> std::result::Result<Read, Unreadable> {
        read(text.as_bytes()).expect("places are written")
    }

    fn row(id: &str, name: &str, code: &str) -> String {
        format!("{id},43493312300029,{name},Reims,{code},1 rue,2022-06-02,,Hubik")
    }

    #[test]
    fn good_rows_are_kept_and_the_others_told() {
        let rows = [
            HEAD.to_owned(),
            row("a", "\"Un\nlieu\"", "51100"),
            row("b", "Deux", "511"),
            row("a", "Encore", "51100"),
            format!("{},de trop", row("c", "Trois", "51100")),
            row("d", "Quatre", "51100").replace(",,Hubik", ",le matin,Hubik"),
            row("b", "Deux", "51100"),
        ];
        let read = read_text(&rows.join("\r\n")).expect("a file");
        assert_eq!((read.lieux, read.lots.len()), (2, 1));
        let lines: Vec<_> = read.refuses.iter().map(|it| it.ligne).collect();
        assert_eq!(lines, [4, 5, 6, 8]);
        let first = &read.refuses[0].raisons[0];
        assert_eq!(first.colonne, "code_postal");
        assert!(read.refuses[1].raisons[0].raison.contains("ligne\u{a0}2"));
        assert!(
            read.refuses[2].raisons[0]
                .raison
                .contains("10\u{a0}valeurs")
        );
        assert_eq!(read.remarques[0].ligne, 7);
        // The first row of « b » was refused, and its second as well: nobody can tell which one is meant.
        assert_eq!(read.gardes, ["b", "c"]);
        assert_eq!(read.sources.iter().collect::<Vec<_>>(), ["Hubik"]);
        let kept: Vec<serde_json::Value> = serde_json::from_str(&read.lots[0]).expect("JSON");
        assert_eq!(
            (&kept[0]["nom"], &kept[0]["public"]),
            (&"Un lieu".into(), &1.into())
        );
    }

    #[test]
    fn what_is_told_of_a_hostile_row_is_bounded() {
        let bars = "x|".repeat(100_000);
        let head = format!("{HEAD},services,courriels,itinerance");
        let rows = [
            head,
            format!("{},{bars},{bars},{bars}", "=".repeat(70_000)),
            format!("{},{bars},b@c.fr,", row("b", "Deux", "51100")),
        ];
        let read = read_text(&rows.join("\n")).expect("a file");
        assert_eq!((read.lieux, read.refuses.len()), (0, 2));
        // Nothing of 70 000 signs is the id of a place that must be left where it is.
        assert_eq!(read.gardes, ["b"]);
        let [first, second] = &read.refuses[..] else {
            panic!("two rows");
        };
        assert_eq!(first.id.len(), ID_CHARS_TOLD);
        let reasons: Vec<_> = second.raisons.iter().map(|it| it.raison.as_str()).collect();
        assert_eq!(reasons[0], "50\u{a0}valeurs au plus.");
        assert!(reasons[1].contains("«\u{a0}x\u{a0}» n’est pas dans la liste"));
        let distinct: Vec<String> = (0..60).map(|n| format!("x{n}")).collect();
        let distinct = distinct.join("|");
        let many = read_text(&format!(
            "{HEAD},services\n{},{distinct}",
            row("c", "Trois", "51100")
        ));
        let many = many.expect("a file").refuses;
        assert_eq!(many[0].raisons.len(), REASONS_TOLD + 1);
        assert_eq!(
            many[0].raisons[REASONS_TOLD].raison,
            "Et 41\u{a0}autres erreurs."
        );
    }

    #[test]
    fn a_file_of_too_many_sources_is_none() {
        let rows: Vec<String> = (0..=SOURCES_MAX)
            .map(|n| row(&n.to_string(), "Un", "51100").replace("Hubik", &format!("source {n}")))
            .collect();
        let text = format!("{HEAD}\n{}", rows.join("\n"));
        assert_eq!(read_text(&text).err(), Some(Unreadable::Sources));
        let fewer = format!("{HEAD}\n{}", rows[1..].join("\n"));
        assert_eq!(read_text(&fewer).map(|read| read.lieux), Ok(SOURCES_MAX));
    }

    #[test]
    fn parts_are_of_a_hundred() {
        let rows: Vec<String> = (0..250)
            .map(|n| row(&n.to_string(), "Un", "51100"))
            .collect();
        let read = read_text(&format!("{HEAD}\n{}", rows.join("\n"))).expect("a file");
        assert_eq!((read.lieux, read.lots.len()), (250, 3));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert_eq!(read_text("").err(), Some(Unreadable::Empty));
        assert_eq!(
            read_text("id,nom\n1,a").err(),
            Some(Unreadable::Columns(vec![
                "pivot",
                "commune",
                "code_postal",
                "adresse",
                "date_maj"
            ]))
        );
        let many = format!("{HEAD}\n{}", "\n1,2".repeat(ROWS_MAX + 1));
        assert_eq!(read_text(&many).err(), Some(Unreadable::TooMany));
        assert_eq!(
            read(b"\xff").expect("no place").err(),
            Some(Unreadable::Kind)
        );
    }
}
