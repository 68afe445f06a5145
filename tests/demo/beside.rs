//! What some files hold beside: relatives, who may come in their place, notes, documents, mail that took another way.

use crate::{
    files::{Counts, File, Movement},
    sql::Value,
};

/// A document of the demo world; `make run` puts its bytes in R2 under `demo/` and its name there.
struct Document {
    file: &'static str,
    octets: usize,
    nom: &'static str,
    genre: &'static str,
    partage: bool,
}

/// What a file holds beside. Days count from today, ago where they are of the past by nature.
pub(crate) struct Beside {
    pub(crate) nom: &'static str,
    /// Days ago, pinned, text.
    notes: &'static [(i64, bool, &'static str)],
    /// Link, first name, name, date of birth.
    ayants: &'static [(&'static str, &'static str, &'static str, &'static str)],
    /// First name, name, first and last day.
    procurations: &'static [(&'static str, &'static str, i64, i64)],
    /// Name, address, first and last day.
    transfert: Option<(&'static str, &'static str, i64, i64)>,
    documents: &'static [Document],
    odd_mail: Option<OddMail>,
}

/// Mail that took another way than reception and remise.
#[derive(Clone, Copy)]
enum OddMail {
    /// A reception undone.
    Mistake(Counts, i64),
    /// Fetched by a mandataire.
    Fetched(Counts, &'static str, i64),
    /// Sent on by the transfer.
    SentOn(Counts, i64),
    /// Sent back.
    SentBack(Counts, i64),
}

const NOTHING: Beside = Beside {
    nom: "",
    notes: &[],
    ayants: &[],
    procurations: &[],
    transfert: None,
    documents: &[],
    odd_mail: None,
};

const IDENTITE: Document = Document {
    file: "piece-d-identite.jpg",
    octets: include_bytes!("documents/piece-d-identite.jpg").len(),
    nom: "Pièce d’identité.jpg",
    genre: "image/jpeg",
    partage: false,
};
const DEMANDE: Document = Document {
    file: "demande-de-domiciliation.pdf",
    octets: include_bytes!("documents/demande-de-domiciliation.pdf").len(),
    nom: "Demande de domiciliation signée.pdf",
    genre: "application/pdf",
    partage: false,
};
const DROITS: Document = Document {
    file: "attestation-de-droits.pdf",
    octets: include_bytes!("documents/attestation-de-droits.pdf").len(),
    nom: "Attestation de droits.pdf",
    genre: "application/pdf",
    partage: true,
};

/// Whose file holds what.
pub(crate) const BESIDE: [Beside; 8] = [
    Beside {
        nom: "BENALI",
        notes: &[
            (
                30,
                true,
                "Comprend l’arabe mieux que le français : au téléphone, proposer l’interprète.",
            ),
            (
                4,
                false,
                "Attend un courrier de la CAF. À prévenir dès qu’il arrive.",
            ),
        ],
        ayants: &[
            ("ENFANT", "Ines", "BENALI", "2015-09-14"),
            ("ENFANT", "Rayan", "BENALI", "2019-02-06"),
        ],
        procurations: &[("Leïla", "BENALI", -60, 305)],
        documents: &[IDENTITE, DEMANDE],
        odd_mail: Some(OddMail::Mistake((0, 0, 1), 3)),
        ..NOTHING
    },
    Beside {
        nom: "DUMONT",
        notes: &[(
            33,
            false,
            "Chez sa fille jusqu’à la fin de l’hiver : le courrier suit.",
        )],
        transfert: Some((
            "Mme Sophie DUMONT",
            "4 rue des Lilas\n44000 Nantes",
            -35,
            100,
        )),
        odd_mail: Some(OddMail::SentOn((2, 0, 0), 33)),
        ..NOTHING
    },
    Beside {
        nom: "ILIC",
        ayants: &[("CONJOINT", "Milena", "ILIC", "1992-05-03")],
        ..NOTHING
    },
    Beside {
        nom: "QUINTIN",
        notes: &[(150, true, "Vient avec son chien : le recevoir côté cour.")],
        procurations: &[("Jean", "MERCIER", -400, -36), ("Jean", "MERCIER", 10, 374)],
        odd_mail: Some(OddMail::SentBack((1, 0, 0), 50)),
        ..NOTHING
    },
    Beside {
        nom: "FERHAT",
        notes: &[(
            18,
            false,
            "Il manque l’avis de la commune : relancé le service par téléphone.",
        )],
        ..NOTHING
    },
    Beside {
        nom: "GARNIER",
        transfert: Some((
            "M. Étienne GARNIER",
            "Chez M. Paul Adam\n8 place du Marché\n35000 Rennes",
            -300,
            -120,
        )),
        ..NOTHING
    },
    Beside {
        nom: "IBANEZ",
        notes: &[(
            110,
            true,
            "Ne peut pas venir en ce moment : Mme Fontan passe prendre son courrier.",
        )],
        procurations: &[("Claire", "FONTAN", -110, 200)],
        odd_mail: Some(OddMail::Fetched((2, 0, 0), "Claire FONTAN", 40)),
        ..NOTHING
    },
    Beside {
        nom: "TRAORÉ",
        documents: &[DROITS],
        ..NOTHING
    },
];

impl File<'_> {
    pub(crate) fn beside(&mut self, beside: &Beside) {
        self.relatives(beside);
        for (prenom, nom, debut, fin) in beside.procurations {
            let of = vec![("prenom", (*prenom).into()), ("nom", (*nom).into())];
            self.lasting("procuration", "PROCURATION_AJOUTEE", of, *debut, *fin);
        }
        if let Some((nom, adresse, debut, fin)) = beside.transfert {
            let of = vec![("nom", nom.into()), ("adresse", adresse.into())];
            self.lasting("transfert", "TRANSFERT_MIS_EN_PLACE", of, debut, fin);
        }
        for (ago, epinglee, texte) in beside.notes {
            let row = vec![
                ("texte", (*texte).into()),
                ("epinglee", (*epinglee).into()),
                ("staff_user_id", self.by("INSTRUCTEUR")),
            ];
            let _ = self.row("note", *ago, row);
            self.event("NOTE_AJOUTEE", *ago, "INSTRUCTEUR", Vec::new());
            if *epinglee {
                self.event("NOTE_EPINGLEE", *ago, "INSTRUCTEUR", Vec::new());
            }
        }
        for document in beside.documents {
            self.document(document);
        }
        if let Some(odd) = beside.odd_mail {
            self.odd_mail(odd);
        }
    }

    fn relatives(&mut self, beside: &Beside) {
        for (rang, (lien, prenom, nom, naissance)) in (0_i64..).zip(beside.ayants) {
            let row = vec![
                ("lien", (*lien).into()),
                ("prenom", (*prenom).into()),
                ("nom", (*nom).into()),
                ("date_naissance", (*naissance).into()),
                ("rang", rang.into()),
            ];
            let _ = self.timeless("ayant_droit", row);
        }
    }

    /// What holds from one day to another, put there a few days before the first.
    fn lasting(
        &mut self,
        table: &str,
        event: &str,
        mut row: Vec<(&'static str, Value)>,
        debut: i64,
        fin: i64,
    ) {
        let ago = 2 - debut.min(0);
        row.push(("debut", self.day(debut)));
        row.push(("fin", self.day(fin)));
        self.event(event, ago, "INSTRUCTEUR", row.clone());
        if table == "transfert" {
            row.push(("created_at", self.at(ago).into()));
            self.part(table, row);
        } else {
            let _ = self.row(table, ago, row);
        }
    }

    fn document(&mut self, document: &Document) {
        const AGO: i64 = 20;
        let genre: Value = document.genre.into();
        let row = vec![
            ("nom", document.nom.into()),
            ("genre", genre.clone()),
            ("octets", i64::try_from(document.octets).unwrap_or(1).into()),
            ("partage", document.partage.into()),
            ("objet", format!("demo/{}", document.file).into()),
            ("staff_user_id", self.by("INSTRUCTEUR")),
        ];
        let _ = self.row("document", AGO, row);
        self.event(
            "DOCUMENT_AJOUTE",
            AGO,
            "INSTRUCTEUR",
            vec![("genre", genre.clone())],
        );
        if document.partage {
            self.event(
                "DOCUMENT_PARTAGE",
                AGO,
                "INSTRUCTEUR",
                vec![("genre", genre)],
            );
        }
    }

    fn odd_mail(&mut self, odd: OddMail) {
        let plain = Movement::default;
        match odd {
            OddMail::Mistake(counts, ago) => {
                let line = self.line("RECEPTION", counts, ago, plain());
                let undoing = Movement {
                    annule: Some((line, "RECEPTION")),
                    ..plain()
                };
                let _ = self.line("ANNULATION", counts, ago, undoing);
            }
            OddMail::Fetched(counts, who, ago) => {
                let _ = self.line("RECEPTION", counts, ago + 9, plain());
                let fetched = Movement {
                    mandataire: Some(who),
                    ..plain()
                };
                let _ = self.line("REMISE", counts, ago, fetched);
            }
            OddMail::SentOn(counts, ago) => {
                let _ = self.line("RECEPTION", counts, ago + 9, plain());
                let _ = self.line("TRANSFERT", counts, ago, plain());
            }
            OddMail::SentBack(counts, ago) => {
                let _ = self.line("RECEPTION", counts, ago + 9, plain());
                let back = Movement {
                    note: Some("Refusé par la personne."),
                    ..plain()
                };
                let _ = self.line("RETOUR", counts, ago, back);
            }
        }
    }
}
