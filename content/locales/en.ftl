# Anglais. Traduction non relue par un locuteur.

## Les dates, les heures, les listes, les nombres

date = { $jour } { mois } { $annee }
date-proche = { $jour } { mois }
mois = { $mois ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
semaine = { $semaine ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
date-chiffres = { $jour }/{ $mois }/{ $annee }
heure-juste = { $heures }:00
heure-minutes = { $heures }:{ $minutes }
heure-minuit = midnight
liste-fin = { $debut } and { $dernier }
liste-suite = { $debut }, { $suivant }
poids-ko = { $nombre } KB
poids-mo = { $nombre } MB

## Autour de chaque page

page-contenu = Skip to content
page-quitter = Leave this page
page-deconnexion = Sign out
page-titre-erreur = Error: { $titre }
pied-nom = Information
pied-aide = Help
pied-confidentialite = Privacy
pied-accessibilite = Accessibility
pied-mentions = Legal information
langue-menu = Language
langue-changer = Change language
langue-non-relue = This translation has not been checked yet.
avis-information = Information
avis-attention = Warning
avis-important = Important

## Les formulaires

formulaire-a-corriger = Please correct
formulaire-erreur = Error:
formulaire-enregistrer = Save
formulaire-annuler = Cancel
mot-de-passe-afficher = Show
mot-de-passe-masquer = Hide

## La page de connexion

connexion-titre = Sign in to your mail page
connexion-question = Is there mail for you?
connexion-chapeau = Check here before you make the trip.
connexion-identifiant = Your username
connexion-identifiant-aide = 8 letters, on the letter your centre gave you
connexion-mot-de-passe = Password
connexion-partage = Other people use this computer
connexion-partage-aide = If so, you will be signed out after 10 minutes of doing nothing.
connexion-bouton = Sign in
oubli-titre = Forgot your password?
oubli-texte = Ask your centre, at the front desk or by phone. They will give you a new letter with a new password.
connexion-premiere = This is my first time signing in
connexion-structures = Do you work at a centre?

refus-titre = You could not be signed in
refus-texte = Check your username and your password, then try again.
essais-titre = Too many tries
essais-minutes = For security, try again in { $nombre ->
    [one] { $nombre } minute
   *[other] { $nombre } minutes
}.
essais-heures = For security, try again in { $nombre ->
    [one] { $nombre } hour
   *[other] { $nombre } hours
}.
acces-ferme-titre = Access closed
acces-ferme-texte = Your access to this page has been closed. Ask at the front desk of your centre.
temporaire-expire-titre = Your temporary password has expired
temporaire-expire-texte = It only works for 30 days. Ask for a new one at the front desk of your centre.
session-finie = You are signed out. You can close this page.
session-expiree = You are no longer signed in. Nothing is lost: sign in again.

## Choisir son mot de passe

choix-titre-page = Choose a new password
choix-titre = Choose your password
choix-chapeau = This is your first time signing in. Please choose a new password:
choix-changer = Change my password
choix-actuel = Current password
choix-nouveau = New password
choix-confirmation = Confirm the password
choix-confirmation-aide = Write it a second time.
choix-enregistrer = Save the new password
choix-secret = This password is for you alone. Nobody at your centre will ask you for it.
regles-titre = Your password:
regle-temporaire = Is different from the temporary password
regle-actuel = Is different from the current password
regle-longueur = Has at least 8 characters
regle-chiffre = Has at least 1 number
regle-majuscule = Has at least one capital letter
regle-minuscule = Has at least one small letter
regles-compte = Rules met: { $respectees } out of { $total }
erreur-actuel = This is not your current password.
erreur-different = Choose a password that is different from the one you have just used.
erreur-longueur = You need at least 8 characters.
erreur-trop-long = Choose no more than { $nombre ->
    [one] { $nombre } character
   *[other] { $nombre } characters
}.
erreur-chiffre = Add at least one number.
erreur-majuscule = Add at least one capital letter.
erreur-minuscule = Add at least one small letter.
erreur-confirmation = The two passwords are not the same.
choix-fait = Your password has been changed.

## L’accueil : le courrier

accueil-titre = Your mail page
accueil-bonjour = Hello { $prenom }!
accueil-bienvenue = Welcome to the page where you follow your mail
courrier-oui = You have mail!
courrier-non = You have no new mail
courrier-non-texte = Your centre keeps this page up to date. Come back whenever you like.
courrier-lettres = { $nombre ->
    [one] { $nombre } letter
   *[other] { $nombre } letters
}
courrier-avis = { $nombre ->
    [one] { $nombre } post office notice (“avis de passage”)
   *[other] { $nombre } post office notices (“avis de passage”)
}
courrier-colis = { $nombre ->
    [one] { $nombre } parcel
   *[other] { $nombre } parcels
}
courrier-ou = You can collect it at the centre that keeps your mail
courrier-avis-urgent = A post office notice is urgent. A registered letter or a parcel is waiting for you at the post office (La Poste). Collect the notice here, then go to La Poste quickly. They only keep the letter for 15 days.
courrier-depuis = Since { $semaine } { $date }

## L’accueil : quand revenir, et jusqu’à quand

passage-avant = Next visit before { $semaine } { $date }
passage-pourquoi = Come or call before this date to keep your address.
passage-reste = You have { $nombre ->
    [one] { $nombre } day
   *[other] { $nombre } days
} left. Come or call to keep your address.
passage-demain = It is tomorrow. Come or call to keep your address.
passage-aujourdhui = It is today. Come or call to keep your address.
passage-depasse = This date has passed. Go to your centre quickly so that you do not lose your address.
fin-passee = Your postal address ended on { $date }
fin-passee-texte = Go to your centre quickly to ask for a renewal. Your mail is not lost.
fin-aujourdhui = Your postal address ends today
fin-aujourdhui-texte = Go to your centre today to ask for a renewal.
fin-proche = Your postal address ends on { $semaine } { $date }
fin-proche-texte = Ask your centre for a renewal before this date.
renouvellement-tard-texte = Your request for a renewal is being looked at. Ask at the front desk if anything is missing. Your mail is not lost.
renouvellement-valable = You can use your address until { $semaine } { $date }
renouvellement-texte = Your request for a renewal is being looked at. Your centre will tell you its decision. Until then, nothing changes for your mail.

## L’accueil : une décision, et ce que l’on peut faire

recours-renouvellement = Your renewal was refused
recours-renouvellement-texte = You can use your address until { $semaine } { $date }: come and collect your mail until then.
recours-refus = Your request was refused
recours-refus-texte = The centre must explain its decision to you in writing. It must also tell you about another centre that can give you a postal address.
recours-radiation = Your postal address has ended
recours-radiation-texte = Come and collect the mail waiting for you, and tell the offices that write to you. You can make a new request.
recours-motif = Reason: { $motif }.
motif-non-precise = not given
motif-hors-agrement = the centre only has approval to receive some people
motif-pas-de-lien = no link with the town
motif-saturation = no more places at the centre
motif-votre-demande = you asked for it
motif-plus-de-lien = no longer any link with the town
motif-fin = end of the postal address
motif-absence = no visit or call for more than 3 months
motif-reglement = the rules were not followed
motif-logement = moving into a home
motif-autre = other
recours-parler = First, talk about it at the front desk: a mistake can be put right straight away.
recours-ecrire = You can write to the centre to ask it to look at its decision again, within 2 months.
recours-tribunal = You can also go to the administrative court (“tribunal administratif”) within 2 months. The Défenseur des droits, who defends people’s rights, helps you for free: { $telephone }.

## L’accueil : où aller

ou-titre = Where to go
porte-ouverte = Open
porte-ouverte-heure = Open, closes at { $heure }
porte-ouverte-demain = Open, closes tomorrow at { $heure }
porte-ouverte-jour = Open, closes on { $semaine } { $date } at { $heure }
porte-fermee = Closed
porte-fermee-heure = Closed, opens at { $heure }
porte-fermee-demain = Closed, opens tomorrow at { $heure }
porte-fermee-jour = Closed, opens on { $semaine } { $date } at { $heure }
fermeture-jour = Closed on { $semaine } { $date }
fermeture-jours = Closed from { $semaine } { $date } to { $semaineFin } { $dateFin }
fermeture-motif = { $fermeture }: { $motif }
horaires-ligne = { $jours }: { $heures }
horaires-deux-jours = { $premier } and { $dernier }
horaires-plusieurs-jours = { $premier } to { $dernier }
horaires-tous-les-jours = every day
horaires-plage = { $debut } – { $fin }
horaires-ferme = closed
horaires-feries = public holidays
ou-courrier = Your address for mail: { $adresse }

## L’accueil : la domiciliation, les informations, les documents

domiciliation-titre = Your postal address (“domiciliation”)
domiciliation-dossier = Your file
domiciliation-statut = Status
domiciliation-debut = Start
domiciliation-echeance = End
domiciliation-passage = Last visit
statut-instruction = Being looked at
statut-attente = Waiting for a decision
statut-actif = Active
statut-refuse = Refused
statut-radie = Ended
statut-renouvellement = Renewal in progress
informations-titre = Your details
informations-sans-telephone = No phone number given
informations-sans-email = No e-mail address given
informations-erreur = A mistake? Tell your centre: they will correct it.
annonce-de = Announcement from your centre
documents-titre = Your documents
document-image = { $format } image
mouvements-titre = Recently
mouvement-recu = Received: { $quoi }
mouvement-remis = Handed over: { $quoi }
mouvement-retour = Returned to sender: { $quoi }
mouvement-transfert = Sent on: { $quoi }
mouvement-appel = Phone call
mouvement-visite = Visit
accueil-messages = Choose how to be told

## « Mes messages » : e-mails et SMS

messages-titre = My messages
messages-chapeau = { $structure } can let you know: you have mail waiting, your postal address is ending, or you have not come for a long time.
messages-fermes = Your centre is not sending messages at the moment. Your choice is kept.
messages-refuse-titre = Text messages are no longer sent
messages-refuse-texte = Your number was refused. Tell the front desk: your centre will correct it.
messages-question = How do you want to be told?
messages-aucune = No messages
messages-email = By e-mail
messages-sms = By text message
messages-les-deux = By e-mail and text message
messages-adresse = E-mail: { $email }
messages-sans-adresse = E-mail: none. Give it at the front desk.
messages-mobile = Mobile: { $numero }
messages-sans-mobile = Mobile: none. Give it at the front desk.
messages-choisir = Choose from the list.
messages-fait = Your choice is saved.
messages-retour = Back to my page

## Quand une page ne peut pas être montrée

incident-numero = Error { $status }
incident-intact = Nothing was changed.
incident-incomplet = This request is not complete
incident-incomplet-texte = Go back and try again.
incident-deconnecte = You are no longer signed in
incident-deconnecte-texte = Sign in, then start again.
incident-interdit = You do not have access to this page
incident-autre-site = This request comes from another site
incident-autre-site-texte = For security, it was not carried out. Open the page from Escale and start again.
incident-introuvable = This page does not exist
incident-introuvable-texte = There may be a mistake in the address, or the page has been removed.
incident-action = This cannot be done here
incident-action-texte = Go back to the previous page.
incident-conflit = Someone got there before you
incident-conflit-texte = Your password or your access has just been changed. Sign in again.
incident-lourd = It is too big
incident-lourd-texte = What you sent is larger than the size allowed.
incident-trop = Too many requests at once
incident-trop-texte = Wait { $nombre ->
    [one] { $nombre } second
   *[other] { $nombre } seconds
}, then try again.
incident-absent = The service is not available for the moment
incident-absent-texte = Try again in a few minutes.
incident-interne = Something went wrong on our side
incident-interne-texte = The error has been recorded. Try again. If it comes back, give the number below to the person who is helping you.
incident-demande = If you ask for help, give this number:
incident-courrier = Your mail
incident-connexion = Sign-in page

## Un lien reçu par e-mail qui ne sert plus

lien-titre = This link no longer works
lien-inconnu = It is not complete, or another one has replaced it. Check that you opened the whole link.
lien-servi = It has already been used, or another one has replaced it. If you received several e-mails, open the latest one.
lien-passe = It only worked for a while, and that time is over.
lien-disparu = What it led to no longer exists.
lien-arret-conseil = To stop getting e-mails, ask at the front desk of your centre, or open your page.
lien-arret-page = Open my page

## L’aide « Première connexion », page courte

aide-titre = Signing in for the first time
aide-resume = With the letter from your centre, you choose your password in a few minutes.
aide-lettre-titre = What you need
aide-lettre = The letter your centre gave you. On it are your username (8 letters) and a temporary password (8 numbers). This password works for 30 days.
aide-sans-lettre = You do not have a letter? Ask for access to the portal at the front desk of your centre.
aide-etapes-titre = Step by step
aide-etape-ouvrir = Open the sign-in page.
aide-etape-code = With a phone, you can also point the camera at the black and white square on the letter.
aide-etape-identifiant = Under “{ connexion-identifiant }”, write the 8 letters. Capital or small letters, it does not matter.
aide-etape-mot-de-passe = Under “{ connexion-mot-de-passe }”, write the 8 numbers from the letter.
aide-etape-partage = Are you on your own phone? Check that the box “{ connexion-partage }” is not ticked.
aide-etape-bouton = Press “{ connexion-bouton }”.
aide-etape-choisir = Choose a new password. Write it under “{ choix-nouveau }”, then a second time under “{ choix-confirmation }”.
aide-etape-fin = Press “{ connexion-bouton }”. Your page opens.
aide-bon-titre = Choosing a good password
aide-bon = At least 8 characters, with 1 number, 1 capital letter and 1 small letter. Two or three words you can remember, with a number, make a good password. Keep it to yourself.
aide-probleme-titre = If it does not work
aide-probleme-lettres = Check each letter of the username against your letter.
aide-probleme-attendre = After 5 wrong tries in a row, you have to wait a little. The page tells you how long.
aide-probleme-lettre = Forgotten password, or lost letter? Ask for a new letter at the front desk. Your mail stays where it is.
aide-partage-titre = On a computer that other people use
aide-partage = Leave the box “{ connexion-partage }” ticked. When you have finished, press “{ page-deconnexion }” at the top of the page.

## La deuxième page de la lettre d’accès, imprimée dans la langue de la personne

lettre-titre = How to see if you have mail
lettre-texte = This letter gives you access to your mail page. The first page says the same thing in French.
lettre-site = Open this address, or point your phone’s camera at the square:
lettre-identifiant = Under “{ connexion-identifiant }”, write:
lettre-mot-de-passe = Under “{ connexion-mot-de-passe }”, write the temporary password:
lettre-choisir = Press “{ connexion-bouton }”, then choose your own password.
lettre-valable = The temporary password works until { $date }.
lettre-garder = Keep this letter in a safe place. Do not give your password to anyone. If you forget it, ask for a new one at the front desk.
lettre-adresse = Your centre:

## Les messages que la structure envoie : e-mails

objet-courrier = You have mail waiting
objet-echeance = Your postal address ends soon
objet-absence = Come and see us to keep your postal address
bonjour = Hello { $prenom },
courrier = You have mail waiting at { $structure }. Come to the front desk to collect it.
echeance = Your postal address (“domiciliation”) ends on { $jour }. To keep it, ask for a renewal at the front desk before that day.
absence = Your last visit was { $jours ->
    [one] { $jours } day
   *[other] { $jours } days
} ago.
absence-avant = Come or call before { $jour } to keep your address.
absence-vite = Come or call as soon as you can to keep your address.
ferme-ouvre-a = We are closed today. We open on { $jour } at { $heure }.
ferme-ouvre = We are closed today. We open on { $jour }.
ou = Where: { $adresse }
bouton = See my page
lien = If the button does not work, copy this address:
pourquoi = You get this message because you asked { $structure } to let you know by e-mail.
automatique = This message is sent automatically: please do not reply.
arret = Stop getting these messages

## Les mêmes en SMS : le plus court possible (avec le nom de la structure, deux SMS au plus)

sms-courrier = you have mail waiting.
sms-echeance = your postal address ends on { $jour }, ask for a renewal.
sms-absence = come or call before { $jour } to keep your address.
sms-absence-vite = come or call soon to keep your address.
sms-ferme = Open on { $jour }.
sms-arret = To stop: at the desk or on your page.

## La page qui arrête les e-mails

page-titre = Stop getting e-mails
page-texte = { $structure } will no longer send you e-mails to let you know.
page-bouton = Stop getting e-mails
page-fait = Done: { $structure } will no longer send you e-mails.
page-reprendre = To get them again, ask at the front desk, or go to your page.
