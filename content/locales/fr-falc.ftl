# Français facile à lire et à comprendre (FALC). Traduction non relue par un locuteur.

## Les dates, les heures, les listes, les nombres

date = { $jour ->
    [1] 1er
   *[other] { $jour }
} { mois } { $annee }
date-proche = { $jour ->
    [1] 1er
   *[other] { $jour }
} { mois }
mois = { $mois ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
semaine = { $semaine ->
    [1] lundi
    [2] mardi
    [3] mercredi
    [4] jeudi
    [5] vendredi
    [6] samedi
   *[7] dimanche
}
date-chiffres = { $jour }/{ $mois }/{ $annee }
heure-juste = { $heures } h
heure-minutes = { $heures } h { $minutes }
heure-minuit = minuit
liste-fin = { $debut } et { $dernier }
liste-suite = { $debut }, { $suivant }
poids-ko = { $nombre } Ko
poids-mo = { $nombre } Mo

## Autour de chaque page

page-contenu = Aller au contenu
page-quitter = Quitter cette page
page-deconnexion = Se déconnecter
page-titre-erreur = Erreur : { $titre }
pied-nom = Informations
pied-aide = Aide
pied-confidentialite = Confidentialité
pied-accessibilite = Accessibilité
pied-mentions = Mentions légales
langue-menu = Langue
langue-changer = Changer de langue
langue-non-relue = Personne n’a encore relu cette page en français facile.
avis-information = Information
avis-attention = Attention
avis-important = Important

## Les formulaires

formulaire-a-corriger = À corriger
formulaire-erreur = Erreur :
formulaire-enregistrer = Enregistrer
formulaire-annuler = Annuler
mot-de-passe-afficher = Afficher
mot-de-passe-masquer = Masquer

## La page de connexion

connexion-titre = Connexion à votre espace courrier
connexion-question = Avez-vous du courrier ?
connexion-chapeau = Regardez ici. Venez après.
connexion-identifiant = Votre identifiant
connexion-identifiant-aide = Ce sont 8 lettres. Elles sont sur la lettre de votre structure.
connexion-mot-de-passe = Mot de passe
connexion-partage = Cet ordinateur est partagé
connexion-partage-aide = La case est cochée ? Alors, après 10 minutes sans rien faire, la connexion s’arrête.
connexion-bouton = Connexion
oubli-titre = Mot de passe oublié ?
oubli-texte = Demandez de l’aide à votre structure. Allez à l’accueil ou téléphonez. Votre structure vous donnera une nouvelle lettre. La lettre aura un nouveau mot de passe.
connexion-premiere = C’est ma première connexion
connexion-structures = Vous travaillez dans une structure ?

refus-titre = Connexion impossible
refus-texte = Vérifiez votre identifiant. Vérifiez votre mot de passe. Puis essayez encore.
essais-titre = Trop d’essais
essais-minutes = C’est pour votre sécurité. Attendez { $nombre ->
    [one] { $nombre } minute
   *[other] { $nombre } minutes
}. Puis essayez encore.
essais-heures = C’est pour votre sécurité. Attendez { $nombre ->
    [one] { $nombre } heure
   *[other] { $nombre } heures
}. Puis essayez encore.
acces-ferme-titre = Accès fermé
acces-ferme-texte = Votre accès à cet espace est fermé. Parlez-en à l’accueil de votre structure.
temporaire-expire-titre = Ce mot de passe ne marche plus
temporaire-expire-texte = C’était un mot de passe temporaire. Il marche seulement 30 jours. Demandez un nouveau mot de passe à l’accueil de votre structure.
session-finie = La connexion est finie. Vous pouvez fermer cette page.
session-expiree = La connexion est finie. Vous n’avez rien perdu. Connectez-vous encore une fois.

## Choisir son mot de passe

choix-titre-page = Choisir un nouveau mot de passe
choix-titre = Choisissez votre mot de passe
choix-chapeau = C’est votre première connexion. Choisissez un nouveau mot de passe :
choix-changer = Changer mon mot de passe
choix-actuel = Mot de passe actuel
choix-nouveau = Nouveau mot de passe
choix-confirmation = Confirmation du mot de passe
choix-confirmation-aide = Écrivez le mot de passe une deuxième fois.
choix-enregistrer = Enregistrer le nouveau mot de passe
choix-secret = Ce mot de passe est à vous. Il est secret. Votre structure ne vous le demandera jamais.
regles-titre = Votre mot de passe :
regle-temporaire = Il est différent du mot de passe temporaire
regle-actuel = Il est différent du mot de passe actuel
regle-longueur = Au moins 8 lettres, chiffres ou signes
regle-chiffre = Au moins 1 chiffre
regle-majuscule = Au moins 1 grande lettre (majuscule)
regle-minuscule = Au moins 1 petite lettre (minuscule)
regles-compte = Règles respectées : { $respectees } sur { $total }
erreur-actuel = Ce n’est pas votre mot de passe actuel.
erreur-different = Vous venez d’utiliser ce mot de passe. Choisissez un autre mot de passe.
erreur-longueur = Il faut au moins 8 lettres, chiffres ou signes.
erreur-trop-long = C’est trop long. Il faut au plus { $nombre ->
    [one] { $nombre } lettre, chiffre ou signe
   *[other] { $nombre } lettres, chiffres ou signes
}.
erreur-chiffre = Ajoutez au moins 1 chiffre.
erreur-majuscule = Ajoutez au moins 1 grande lettre (majuscule).
erreur-minuscule = Ajoutez au moins 1 petite lettre (minuscule).
erreur-confirmation = Les 2 mots de passe sont différents. Écrivez 2 fois le même.
choix-fait = Votre mot de passe est changé.

## L’accueil : le courrier

accueil-titre = Votre espace courrier
accueil-bonjour = Bonjour { $prenom } !
accueil-bienvenue = Bienvenue. Ici, vous suivez votre courrier.
courrier-oui = Vous avez du courrier !
courrier-non = Vous n’avez pas de nouveau courrier
courrier-non-texte = Votre structure met cette page à jour. Revenez quand vous voulez.
courrier-lettres = { $nombre ->
    [one] { $nombre } courrier
   *[other] { $nombre } courriers
}
courrier-avis = { $nombre ->
    [one] { $nombre } avis de passage
   *[other] { $nombre } avis de passage
}
courrier-colis = { $nombre ->
    [one] { $nombre } colis
   *[other] { $nombre } colis
}
courrier-ou = Prenez-le dans votre centre de domiciliation
courrier-avis-urgent = Un avis de passage est urgent. C’est un papier du facteur. Une lettre recommandée ou un paquet vous attend à La Poste. Prenez le papier ici. Puis allez vite à La Poste. La Poste garde la lettre seulement 15 jours.
courrier-depuis = Depuis le { $semaine } { $date }

## L’accueil : quand revenir, et jusqu’à quand

passage-avant = Prochain passage avant le { $semaine } { $date }
passage-pourquoi = Venez ou téléphonez avant cette date. Ainsi, vous gardez votre adresse.
passage-reste = Il vous reste { $nombre ->
    [one] { $nombre } jour
   *[other] { $nombre } jours
}. Venez ou téléphonez. Ainsi, vous gardez votre adresse.
passage-demain = C’est demain. Venez ou téléphonez. Ainsi, vous gardez votre adresse.
passage-aujourdhui = C’est aujourd’hui. Venez ou téléphonez. Ainsi, vous gardez votre adresse.
passage-depasse = Cette date est passée. Allez vite dans votre structure. Sinon, vous pouvez perdre votre adresse.
fin-passee = Votre domiciliation est finie depuis le { $date }
fin-passee-texte = La domiciliation, c’est votre adresse pour le courrier. Allez vite dans votre structure. Demandez le renouvellement. Votre courrier n’est pas perdu.
fin-aujourdhui = Votre domiciliation finit aujourd’hui
fin-aujourdhui-texte = La domiciliation, c’est votre adresse pour le courrier. Allez dans votre structure aujourd’hui. Demandez le renouvellement.
fin-proche = Votre domiciliation finit le { $semaine } { $date }
fin-proche-texte = La domiciliation, c’est votre adresse pour le courrier. Demandez le renouvellement à votre structure avant cette date.
renouvellement-tard-texte = Vous avez demandé le renouvellement. Votre structure étudie votre demande. Il manque peut-être quelque chose. Posez la question à l’accueil. Votre courrier n’est pas perdu.
renouvellement-valable = Votre adresse marche jusqu’au { $semaine } { $date }
renouvellement-texte = Vous avez demandé le renouvellement. Votre structure étudie votre demande. Elle vous dira sa décision. En attendant, rien ne change pour votre courrier.

## L’accueil : une décision, et ce que l’on peut faire

recours-renouvellement = Votre renouvellement est refusé
recours-renouvellement-texte = Votre adresse marche jusqu’au { $semaine } { $date }. Venez chercher votre courrier jusqu’à cette date.
recours-refus = Votre demande est refusée
recours-refus-texte = La structure doit vous expliquer sa décision par écrit. Elle doit aussi vous indiquer une autre structure. Cette autre structure peut vous donner une adresse pour le courrier.
recours-radiation = Votre domiciliation est finie
recours-radiation-texte = La domiciliation, c’est votre adresse pour le courrier. Du courrier vous attend peut-être : venez le chercher. Des organismes vous écrivent : prévenez-les. Vous pouvez faire une nouvelle demande.
recours-motif = Pourquoi : { $motif }.
motif-non-precise = raison non donnée
motif-hors-agrement = la structure peut accueillir seulement certaines personnes
motif-pas-de-lien = pas de lien avec la commune
motif-saturation = plus de place dans la structure
motif-votre-demande = vous l’avez demandé
motif-plus-de-lien = plus de lien avec la commune
motif-fin = fin de la domiciliation
motif-absence = pas de visite ni d’appel depuis plus de 3 mois
motif-reglement = règlement non respecté
motif-logement = entrée dans un logement
motif-autre = autre raison
recours-parler = Parlez-en d’abord à l’accueil. C’est peut-être une erreur. On peut la corriger tout de suite.
recours-ecrire = Vous n’êtes pas d’accord ? Écrivez à la structure. Demandez-lui de revoir sa décision. Vous avez 2 mois.
recours-tribunal = Vous pouvez aussi aller au tribunal administratif. Vous avez 2 mois. Le Défenseur des droits aide gratuitement : { $telephone }.

## L’accueil : où aller

ou-titre = Où aller
porte-ouverte = Ouvert
porte-ouverte-heure = Ouvert. Ferme à { $heure }
porte-ouverte-demain = Ouvert. Ferme demain à { $heure }
porte-ouverte-jour = Ouvert. Ferme { $semaine } { $date } à { $heure }
porte-fermee = Fermé
porte-fermee-heure = Fermé. Ouvre à { $heure }
porte-fermee-demain = Fermé. Ouvre demain à { $heure }
porte-fermee-jour = Fermé. Ouvre { $semaine } { $date } à { $heure }
fermeture-jour = Fermé le { $semaine } { $date }
fermeture-jours = Fermé du { $semaine } { $date } au { $semaineFin } { $dateFin }
fermeture-motif = { $fermeture } : { $motif }
horaires-ligne = { $jours } : { $heures }
horaires-deux-jours = { $premier } et { $dernier }
horaires-plusieurs-jours = du { $premier } au { $dernier }
horaires-tous-les-jours = tous les jours
horaires-plage = de { $debut } à { $fin }
horaires-ferme = fermé
horaires-feries = jours fériés
ou-courrier = Votre adresse pour le courrier : { $adresse }

## L’accueil : la domiciliation, les informations, les documents

domiciliation-titre = Votre domiciliation
domiciliation-dossier = Votre dossier
domiciliation-statut = Statut
domiciliation-debut = Début
domiciliation-echeance = Fin
domiciliation-passage = Dernier passage
statut-instruction = Demande à l’étude
statut-attente = Attente de décision
statut-actif = Actif
statut-refuse = Refusé
statut-radie = Fini
statut-renouvellement = Renouvellement en cours
informations-titre = Vos informations
informations-sans-telephone = Pas de téléphone
informations-sans-email = Pas d’e-mail
informations-erreur = Il y a une erreur ? Dites-le à votre structure. Elle va corriger.
annonce-de = Annonce de votre structure
documents-titre = Vos documents
document-image = Image { $format }
mouvements-titre = Ces derniers temps
mouvement-recu = Reçu : { $quoi }
mouvement-remis = Donné : { $quoi }
mouvement-retour = Renvoyé à l’expéditeur : { $quoi }
mouvement-transfert = Envoyé ailleurs : { $quoi }
mouvement-appel = Appel téléphonique
mouvement-visite = Visite
accueil-messages = Choisir comment recevoir les messages

## « Mes messages » : e-mails et SMS

messages-titre = Mes messages
messages-chapeau = { $structure } peut vous envoyer un message dans 3 cas : du courrier vous attend, votre domiciliation finit bientôt, votre dernier passage est ancien.
messages-fermes = Votre structure n’envoie pas de messages en ce moment. Votre choix est gardé.
messages-refuse-titre = Les SMS ne partent plus
messages-refuse-texte = Votre numéro de téléphone est refusé. Dites-le à l’accueil. Votre structure va corriger le numéro.
messages-question = Comment voulez-vous recevoir les messages ?
messages-aucune = Pas de message
messages-email = Par e-mail
messages-sms = Par SMS
messages-les-deux = Par e-mail et par SMS
messages-adresse = E-mail : { $email }
messages-sans-adresse = E-mail : aucun. Donnez-le à l’accueil.
messages-mobile = Mobile : { $numero }
messages-sans-mobile = Mobile : aucun. Donnez-le à l’accueil.
messages-choisir = Choisissez dans la liste.
messages-fait = Votre choix est enregistré.
messages-retour = Revenir à ma page

## Quand une page ne peut pas être montrée

incident-numero = Erreur { $status }
incident-intact = Rien n’a changé.
incident-incomplet = Il manque quelque chose dans cette demande
incident-incomplet-texte = Revenez en arrière. Puis essayez encore.
incident-deconnecte = La connexion est finie
incident-deconnecte-texte = Connectez-vous. Puis recommencez.
incident-interdit = Vous ne pouvez pas voir cette page
incident-autre-site = Cette demande vient d’un autre site
incident-autre-site-texte = Nous n’avons rien fait. C’est pour votre sécurité. Ouvrez la page depuis Escale. Puis recommencez.
incident-introuvable = Cette page n’existe pas
incident-introuvable-texte = Il y a peut-être une erreur dans l’adresse. Ou la page est supprimée.
incident-action = Cette action n’est pas possible ici
incident-action-texte = Revenez à la page d’avant.
incident-conflit = Quelqu’un est passé avant vous
incident-conflit-texte = Votre mot de passe ou votre accès vient de changer. Recommencez la connexion.
incident-lourd = C’est trop lourd
incident-lourd-texte = Votre envoi est trop gros.
incident-trop = Trop de demandes à la fois
incident-trop-texte = Attendez { $nombre ->
    [one] { $nombre } seconde
   *[other] { $nombre } secondes
}. Puis essayez encore.
incident-absent = Le service ne marche pas en ce moment
incident-absent-texte = Attendez quelques minutes. Puis essayez encore.
incident-interne = Il y a une erreur. Elle vient de nous
incident-interne-texte = L’erreur est notée. Essayez encore. L’erreur revient ? Une personne vous aide ? Donnez-lui le numéro ci-dessous.
incident-demande = Vous demandez de l’aide ? Donnez ce numéro :
incident-courrier = Votre courrier
incident-connexion = Page de connexion

## Un lien reçu par e-mail qui ne sert plus

lien-titre = Ce lien ne marche plus
lien-inconnu = Il manque un morceau du lien. Ou un autre lien le remplace. Vérifiez : avez-vous ouvert le lien entier ?
lien-servi = Ce lien a déjà servi. Ou un autre lien le remplace. Vous avez reçu plusieurs e-mails ? Ouvrez le dernier.
lien-passe = Ce lien marchait un certain temps. Ce temps est passé.
lien-disparu = La page de ce lien n’existe plus.
lien-arret-conseil = Vous ne voulez plus recevoir d’e-mails ? Dites-le à l’accueil de votre structure. Ou ouvrez votre page.
lien-arret-page = Ouvrir ma page

## L’aide « Première connexion », page courte

aide-titre = Première connexion
aide-resume = Vous avez la lettre de votre structure. Choisissez votre mot de passe. Cela prend quelques minutes.
aide-lettre-titre = Il vous faut
aide-lettre = Il vous faut la lettre de votre structure. Votre identifiant est sur la lettre. Ce sont 8 lettres. Un mot de passe temporaire est aussi sur la lettre. Ce sont 8 chiffres. Ce mot de passe marche 30 jours.
aide-sans-lettre = Vous n’avez pas de lettre ? Allez à l’accueil de votre structure. Demandez l’accès au portail.
aide-etapes-titre = Pas à pas
aide-etape-ouvrir = Ouvrez la page de connexion.
aide-etape-code = Vous avez un téléphone ? Ouvrez l’appareil photo. Visez le carré noir et blanc de la lettre. Cela ouvre aussi la page.
aide-etape-identifiant = Sous « { connexion-identifiant } », écrivez les 8 lettres. Vous pouvez écrire en grandes ou en petites lettres.
aide-etape-mot-de-passe = Sous « { connexion-mot-de-passe } », écrivez les 8 chiffres de la lettre.
aide-etape-partage = Vous utilisez votre téléphone à vous ? Regardez la case « { connexion-partage } ». Elle ne doit pas être cochée.
aide-etape-bouton = Appuyez sur « { connexion-bouton } ».
aide-etape-choisir = Choisissez un nouveau mot de passe. Écrivez-le sous « { choix-nouveau } ». Écrivez-le encore sous « { choix-confirmation } ».
aide-etape-fin = Appuyez sur « { connexion-bouton } ». Votre page s’ouvre.
aide-bon-titre = Choisir un bon mot de passe
aide-bon = Il faut au moins 8 lettres, chiffres ou signes. Il faut 1 chiffre. Il faut 1 grande lettre (majuscule). Il faut 1 petite lettre (minuscule). Une idée : prenez 2 ou 3 mots faciles pour vous. Ajoutez 1 chiffre. Gardez ce mot de passe pour vous.
aide-probleme-titre = Cela ne marche pas ?
aide-probleme-lettres = Regardez votre lettre. Vérifiez chaque lettre de l’identifiant.
aide-probleme-attendre = Vous avez raté 5 fois de suite ? Il faut attendre un peu. La page vous dit combien de temps.
aide-probleme-lettre = Vous avez oublié le mot de passe ? Vous avez perdu la lettre ? Demandez une nouvelle lettre à l’accueil. Votre courrier ne bouge pas.
aide-partage-titre = Sur un ordinateur partagé
aide-partage = Laissez la case « { connexion-partage } » cochée. Vous avez fini ? Appuyez sur « { page-deconnexion } ». C’est en haut de la page.

## La deuxième page de la lettre d’accès, imprimée dans la langue de la personne

lettre-titre = Comment voir votre courrier
lettre-texte = Avec cette lettre, vous ouvrez votre espace courrier. La première page dit la même chose.
lettre-site = Ouvrez cette adresse. Ou visez le carré avec l’appareil photo de votre téléphone :
lettre-identifiant = Sous « { connexion-identifiant } », écrivez :
lettre-mot-de-passe = Sous « { connexion-mot-de-passe } », écrivez le mot de passe temporaire :
lettre-choisir = Appuyez sur « { connexion-bouton } ». Puis choisissez votre mot de passe à vous.
lettre-valable = Le mot de passe temporaire marche jusqu’au { $date }.
lettre-garder = Gardez bien cette lettre. Ne donnez votre mot de passe à personne. Vous oubliez votre mot de passe ? Demandez un nouveau mot de passe à l’accueil.
lettre-adresse = Votre structure :

## Les messages que la structure envoie : e-mails

objet-courrier = Du courrier vous attend
objet-echeance = Votre domiciliation finit bientôt
objet-absence = Venez nous voir pour garder votre adresse
bonjour = Bonjour { $prenom },
courrier = Du courrier vous attend. Il est à { $structure }. Venez le prendre à l’accueil.
echeance = Votre domiciliation finit le { $jour }. La domiciliation, c’est votre adresse pour le courrier. Vous voulez la garder ? Demandez le renouvellement à l’accueil avant ce jour.
absence = Votre dernier passage : il y a { $jours ->
    [one] { $jours } jour
   *[other] { $jours } jours
}.
absence-avant = Venez ou téléphonez avant le { $jour }. Ainsi, vous gardez votre adresse.
absence-vite = Venez ou téléphonez vite. Ainsi, vous gardez votre adresse.
ferme-ouvre-a = Aujourd’hui, c’est fermé. Nous ouvrons le { $jour } à { $heure }.
ferme-ouvre = Aujourd’hui, c’est fermé. Nous ouvrons le { $jour }.
ou = Où : { $adresse }
bouton = Voir ma page
lien = Le bouton ne marche pas ? Recopiez cette adresse :
pourquoi = Pourquoi ce message ? Vous avez demandé des e-mails à { $structure }.
automatique = Un ordinateur envoie ce message. Ne répondez pas.
arret = Ne plus recevoir ces messages

## Les mêmes en SMS : le plus court possible (avec le nom de la structure, deux SMS au plus)

sms-courrier = du courrier vous attend.
sms-echeance = votre domiciliation finit le { $jour }. Demandez le renouvellement.
sms-absence = venez ou appelez avant le { $jour } pour garder votre adresse.
sms-absence-vite = venez ou appelez vite pour garder votre adresse.
sms-ferme = Ouvert le { $jour }.
sms-arret = Pour arrêter : à l’accueil ou sur votre page.

## La page qui arrête les e-mails

page-titre = Ne plus recevoir d’e-mails
page-texte = { $structure } ne vous enverra plus d’e-mails.
page-bouton = Ne plus recevoir d’e-mails
page-fait = C’est fait. { $structure } ne vous enverra plus d’e-mails.
page-reprendre = Vous voulez encore des e-mails ? Dites-le à l’accueil. Ou allez sur votre page.
