//! THE table: every URL of the product, who may, and what answers. A row without access does not compile.

use std::{future::Future, pin::Pin};

use crate::{
    account,
    auth::{self, Domicilie, Operator, Person, Staff},
    desk, dossier,
    edge::{
        cx::Cx,
        error::Result,
        form::BODY_BYTES_MAX,
        page::Page,
        upload::{MODEL_UPLOAD_BYTES_MAX, UPLOAD_BYTES_MAX},
    },
    feedback, notifications, operator,
    orientation::{
        self,
        services::{self, import::pages::FILES_BYTES_MAX, pages::SERVICE_BYTES_MAX},
        treating::{self, by_link, by_staff},
    },
    places::{self, import::pages::FILE_BYTES_MAX, own::pages::PLACE_BYTES_MAX},
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
    /// Whoever was sent the secret link: the token is in the path, and nothing of the page may tell it to anyone.
    Link(fn(Cx) -> Answer),
    /// A domicilié, signed in, whose access holds.
    Portal(fn(Cx, Domicilie) -> Answer),
    /// A staff user of a structure who has that right.
    Staff(Right, fn(Cx, Staff) -> Answer),
    /// Anyone of the staff's side, operateurs included, on their own account.
    Own(fn(Cx, Person) -> Answer),
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
    (@handler Link $handler:path) => { Handler::Link(|cx| Box::pin($handler(cx))) };
    (@handler Portal $handler:path) => { Handler::Portal(|cx, me| Box::pin($handler(cx, me))) };
    (@handler Own $handler:path) => { Handler::Own(|cx, me| Box::pin($handler(cx, me))) };
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
    Get  "/connexion/{langue}"                Public                  => auth::portal_pages::sign_in_form;
    Post "/connexion/{langue}"                Public                  => auth::portal_pages::sign_in;
    Get  "/connexion/nouveau-mot-de-passe"    Public                  => auth::password_pages::first_password_form;
    Post "/connexion/nouveau-mot-de-passe"    Public                  => auth::password_pages::choose_first_password;
    Post "/connexion/annuler"                 Public                  => auth::password_pages::give_up_first_password;

    Get  "/oubli.svg"                         Public                  => auth::portal_pages::forget_pages;

    Get  "/portail"                           Portal                  => portal::pages::home;
    Get  "/portail/mot-de-passe"              Portal                  => auth::password_pages::new_password_form;
    Post "/portail/mot-de-passe"              Portal                  => auth::password_pages::change_password;
    Get  "/portail/documents/{document}"      Portal                  => portal::documents::download;
    Post "/portail/langue"                    Portal                  => auth::portal_pages::choose_language;
    Post "/portail/deconnexion"               Public                  => auth::portal_pages::sign_out;

    Get  "/portail/notifications"             Portal                  => notifications::portal_pages::show;
    Post "/portail/notifications"             Portal                  => notifications::portal_pages::save;
    Get  "/notifications/arret/{jeton}"       Link                    => notifications::stop_pages::show;
    Post "/notifications/arret/{jeton}"       Link                    => notifications::stop_pages::stop;

    Get  "/gestion/connexion"                 Public                  => auth::staff_pages::sign_in_form;
    Post "/gestion/connexion"                 Public                  => auth::staff_pages::sign_in;
    Post "/gestion/deconnexion"               Public                  => auth::staff_pages::sign_out;
    Get  "/gestion/connexion/code"            Public                  => auth::second_factor::sign_in_pages::form;
    Post "/gestion/connexion/code"            Public                  => auth::second_factor::sign_in_pages::give;
    Get  "/gestion/connexion/double-authentification" Public          => auth::second_factor::set_up_pages::first_form;
    Post "/gestion/connexion/double-authentification" Public          => auth::second_factor::set_up_pages::first;

    Get  "/gestion/mot-de-passe-oublie"       Public                  => auth::forgotten_pages::form;
    Post "/gestion/mot-de-passe-oublie"       Public                  => auth::forgotten_pages::ask;
    Get  "/gestion/mot-de-passe-oublie/{jeton}" Link                  => auth::forgotten_pages::reset_form;
    Post "/gestion/mot-de-passe-oublie/{jeton}" Link                  => auth::forgotten_pages::reset;
    Get  "/gestion/adresse/{jeton}"           Link                    => account::address_pages::form;
    Post "/gestion/adresse/{jeton}"           Link                    => account::address_pages::confirm;
    Get  "/gestion/invitation/{jeton}"        Link                    => structure::members::accept_pages::form;
    Post "/gestion/invitation/{jeton}"        Link                    => structure::members::accept_pages::accept;

    Get  "/gestion"                           Staff(RecordMail)       => desk::list::pages::show;
    Get  "/gestion/exporter"                  Staff(ManageFiles)      => desk::export::list_pages::ask;
    Post "/gestion/exporter"                  Staff(ManageFiles)      => desk::export::list_pages::export;
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
    Get  "/gestion/usagers/{usager}/notifications" Staff(EditFiles)   => notifications::file_pages::show;
    Post "/gestion/usagers/{usager}/notifications" Staff(EditFiles)   => notifications::file_pages::save;
    Get  "/gestion/usagers/{usager}/effacement" Staff(ManageFiles)    => desk::erasing::pages::ask;
    Post "/gestion/usagers/{usager}/effacement" Staff(ManageFiles)    => desk::erasing::pages::erase;
    Get  "/gestion/usagers/{usager}/export"   Staff(ManageFiles)      => desk::export::file_pages::ask;
    Post "/gestion/usagers/{usager}/export"   Staff(ManageFiles)      => desk::export::file_pages::export;
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

    Get  "/gestion/dossiers/{dossier}"        Staff(HoldDossiers)     => dossier::page::pages::show;
    Get  "/gestion/dossiers/{dossier}/modifier" Staff(HoldDossiers)   => dossier::page::edit_pages::form;
    Post "/gestion/dossiers/{dossier}/modifier" Staff(HoldDossiers)   => dossier::page::edit_pages::save;
    Post "/gestion/dossiers/{dossier}/notes"  Staff(HoldDossiers)     => dossier::notes::pages::add;
    Post "/gestion/dossiers/{dossier}/notes/{note}/suppression" Staff(HoldDossiers) => dossier::notes::pages::take_back;
    Post "/gestion/dossiers/{dossier}/parcours" Staff(HoldDossiers)   => dossier::ateliers::pages::agree;
    Post "/gestion/dossiers/{dossier}/ateliers" Staff(HoldDossiers)   => dossier::ateliers::pages::add;
    Get  "/gestion/dossiers/{dossier}/ateliers/{atelier}" Staff(HoldDossiers) => dossier::ateliers::pages::show;
    Post "/gestion/dossiers/{dossier}/ateliers/{atelier}" Staff(HoldDossiers) => dossier::ateliers::pages::correct;
    Post "/gestion/dossiers/{dossier}/ateliers/{atelier}/etat" Staff(HoldDossiers) => dossier::ateliers::pages::mark;
    Get  "/gestion/dossiers/{dossier}/carnet" Staff(HoldDossiers)     => dossier::carnet::pages::show;
    Get  "/gestion/dossiers/{dossier}/liens"  Staff(HoldDossiers)     => dossier::liens::pages::ask;
    Post "/gestion/dossiers/{dossier}/liens"  Staff(HoldDossiers)     => dossier::liens::pages::link;
    Post "/gestion/dossiers/{dossier}/liens/recherche" Staff(HoldDossiers) => dossier::liens::pages::find;
    Post "/gestion/dossiers/{dossier}/liens/{lien}/suppression" Staff(HoldDossiers) => dossier::liens::pages::unlink;
    Get  "/gestion/dossiers/{dossier}/suppression" Staff(EraseDossiers) => dossier::erasing::pages::ask;
    Post "/gestion/dossiers/{dossier}/suppression" Staff(EraseDossiers) => dossier::erasing::pages::erase;

    Get  "/gestion/services/{service}/orienter" Staff(SendOrientations) => orientation::request::start_pages::ask;
    Post "/gestion/services/{service}/orienter" Staff(SendOrientations) => orientation::request::draft_pages::start;
    Get  "/gestion/orientations"              Staff(SeeOrientations)  => orientation::board::pages::show;
    Get  "/gestion/orientations/brouillons/{brouillon}" Staff(SendOrientations) => orientation::request::draft_pages::profile;
    Post "/gestion/orientations/brouillons/{brouillon}/conformite" Staff(SendOrientations) => orientation::request::draft_pages::save_profile;
    Get  "/gestion/orientations/brouillons/{brouillon}/demande" Staff(SendOrientations) => orientation::request::draft_pages::demand;
    Post "/gestion/orientations/brouillons/{brouillon}/demande" Staff(SendOrientations) up_to UPLOAD_BYTES_MAX => orientation::request::draft_pages::save_demand;
    Get  "/gestion/orientations/brouillons/{brouillon}/verification" Staff(SendOrientations) => orientation::request::review_pages::review;
    Post "/gestion/orientations/brouillons/{brouillon}/envoi" Staff(SendOrientations) => orientation::request::review_pages::send;
    Post "/gestion/orientations/brouillons/{brouillon}/suppression" Staff(SendOrientations) => orientation::request::draft_pages::delete;
    Get  "/gestion/orientations/brouillons/{brouillon}/notice" Staff(SendOrientations) => orientation::request::review_pages::notice;
    Get  "/gestion/orientations/{orientation}" Staff(SeeOrientations) => orientation::board::request_pages::show;
    Get  "/gestion/orientations/{orientation}/notice" Staff(SeeOrientations) => orientation::board::request_pages::notice;
    Post "/gestion/orientations/{orientation}/documents" Staff(SendOrientations) up_to UPLOAD_BYTES_MAX => orientation::board::act_pages::add_file;
    Get  "/gestion/orientations/{orientation}/documents/{document}" Staff(SeeOrientations) => orientation::board::request_pages::download;
    Post "/gestion/orientations/{orientation}/annulation" Staff(SendOrientations) => orientation::board::act_pages::cancel;
    Get  "/gestion/orientations/{orientation}/effacement" Staff(SendOrientations) => orientation::board::erasing_pages::ask;
    Post "/gestion/orientations/{orientation}/effacement" Staff(SendOrientations) => orientation::board::erasing_pages::erase;

    Get  "/gestion/acces"                     Staff(EditPortalAccess) => desk::access::several::review;
    Post "/gestion/acces"                     Staff(EditPortalAccess) => desk::access::several::issue;
    Get  "/gestion/portail/comptes"           Staff(ManageFiles)      => desk::accounts::pages::show;

    Get  "/gestion/compte"                    Own                     => account::pages::show;
    Post "/gestion/compte/identite"           Own                     => account::pages::save_identity;
    Post "/gestion/compte/adresse"            Staff(OwnAccount)       => account::pages::ask_address;
    Post "/gestion/compte/adresse/abandon"    Staff(OwnAccount)       => account::pages::forget_address;
    Post "/gestion/compte/mot-de-passe"       Own                     => account::pages::save_password;
    Post "/gestion/compte/deconnexions"       Own                     => account::pages::end_others;
    Get  "/gestion/compte/double-authentification" Own                => auth::second_factor::set_up_pages::own_form;
    Post "/gestion/compte/double-authentification" Own                => auth::second_factor::set_up_pages::turn_on;
    Get  "/gestion/compte/double-authentification/appareil" Own       => auth::second_factor::set_up_pages::device_form;
    Post "/gestion/compte/double-authentification/appareil" Own       => auth::second_factor::set_up_pages::change_device;
    Get  "/gestion/compte/double-authentification/codes" Own          => auth::second_factor::own_pages::codes_form;
    Post "/gestion/compte/double-authentification/codes" Own          => auth::second_factor::own_pages::renew_codes;
    Get  "/gestion/compte/double-authentification/desactivation" Own  => auth::second_factor::own_pages::off_form;
    Post "/gestion/compte/double-authentification/desactivation" Own  => auth::second_factor::own_pages::turn_off;
    Get  "/gestion/confirmation"              Own                     => auth::second_factor::confirm_pages::form;
    Post "/gestion/confirmation"              Own                     => auth::second_factor::confirm_pages::confirm;
    Get  "/gestion/statistiques"              Staff(RecordMail)       => statistics::pages::show;
    Get  "/gestion/statistiques/tableur"      Staff(RecordMail)       => statistics::pages::download;
    Get  "/gestion/journal"                   Staff(ManageStructure)  => structure::journal::pages::show;
    Get  "/gestion/journal/export"            Staff(ManageStructure)  => structure::journal::export_pages::ask;
    Post "/gestion/journal/export"            Staff(ManageStructure)  => structure::journal::export_pages::export;
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
    Get  "/gestion/notifications"             Staff(ManageStructure)  => notifications::pages::show;
    Post "/gestion/notifications"             Staff(ManageStructure)  => notifications::pages::save;
    Post "/gestion/notifications/essai"       Staff(ManageStructure)  => notifications::pages::try_out;
    Get  "/gestion/notifications/echecs"      Staff(ManageStructure)  => notifications::pages::failures;
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
    Post "/gestion/utilisateurs/{membre}/sans-double-authentification" Staff(ManageStructure) => structure::members::member_pages::take_factor_away;

    Get  "/gestion/structure/annonces"        Staff(ManageStructure)  => structure::announcements::pages::list;
    Post "/gestion/structure/annonces"        Staff(ManageStructure)  => structure::announcements::pages::create;
    Get  "/gestion/structure/annonces/{annonce}" Staff(ManageStructure) => structure::announcements::pages::edit;
    Post "/gestion/structure/annonces/{annonce}" Staff(ManageStructure) => structure::announcements::pages::save;
    Post "/gestion/structure/annonces/{annonce}/suppression" Staff(ManageStructure) => structure::announcements::pages::delete;

    Get  "/gestion/dossiers"                  Staff(HoldDossiers)     => dossier::board::pages::show;
    Post "/gestion/dossiers"                  Staff(HoldDossiers)     => dossier::creation::pages::create;
    Get  "/gestion/dossiers/nouveau"          Staff(HoldDossiers)     => dossier::creation::pages::form;
    Get  "/gestion/dossiers/recuperation"     Staff(HoldDossiers)     => dossier::moves::fetch_pages::form;
    Post "/gestion/dossiers/recuperation"     Staff(HoldDossiers)     => dossier::moves::fetch_pages::fetch;
    Post "/gestion/dossiers/{dossier}/prise-en-charge" Staff(HoldDossiers) => dossier::moves::pages::take_charge;
    Get  "/gestion/dossiers/{dossier}/archivage" Staff(HoldDossiers)  => dossier::moves::archive_pages::form;
    Post "/gestion/dossiers/{dossier}/archivage" Staff(HoldDossiers)  => dossier::moves::archive_pages::archive;
    Post "/gestion/dossiers/{dossier}/reouverture" Staff(HoldDossiers) => dossier::moves::pages::reopen;
    Get  "/gestion/dossiers/{dossier}/reorientation" Staff(HoldDossiers) => dossier::moves::send_pages::form;
    Post "/gestion/dossiers/{dossier}/reorientation" Staff(HoldDossiers) => dossier::moves::send_pages::send;
    Post "/gestion/dossiers/{dossier}/annulation" Staff(HoldDossiers) => dossier::moves::pages::undo;

    Get  "/gestion/services"                  Staff(SeeServices)      => services::pages::list;
    Post "/gestion/services"                  Staff(EditServices) up_to SERVICE_BYTES_MAX => services::pages::create;
    Get  "/gestion/services/nouveau"          Staff(EditServices)     => services::pages::new_form;
    Get  "/gestion/services/{service}"        Staff(SeeServices)      => services::pages::show;
    Post "/gestion/services/{service}"        Staff(EditServices) up_to SERVICE_BYTES_MAX => services::pages::save;
    Get  "/gestion/services/{service}/modifier" Staff(EditServices)   => services::pages::edit_form;
    Post "/gestion/services/{service}/publication" Staff(EditServices) => services::pages::publish;
    Post "/gestion/services/{service}/retrait" Staff(EditServices)    => services::pages::withdraw;
    Post "/gestion/services/{service}/suppression" Staff(EditServices) => services::pages::delete_draft;

    Get  "/services"                          Public                  => services::public_pages::directory;
    Get  "/services/sitemap.xml"              Public                  => services::public_pages::sitemap;
    Get  "/services/{service}"                Public                  => services::public_pages::service;

    Get  "/lieux"                             Public                  => places::public_pages::directory;
    Get  "/lieux/carte.json"                  Public                  => places::map_pages::points;
    Get  "/lieux/sitemap.xml"                 Public                  => places::public_pages::sitemap;
    Get  "/lieux/{lieu}"                      Public                  => places::public_pages::place;

    Get  "/orientations/{jeton}"              Link                    => by_link::show;
    Post "/orientations/{jeton}/lecture"      Link                    => by_link::seen;
    Get  "/orientations/{jeton}/documents/{piece}" Link                    => by_link::document;
    Get  "/orientations/{jeton}/beneficiaire" Link                    => by_link::beneficiary_form;
    Post "/orientations/{jeton}/beneficiaire" Link                    => by_link::beneficiary;
    Get  "/orientations/{jeton}/prescripteur" Link                    => by_link::prescriber_form;
    Post "/orientations/{jeton}/prescripteur" Link                    => by_link::prescriber;
    Get  "/orientations/{jeton}/validation"   Link                    => by_link::accept_form;
    Post "/orientations/{jeton}/validation"   Link                    => by_link::accept;
    Get  "/orientations/{jeton}/refus"        Link                    => by_link::refuse_form;
    Post "/orientations/{jeton}/refus"        Link                    => by_link::refuse;
    Get  "/orientations/{jeton}/refus/proposition" Link                    => by_link::proposal;
    Post "/orientations/{jeton}/lien"         Link                    => treating::lost_pages::send_again;

    Get  "/gestion/orientations/{orientation}/traitement" Staff(AnswerOrientations) => by_staff::show;
    Post "/gestion/orientations/{orientation}/traitement/lecture" Staff(AnswerOrientations) => by_staff::seen;
    Get  "/gestion/orientations/{orientation}/traitement/documents/{piece}" Staff(AnswerOrientations) => by_staff::document;
    Get  "/gestion/orientations/{orientation}/traitement/beneficiaire" Staff(AnswerOrientations) => by_staff::beneficiary_form;
    Post "/gestion/orientations/{orientation}/traitement/beneficiaire" Staff(AnswerOrientations) => by_staff::beneficiary;
    Get  "/gestion/orientations/{orientation}/traitement/prescripteur" Staff(AnswerOrientations) => by_staff::prescriber_form;
    Post "/gestion/orientations/{orientation}/traitement/prescripteur" Staff(AnswerOrientations) => by_staff::prescriber;
    Get  "/gestion/orientations/{orientation}/traitement/validation" Staff(AnswerOrientations) => by_staff::accept_form;
    Post "/gestion/orientations/{orientation}/traitement/validation" Staff(AnswerOrientations) => by_staff::accept;
    Get  "/gestion/orientations/{orientation}/traitement/refus" Staff(AnswerOrientations) => by_staff::refuse_form;
    Post "/gestion/orientations/{orientation}/traitement/refus" Staff(AnswerOrientations) => by_staff::refuse;
    Get  "/gestion/orientations/{orientation}/traitement/refus/proposition" Staff(AnswerOrientations) => by_staff::proposal;

    Get  "/gestion/lieux"                     Staff(SeeServices)      => places::own::pages::list;
    Post "/gestion/lieux"                     Staff(EditPlaces) up_to PLACE_BYTES_MAX => places::own::pages::create;
    Get  "/gestion/lieux/nouveau"             Staff(EditPlaces)       => places::own::pages::new_form;
    Get  "/gestion/lieux/{lieu}"              Staff(SeeServices)      => places::own::pages::show;
    Post "/gestion/lieux/{lieu}"              Staff(EditPlaces) up_to PLACE_BYTES_MAX => places::own::pages::save;
    Get  "/gestion/lieux/{lieu}/modifier"     Staff(EditPlaces)       => places::own::pages::edit_form;
    Post "/gestion/lieux/{lieu}/retrait"      Staff(EditPlaces)       => places::own::pages::withdraw;
    Post "/gestion/lieux/{lieu}/retour"       Staff(EditPlaces)       => places::own::pages::put_back;

    Get  "/lieux.csv"                         Public                  => places::export::pages::csv;
    Get  "/lieux.geojson"                     Public                  => places::export::pages::geojson;

    Post "/aide/avis"                         Public                  => feedback::pages::answer;
    Get  "/aide/merci"                        Public                  => feedback::pages::thanks;

    Get  "/operateur"                         Operator                => operator::pages::structures;
    Get  "/operateur/structures/nouvelle"     Operator                => operator::structure_pages::new_form;
    Post "/operateur/structures"              Operator                => operator::structure_pages::create;
    Get  "/operateur/structures/{structure}"  Operator                => operator::structure_pages::show;
    Post "/operateur/structures/{structure}/suspension" Operator      => operator::structure_pages::suspend;
    Post "/operateur/structures/{structure}/reactivation" Operator    => operator::structure_pages::restore;
    Post "/operateur/structures/{structure}/administrateurs/{membre}/sans-double-authentification" Operator => operator::structure_pages::take_factor_away;
    Post "/operateur/structures/{structure}/invitations" Operator     => operator::structure_pages::invite;
    Post "/operateur/invitations/{structure}/{invitation}/renvoi" Operator => operator::structure_pages::send_again;
    Post "/operateur/invitations/{structure}/{invitation}/annulation" Operator => operator::structure_pages::take_back;
    Get  "/operateur/courriels"               Operator                => operator::mail_pages::show;
    Post "/operateur/courriels/essai"         Operator                => operator::mail_pages::try_out;
    Post "/operateur/courriels/{courriel}/renvoi" Operator            => operator::mail_pages::try_again;
    Post "/operateur/courriels/{courriel}/abandon" Operator           => operator::mail_pages::give_up;
    Get  "/operateur/avis"                    Operator                => feedback::operator_pages::show;
    Post "/operateur/avis/{avis}/traite"      Operator                => feedback::operator_pages::treat;
    Post "/operateur/avis/{avis}/a-traiter"   Operator                => feedback::operator_pages::take_up;
    Post "/operateur/avis/{avis}/suppression" Operator                => feedback::operator_pages::erase;

    Get  "/operateur/services"                Operator                => services::import::pages::start;
    Post "/operateur/services"                Operator up_to FILES_BYTES_MAX => services::import::pages::check;
    Get  "/operateur/services/{import}"       Operator                => services::import::pages::one;
    Post "/operateur/services/{import}/confirmation" Operator         => services::import::pages::confirm;
    Post "/operateur/services/{import}/annulation" Operator           => services::import::pages::give_up;
    Get  "/operateur/lieux"                   Operator                => places::import::pages::start;
    Post "/operateur/lieux"                   Operator up_to FILE_BYTES_MAX => places::import::pages::check;
    Get  "/operateur/lieux/{import}"          Operator                => places::import::pages::one;
    Get  "/operateur/lieux/{import}/refus.csv" Operator               => places::import::pages::refusals;
    Post "/operateur/lieux/{import}/confirmation" Operator            => places::import::pages::confirm;
    Post "/operateur/lieux/{import}/annulation" Operator              => places::import::pages::give_up;
    Get  "/operateur/lieux/fiches"            Operator                => places::attach::pages::find;
    Get  "/operateur/lieux/fiches/{lieu}"     Operator                => places::attach::pages::show;
    Post "/operateur/lieux/fiches/{lieu}/structure" Operator          => places::attach::pages::give;
    Post "/operateur/lieux/fiches/{lieu}/reprise" Operator            => places::attach::pages::take;

    Get  "/operateur/services/fiches"         Operator                => services::taken_out::find;
    Get  "/operateur/services/fiches/{service}" Operator              => services::taken_out::show;
    Post "/operateur/services/fiches/{service}/retrait" Operator      => services::taken_out::take_out;
    Post "/operateur/services/fiches/{service}/retour" Operator       => services::taken_out::put_back;

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
    fn whatever_has_a_token_in_its_path_is_a_link() {
        for row in TABLE {
            let told = row.path.contains("{jeton}");
            let link = matches!(row.handler, Handler::Link(_));
            assert_eq!(told, link, "{} {}", row.method.as_str(), row.path);
        }
    }

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
