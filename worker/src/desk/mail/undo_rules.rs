//! Which lines of the ledger may be undone. Pure.

use super::rules::{Mail, Mouvement};

/// A line of the ledger, as far as undoing goes.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// What happened.
    pub mouvement: Mouvement,
    /// What moved.
    pub mail: Mail,
    /// Was it undone?
    pub undone: bool,
}

/// Which of a person's last lines, latest first, may be undone while `waiting` waits: a reception, as long as all of it
/// still waits; every other line, always. The database decides by the same rule (`mail_line_undoes_what_waits`).
#[must_use]
pub fn undoable(waiting: Mail, lines: &[Step]) -> Vec<bool> {
    let (mut after, mut least) = (waiting, waiting);
    let mut verdicts = Vec::with_capacity(lines.len());
    for line in lines {
        let may = line.mouvement != Mouvement::Reception || least.holds(line.mail);
        verdicts.push(may && !line.undone);
        if !line.undone {
            after = match line.mouvement {
                Mouvement::Reception => after.with(line.mail, |now, came| now - came),
                exit if exit.takes_out() => after.with(line.mail, |now, left| now + left),
                _ => after,
            };
            least = least.with(after, i64::min);
        }
    }
    verdicts
}

#[cfg(test)]
mod tests {
    use Mouvement::{Reception, Remise, Visite};

    use super::*;

    #[test]
    fn a_reception_is_undone_only_while_all_of_it_waits() {
        let letters = |courrier| Mail {
            courrier,
            ..Mail::default()
        };
        let step = |mouvement, courrier, undone| Step {
            mouvement,
            mail: letters(courrier),
            undone,
        };
        // From the first to the last: 1 came and left, 2 came, 1 of them left.
        let lines = [
            step(Remise, 1, false),
            step(Visite, 0, false),
            step(Reception, 2, false),
            step(Remise, 1, false),
            step(Reception, 1, false),
        ];
        assert_eq!(
            undoable(letters(1), &lines),
            [true, true, false, true, false],
            "a letter that came and left is not the one that waits"
        );
        let lines = [
            step(Remise, 1, true),
            step(Reception, 1, false),
            step(Reception, 1, true),
        ];
        assert_eq!(undoable(letters(1), &lines), [false, true, false]);
    }
}
