//! THE table: every URL of the product, who may, and what answers. A row without access does not compile.

use std::{future::Future, pin::Pin};

use crate::{
    account,
    auth::{self, Domicilie, Operator, Staff},
    desk,
    edge::{
        cx::Cx,
        error::Result,
        form::BODY_BYTES_MAX,
        page::Page,
        upload::{MODEL_UPLOAD_BYTES_MAX, UPLOAD_BYTES_MAX},
    },
    operator,
    orientation::treating::{self, by_link, by_staff},
    portal,
    rights::Right,
    statistics, structure,
};

/// An answer in the making.
pub type Answer = Pin<Box<dyn Future<Output = Result<Page>>>>;

/// The methods we answer; HEAD is answered as GET.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Changes nothing.
    Get,
    /// Changes something.
    Post,
}

impl Method {
    /// As in a request line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// What answers, and thereby who may: a handler receives the person its access asks for.
#[derive(Clone, Copy)]
pub enum Handler {
    /// Anyone.
    Public(fn(Cx) -> Answer),
    /// A domicilié, signed in, whose access holds.
    Portal(fn(Cx, Domicilie) -> Answer),
    /// A staff user of a structure who has that right.
    Staff(Right, fn(Cx, Staff) -> Answer),
    /// An operateur of the platform.
    Operator(fn(Cx, Operator) -> Answer),
}

/// One row of the table.
pub struct Route {
    /// Method.
    pub method: Method,
    /// Path, with `{name}` for the parts that vary.
    pub path: &'static str,
    /// Who may, and what answers.
    pub handler: Handler,
    /// The most its body may weigh, in bytes.
    pub body_bytes_max: usize,
}

impl Route {
    /// Is a file sent there? Then the page itself says that one is too big, beside its field.
    #[must_use]
    pub fn takes_a_file(&self) -> bool {
        self.body_bytes_max > BODY_BYTES_MAX
    }
}

macro_rules! table {
    (@handler Public $handler:path) => { Handler::Public(|cx| Box::pin($handler(cx))) };
    (@handler Portal $handler:path) => { Handler::Portal(|cx, me| Box::pin($handler(cx, me))) };
    (@handler Operator $handler:path) => { Handler::Operator(|cx, me| Box::pin($handler(cx, me))) };
    (@handler Staff($right:ident) $handler:path) => { Handler::Staff(Right::$right, |cx, me| Box::pin($handler(cx, me))) };
    (@weighs) => { BODY_BYTES_MAX };
    (@weighs $bytes_max:ident) => { $bytes_max };
    ($($(#[$attribute:meta])* $method:ident $path:literal $access:ident $(($right:ident))? $(up_to $bytes_max:ident)? => $handler:path;)*) => {
        /// Every URL of the product.
        pub const TABLE: &[Route] = &[$(
            $(#[$attribute])*
            Route {
                method: Method::$method,
                path: $path,
                handler: table!(@handler $access $(($right))? $handler),
                body_bytes_max: table!(@weighs $($bytes_max)?),
            },
        )*];
    };
}

table! {
    Get  "/connexion"                         Public                  => auth::portal_pages::sign_in_form;
    Post "/connexion"                         Public                  => auth::portal_pages::sign_in;
    Get  "/connexion/nouveau-mot-de-passe"    Public                  => auth::password_pages::first_password_form;
    Post "/connexion/nouveau-mot-de-passe"    Public                  => auth::password_pages::choose_first_password;
    Post "/connexion/annuler"                 Public                  => auth::password_pages::give_up_first_password;

    Get  "/oubli.svg"                         Public                  => auth::portal_pages::forget_pages;

    Get  "/portail"                           Portal                  => portal::pages::home;
    Get  "/portail/mot-de-passe"              Portal                  => auth::password_pages::new_password_form;
    Post "/portail/mot-de-passe"              Portal                  => auth::password_pages::change_password;
    Get  "/portail/documents/{document}"      Portal                  => portal::documents::download;
    Post "/portail/deconnexion"               Public                  => auth::portal_pages::sign_out;

    Get  "/gestion/connexion"                 Public                  => auth::staff_pages::sign_in_form;
    Post "/gestion/connexion"                 Public                  => auth::staff_pages::sign_in;
    Post "/gestion/deconnexion"               Public                  => auth::staff_pages::sign_out;

    Get  "/gestion/mot-de-passe-oublie"       Public                  => auth::forgotten_pages::form;
    Post "/gestion/mot-de-passe-oublie"       Public                  => auth::forgotten_pages::ask;
    Get  "/gestion/mot-de-passe-oublie/{jeton}" Public                => auth::forgotten_pages::reset_form;
    Post "/gestion/mot-de-passe-oublie/{jeton}" Public                => auth::forgotten_pages::reset;
    Get  "/gestion/adresse/{jeton}"           Public                  => account::address_pages::form;
    Post "/gestion/adresse/{jeton}"           Public                  => account::address_pages::confirm;
    Get  "/gestion/invitation/{jeton}"        Public                  => structure::members::accept_pages::form;
    Post "/gestion/invitation/{jeton}"        Public                  => structure::members::accept_pages::accept;

    Get  "/gestion"                           Staff(RecordMail)       => desk::list::pages::show;
    Get  "/gestion/rappels"                   Staff(RecordMail)       => desk::list::recall::show;
    Get  "/gestion/receptions"                Staff(RecordMail)       => desk::mail::pages::morning::show;
    Post "/gestion/receptions"                Staff(RecordMail)       => desk::mail::pages::morning::record;
    Get  "/gestion/receptions/recherche"      Staff(RecordMail)       => desk::mail::pages::morning::find;
    Get  "/gestion/usagers/nouveau"           Staff(EditFiles)        => desk::file::form_pages::new_form;
    Post "/gestion/usagers"                   Staff(EditFiles)        => desk::file::form_pages::create;
    Get  "/gestion/usagers/{usager}"          Staff(SeeFile)          => desk::file::overview::show;
    Get  "/gestion/usagers/{usager}/courriers" Staff(RecordMail)      => desk::mail::pages::show;
    Post "/gestion/usagers/{usager}/receptions" Staff(RecordMail)     => desk::mail::pages::record::reception;
    Post "/gestion/usagers/{usager}/remises"  Staff(RecordMail)       => desk::mail::pages::record::remise;
    Post "/gestion/usagers/{usager}/retours"  Staff(RecordMail)       => desk::mail::pages::record::retour;
    Post "/gestion/usagers/{usager}/transferts" Staff(RecordMail)     => desk::mail::pages::record::transfert;
    Post "/gestion/usagers/{usager}/passages" Staff(RecordMail)       => desk::mail::pages::record::passage;
    Post "/gestion/usagers/{usager}/annulations" Staff(RecordMail)    => desk::mail::pages::undo::line;
    Post "/gestion/usagers/{usager}/acces"    Staff(EditPortalAccess) => desk::access::pages::update;
    Get  "/gestion/usagers/{usager}/dossier"  Staff(SeeFile)          => desk::file::pages::show;
    Post "/gestion/usagers/{usager}/dossier"  Staff(EditFiles)        => desk::file::form_pages::save;
    Get  "/gestion/usagers/{usager}/dossier/modifier" Staff(EditFiles) => desk::file::form_pages::edit_form;
    Post "/gestion/usagers/{usager}/procurations" Staff(EditFiles)    => desk::file::pages::add_procuration;
    Post "/gestion/usagers/{usager}/procurations/{procuration}/suppression" Staff(EditFiles) => desk::file::pages::delete_procuration;
    Post "/gestion/usagers/{usager}/transfert" Staff(EditFiles)       => desk::file::pages::add_transfert;
    Post "/gestion/usagers/{usager}/transfert/suppression" Staff(EditFiles) => desk::file::pages::delete_transfert;
    Post "/gestion/usagers/{usager}/notes"    Staff(EditFiles)        => desk::file::notes_pages::add;
    Post "/gestion/usagers/{usager}/notes/{note}/epingle" Staff(EditFiles) => desk::file::notes_pages::pin;
    Post "/gestion/usagers/{usager}/notes/{note}/suppression" Staff(EditFiles) => desk::file::notes_pages::delete;
    Get  "/gestion/usagers/{usager}/effacement" Staff(ManageFiles)    => desk::erasing::pages::ask;
    Post "/gestion/usagers/{usager}/effacement" Staff(ManageFiles)    => desk::erasing::pages::erase;
    Get  "/gestion/effacements"               Staff(ManageFiles)      => desk::erasing::pages::erased;
    Get  "/gestion/usagers/{usager}/historique" Staff(SeeFile)        => desk::history::pages::show;

    Get  "/gestion/usagers/{usager}/decision" Staff(SeeFile)          => desk::decision::pages::show;
    Post "/gestion/usagers/{usager}/soumission" Staff(EditFiles)      => desk::decision::pages::submit;
    Post "/gestion/usagers/{usager}/instruction" Staff(Decide)        => desk::decision::pages::send_back;
    Post "/gestion/usagers/{usager}/validation" Staff(Decide)         => desk::decision::pages::accept;
    Post "/gestion/usagers/{usager}/refus"    Staff(Decide)           => desk::decision::pages::refuse;
    Post "/gestion/usagers/{usager}/renouvellement" Staff(EditFiles)  => desk::decision::pages::renew;
    Post "/gestion/usagers/{usager}/radiation" Staff(EditFiles)       => desk::decision::pages::end;
    Post "/gestion/usagers/{usager}/nouvelle-demande" Staff(EditFiles) => desk::decision::pages::reopen;
    Get  "/gestion/usagers/{usager}/attestation" Staff(EditFiles)     => desk::decision::pages::attestation;
    Get  "/gestion/usagers/{usager}/lettre-de-decision" Staff(EditFiles) => desk::decision::pages::decision_letter;
    Get  "/gestion/radiations"                Staff(EditFiles)        => desk::decision::several_pages::show;
    Post "/gestion/radiations"                Staff(EditFiles)        => desk::decision::several_pages::end;
    Get  "/gestion/radiations/lettres"        Staff(EditFiles)        => desk::decision::several_pages::letters;
    Get  "/gestion/usagers/{usager}/documents" Staff(SeeDocuments)    => desk::documents::pages::show;
    Post "/gestion/usagers/{usager}/documents" Staff(EditFiles) up_to UPLOAD_BYTES_MAX => desk::documents::pages::add;
    Get  "/gestion/usagers/{usager}/documents/{document}" Staff(SeeDocuments) => desk::documents::pages::download;
    Post "/gestion/usagers/{usager}/documents/{document}/partage" Staff(EditFiles) => desk::documents::pages::share;
    Post "/gestion/usagers/{usager}/documents/{document}/suppression" Staff(EditFiles) => desk::documents::pages::delete;

    Get  "/gestion/usagers/{usager}/lettres/{modele}" Staff(EditFiles) => desk::models::several_pages::one;
    Get  "/gestion/lettres"                   Staff(EditFiles)        => desk::models::several_pages::choose;
    Get  "/gestion/lettres/fichier"           Staff(EditFiles)        => desk::models::several_pages::file;
    Get  "/gestion/documents"                 Staff(ManageStructure)  => desk::models::pages::list;
    Post "/gestion/documents"                 Staff(ManageStructure) up_to MODEL_UPLOAD_BYTES_MAX => desk::models::pages::add;
    Get  "/gestion/documents/balises"         Staff(ManageStructure)  => desk::models::pages::tags;
    Get  "/gestion/documents/depart/{genre}"  Staff(ManageStructure)  => desk::models::pages::starter;
    Get  "/gestion/documents/{modele}"        Staff(ManageStructure)  => desk::models::pages::show;
    Post "/gestion/documents/{modele}"        Staff(ManageStructure) up_to MODEL_UPLOAD_BYTES_MAX => desk::models::pages::replace;
    Get  "/gestion/documents/{modele}/fichier" Staff(ManageStructure) => desk::models::pages::download;
    Post "/gestion/documents/{modele}/nom"    Staff(ManageStructure)  => desk::models::pages::rename;
    Post "/gestion/documents/{modele}/suppression" Staff(ManageStructure) => desk::models::pages::delete;

    Get  "/gestion/acces"                     Staff(EditPortalAccess) => desk::access::several::review;
    Post "/gestion/acces"                     Staff(EditPortalAccess) => desk::access::several::issue;
    Get  "/gestion/portail/comptes"           Staff(ManageFiles)      => desk::accounts::pages::show;

    Get  "/gestion/compte"                    Staff(OwnAccount)       => account::pages::show;
    Post "/gestion/compte/identite"           Staff(OwnAccount)       => account::pages::save_identity;
    Post "/gestion/compte/adresse"            Staff(OwnAccount)       => account::pages::ask_address;
    Post "/gestion/compte/mot-de-passe"       Staff(OwnAccount)       => account::pages::save_password;
    Post "/gestion/compte/deconnexions"       Staff(OwnAccount)       => account::pages::end_others;
    Get  "/gestion/statistiques"              Staff(RecordMail)       => statistics::pages::show;
    Get  "/gestion/statistiques/tableur"      Staff(RecordMail)       => statistics::pages::download;
    Get  "/gestion/structure"                 Staff(ManageStructure)  => structure::settings::pages::show;
    Post "/gestion/structure"                 Staff(ManageStructure)  => structure::settings::pages::save;
    Post "/gestion/structure/fermetures"      Staff(ManageStructure)  => structure::settings::pages::close;
    Post "/gestion/structure/fermetures/{fermeture}/suppression" Staff(ManageStructure) => structure::settings::pages::reopen;
    Get  "/gestion/importer"                  Staff(ManageFiles)      => desk::import::pages::show;
    Post "/gestion/importer"                  Staff(ManageFiles) up_to UPLOAD_BYTES_MAX => desk::import::pages::check;
    Get  "/gestion/importer/modele.xlsx"      Staff(ManageFiles)      => desk::import::pages::model_xlsx;
    Get  "/gestion/importer/modele.csv"       Staff(ManageFiles)      => desk::import::pages::model_csv;
    Get  "/gestion/importer/{import}"         Staff(ManageFiles)      => desk::import::pages::one;
    Get  "/gestion/importer/{import}/erreurs.csv" Staff(ManageFiles)  => desk::import::pages::mistakes;
    Post "/gestion/importer/{import}/confirmation" Staff(ManageFiles) => desk::import::pages::confirm;
    Post "/gestion/importer/{import}/annulation" Staff(ManageFiles)   => desk::import::pages::give_up;
    Get  "/gestion/notifications"             Staff(ManageStructure)  => structure::pages::notifications_to_come;
    Get  "/gestion/structure/portail"         Staff(ManageStructure)  => structure::pages::portal_settings;
    Post "/gestion/structure/portail"         Staff(ManageStructure)  => structure::pages::save_portal_settings;

    Get  "/gestion/utilisateurs"              Staff(SeeMembers)       => structure::members::pages::list;
    Post "/gestion/utilisateurs"              Staff(ManageStructure)  => structure::members::pages::invite;
    Post "/gestion/utilisateurs/invitations/{invitation}/renvoi" Staff(ManageStructure) => structure::members::pages::send_again;
    Post "/gestion/utilisateurs/invitations/{invitation}/annulation" Staff(ManageStructure) => structure::members::pages::take_back;
    Get  "/gestion/utilisateurs/{membre}"     Staff(ManageStructure)  => structure::members::member_pages::show;
    Post "/gestion/utilisateurs/{membre}/role" Staff(ManageStructure) => structure::members::member_pages::change_role;
    Post "/gestion/utilisateurs/{membre}/suspension" Staff(ManageStructure) => structure::members::member_pages::suspend;
    Post "/gestion/utilisateurs/{membre}/retablissement" Staff(ManageStructure) => structure::members::member_pages::restore;
    Post "/gestion/utilisateurs/{membre}/retrait" Staff(ManageStructure) => structure::members::member_pages::remove;

    Get  "/gestion/structure/annonces"        Staff(ManageStructure)  => structure::announcements::pages::list;
    Post "/gestion/structure/annonces"        Staff(ManageStructure)  => structure::announcements::pages::create;
    Get  "/gestion/structure/annonces/{annonce}" Staff(ManageStructure) => structure::announcements::pages::edit;
    Post "/gestion/structure/annonces/{annonce}" Staff(ManageStructure) => structure::announcements::pages::save;
    Post "/gestion/structure/annonces/{annonce}/suppression" Staff(ManageStructure) => structure::announcements::pages::delete;

    Get  "/orientations/{jeton}" Public => by_link::show;
    Post "/orientations/{jeton}/lecture" Public => by_link::seen;
    Get  "/orientations/{jeton}/documents/{piece}" Public => by_link::document;
    Get  "/orientations/{jeton}/beneficiaire" Public => by_link::beneficiary_form;
    Post "/orientations/{jeton}/beneficiaire" Public => by_link::beneficiary;
    Get  "/orientations/{jeton}/prescripteur" Public => by_link::prescriber_form;
    Post "/orientations/{jeton}/prescripteur" Public => by_link::prescriber;
    Get  "/orientations/{jeton}/validation" Public => by_link::accept_form;
    Post "/orientations/{jeton}/validation" Public => by_link::accept;
    Get  "/orientations/{jeton}/refus" Public => by_link::refuse_form;
    Post "/orientations/{jeton}/refus" Public => by_link::refuse;
    Get  "/orientations/{jeton}/refus/proposition" Public => by_link::proposal;
    Post "/orientations/{jeton}/lien" Public => treating::lost_pages::send_again;

    Get  "/gestion/orientations/{orientation}/traitement" Staff(ActOnOrientations) => by_staff::show;
    Post "/gestion/orientations/{orientation}/traitement/lecture" Staff(ActOnOrientations) => by_staff::seen;
    Get  "/gestion/orientations/{orientation}/traitement/documents/{piece}" Staff(ActOnOrientations) => by_staff::document;
    Get  "/gestion/orientations/{orientation}/traitement/beneficiaire" Staff(ActOnOrientations) => by_staff::beneficiary_form;
    Post "/gestion/orientations/{orientation}/traitement/beneficiaire" Staff(ActOnOrientations) => by_staff::beneficiary;
    Get  "/gestion/orientations/{orientation}/traitement/prescripteur" Staff(ActOnOrientations) => by_staff::prescriber_form;
    Post "/gestion/orientations/{orientation}/traitement/prescripteur" Staff(ActOnOrientations) => by_staff::prescriber;
    Get  "/gestion/orientations/{orientation}/traitement/validation" Staff(ActOnOrientations) => by_staff::accept_form;
    Post "/gestion/orientations/{orientation}/traitement/validation" Staff(ActOnOrientations) => by_staff::accept;
    Get  "/gestion/orientations/{orientation}/traitement/refus" Staff(ActOnOrientations) => by_staff::refuse_form;
    Post "/gestion/orientations/{orientation}/traitement/refus" Staff(ActOnOrientations) => by_staff::refuse;
    Get  "/gestion/orientations/{orientation}/traitement/refus/proposition" Staff(ActOnOrientations) => by_staff::proposal;
    Get  "/operateur"                         Operator                => operator::pages::structures;
    Get  "/operateur/structures/nouvelle"     Operator                => operator::structure_pages::new_form;
    Post "/operateur/structures"              Operator                => operator::structure_pages::create;
    Get  "/operateur/structures/{structure}"  Operator                => operator::structure_pages::show;
    Post "/operateur/structures/{structure}/suspension" Operator      => operator::structure_pages::suspend;
    Post "/operateur/structures/{structure}/reactivation" Operator    => operator::structure_pages::restore;
    Post "/operateur/structures/{structure}/invitations" Operator     => operator::structure_pages::invite;
    Post "/operateur/invitations/{structure}/{invitation}/renvoi" Operator => operator::structure_pages::send_again;
    Post "/operateur/invitations/{structure}/{invitation}/annulation" Operator => operator::structure_pages::take_back;
    Get  "/operateur/courriels"               Operator                => operator::mail_pages::show;
    Post "/operateur/courriels/essai"         Operator                => operator::mail_pages::try_out;
    Post "/operateur/courriels/{courriel}/renvoi" Operator            => operator::mail_pages::try_again;
    Post "/operateur/courriels/{courriel}/abandon" Operator           => operator::mail_pages::give_up;

    Get  "/sante"                             Public                  => operator::pages::health;

    #[cfg(feature = "dev")]
    Get  "/dev/courriels"                     Public                  => crate::outbox::mailbox::list;
    #[cfg(feature = "dev")]
    Get  "/dev/courriels.json"                Public                  => crate::outbox::mailbox::json;
    #[cfg(feature = "dev")]
    Get  "/dev/courriels/{courriel}"          Public                  => crate::outbox::mailbox::show;
    #[cfg(feature = "dev")]
    Get  "/dev/courriels/{courriel}/html"     Public                  => crate::outbox::mailbox::html;
    #[cfg(feature = "dev")]
    Post "/dev/courriels/{courriel}/messages" Public                  => crate::outbox::mailbox::repeat;
    #[cfg(feature = "dev")]
    Post "/dev/sql"                           Public                  => crate::dev::sql;
    #[cfg(feature = "dev")]
    Get  "/dev/objets"                        Public                  => crate::dev::objects;
    #[cfg(feature = "dev")]
    Get  "/dev/panique"                       Public                  => crate::dev::panic_before_answering;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_rows_have_the_same_method_and_path() {
        for (index, row) in TABLE.iter().enumerate() {
            let twin = TABLE
                .iter()
                .skip(index + 1)
                .any(|other| other.method == row.method && other.path == row.path);
            assert!(!twin, "{} {}", row.method.as_str(), row.path);
        }
    }
}
