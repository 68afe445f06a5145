# Français. La langue d’origine, relue : les autres catalogues la traduisent, message par message.
#
# Pour qui traduit :
# – Le ton : des phrases courtes, le vouvoiement, des mots de tous les jours. La personne n’a souvent qu’un téléphone, et lit
#   peut-être avec peine. « Domiciliation » : avoir une adresse pour son courrier dans une structure, quand on n’a pas de
#   logement stable. « La structure » : le CCAS ou l’association qui garde le courrier. « L’accueil » : son guichet.
# – Évitez ce qui s’accorde avec la personne (« vous êtes prévenu ») quand la langue permet de le dire autrement.
# – Les mêmes noms de variables que le français, toutes, au moins une fois : un test le vérifie. Leur ordre est libre.
# – { $nombre } est un nombre : écrivez toutes les formes du pluriel de votre langue ({ $nombre -> [one] … *[other] … }), en
#   français [one] et [other], en arabe six. La bonne forme est choisie seule, au-delà de cent aussi. Les chiffres s’écrivent seuls comme il faut.
# – { $date } est « 13 février 2027 », { $semaine } le nom du jour, tel qu’écrit dans « semaine ». Si la langue décline,
#   mettez le nom du jour entre parenthèses après la date.
# – { $structure }, { $prenom }, { $adresse }, { $motif } sont écrits par des gens, en français : ils ne se traduisent pas.
# – { connexion-identifiant } reprend les mots d’un autre message du même catalogue : c’est le nom d’un champ ou d’un bouton.
# – La première ligne du fichier dit la langue, et si une personne l’a relu : « # Anglais. Traduction non relue par un locuteur. »
# – Les messages existants se gardent s’ils sont justes ; « $reste » (arabe) ne sert plus : choisissez sur { $jours }.
# – Un guillemet, une espace, une virgule se mettent comme le veut votre langue.

## Les dates, les heures, les listes, les nombres

# Une date entière, sans le jour de la semaine.
date = { $jour ->
    [1] 1er
   *[other] { $jour }
} { mois } { $annee }
# La même sans l’année, pour un jour proche.
date-proche = { $jour ->
    [1] 1er
   *[other] { $jour }
} { mois }
# Le nom du mois, tel qu’il est dans « 13 février ».
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
# Le nom du jour : 1 est lundi, 7 est dimanche.
semaine = { $semaine ->
    [1] lundi
    [2] mardi
    [3] mercredi
    [4] jeudi
    [5] vendredi
    [6] samedi
   *[7] dimanche
}
# Une date en chiffres, pour les petites lignes : 13/02/2027. Jour et mois ont deux chiffres.
date-chiffres = { $jour }/{ $mois }/{ $annee }
# Une heure juste : « 9 h ».
heure-juste = { $heures } h
# Une heure et des minutes, qui ont deux chiffres : « 9 h 30 ».
heure-minutes = { $heures } h { $minutes }
# À la place d’une heure : le minuit qui finit un jour.
heure-minuit = minuit
# « 2 courriers et 1 colis ».
liste-fin = { $debut } et { $dernier }
# « 2 courriers, 1 avis de passage » (il reste « et 1 colis »).
liste-suite = { $debut }, { $suivant }
# Le poids d’un document, en kilo-octets, en méga-octets.
poids-ko = { $nombre } Ko
poids-mo = { $nombre } Mo

## Autour de chaque page

# Le premier lien de la page, pour qui se sert du clavier.
page-contenu = Aller au contenu
# Ouvre tout de suite un autre site, quand quelqu’un arrive et ne doit pas voir.
page-quitter = Quitter cette page
page-deconnexion = Se déconnecter
# Le titre dans l’onglet du navigateur quand un formulaire a une erreur.
page-titre-erreur = Erreur : { $titre }
# Le nom du menu des liens du bas, pour qui se sert d’un lecteur d’écran.
pied-nom = Informations
pied-aide = Aide
# Les trois pages suivantes sont en français.
pied-confidentialite = Confidentialité
pied-accessibilite = Accessibilité
pied-mentions = Mentions légales
# Le nom du menu des langues.
langue-menu = Langue
langue-changer = Changer de langue
# Petit, en bas : seulement dans les langues dont personne n’a relu le catalogue.
langue-non-relue = Cette traduction n’a pas encore été relue.
# Les mots au-dessus d’un avis, selon sa gravité.
avis-information = Information
avis-attention = Attention
avis-important = Important

## Les formulaires

# Au-dessus de la liste des erreurs.
formulaire-a-corriger = À corriger
# Lu avant une erreur par un lecteur d’écran.
formulaire-erreur = Erreur :
formulaire-enregistrer = Enregistrer
formulaire-annuler = Annuler
# Les boutons à côté d’un mot de passe : le montrer, le cacher.
mot-de-passe-afficher = Afficher
mot-de-passe-masquer = Masquer

## La page de connexion

connexion-titre = Connexion à votre espace courrier
connexion-question = Votre courrier vous attend ?
connexion-chapeau = Regardez d’ici, avant de vous déplacer.
connexion-identifiant = Votre identifiant
connexion-identifiant-aide = 8 lettres, sur la lettre remise par votre structure
connexion-mot-de-passe = Mot de passe
connexion-partage = Cet ordinateur est partagé
connexion-partage-aide = Si oui, vous serez déconnecté après 10 minutes sans rien faire.
# Le bouton.
connexion-bouton = Connexion
oubli-titre = Mot de passe oublié ?
oubli-texte = Demandez à votre structure, à l’accueil ou par téléphone. Elle vous remettra une nouvelle lettre avec un nouveau mot de passe.
# Un lien vers l’aide.
connexion-premiere = C’est ma première connexion
# Un lien pour les personnes qui travaillent à l’accueil ; leur page est en français.
connexion-structures = Vous travaillez dans une structure ?

# Ce qui ne va pas, sur la page de connexion : un titre, puis quoi faire.
refus-titre = Connexion impossible
refus-texte = Vérifiez votre identifiant et votre mot de passe, puis réessayez.
essais-titre = Trop d’essais
essais-minutes = Par sécurité, réessayez dans { $nombre ->
    [one] { $nombre } minute
   *[other] { $nombre } minutes
}.
essais-heures = Par sécurité, réessayez dans { $nombre ->
    [one] { $nombre } heure
   *[other] { $nombre } heures
}.
acces-ferme-titre = Accès fermé
acces-ferme-texte = Votre accès à cet espace a été fermé. Adressez-vous à l’accueil de votre structure.
temporaire-expire-titre = Mot de passe temporaire expiré
temporaire-expire-texte = Il n’est valable que 30 jours. Demandez-en un nouveau à l’accueil de votre structure.
# Après « Se déconnecter ».
session-finie = Vous êtes déconnecté. Vous pouvez fermer cette page.
# Après un long moment sans rien faire.
session-expiree = Vous n’êtes plus connecté. Rien n’est perdu : connectez-vous de nouveau.

## Choisir son mot de passe

choix-titre-page = Choisir un nouveau mot de passe
choix-titre = Choisissez votre mot de passe
choix-chapeau = C’est votre première connexion, veuillez choisir un nouveau mot de passe:
choix-changer = Changer mon mot de passe
choix-actuel = Mot de passe actuel
choix-nouveau = Nouveau mot de passe
choix-confirmation = Confirmation du mot de passe
choix-confirmation-aide = Écrivez-le une deuxième fois.
choix-enregistrer = Enregistrer le nouveau mot de passe
choix-secret = Ce mot de passe est à vous seul. Personne de votre structure ne vous le demandera.
# Au-dessus des règles, qui continuent la phrase.
regles-titre = Votre mot de passe :
regle-temporaire = Est différent du mot de passe temporaire
regle-actuel = Est différent du mot de passe actuel
regle-longueur = Au moins 8 caractères
regle-chiffre = Au moins 1 chiffre
regle-majuscule = Au moins une lettre en majuscule
regle-minuscule = Au moins une lettre en minuscule
# Dit pendant qu’on écrit : « Règles respectées : 3 sur 5 ».
regles-compte = Règles respectées : { $respectees } sur { $total }
# Les erreurs.
erreur-actuel = Ce n’est pas votre mot de passe actuel.
erreur-different = Choisissez un mot de passe différent de celui que vous venez d’utiliser.
erreur-longueur = Il faut au moins 8 caractères.
erreur-trop-long = Choisissez au plus { $nombre ->
    [one] { $nombre } caractère
   *[other] { $nombre } caractères
}.
erreur-chiffre = Ajoutez au moins un chiffre.
erreur-majuscule = Ajoutez au moins une lettre majuscule.
erreur-minuscule = Ajoutez au moins une lettre minuscule.
erreur-confirmation = Les deux mots de passe ne sont pas les mêmes.
choix-fait = Votre mot de passe est changé.

## L’accueil : le courrier

accueil-titre = Votre espace courrier
accueil-bonjour = Bonjour { $prenom } !
accueil-bienvenue = Bienvenue dans votre espace de suivi de courrier
courrier-oui = Vous avez du courrier !
courrier-non = Vous n’avez pas de nouveau courrier
courrier-non-texte = Cette page est tenue à jour par votre structure. Revenez quand vous voulez.
# Les trois sortes de courrier, comptées.
courrier-lettres = { $nombre ->
    [one] { $nombre } courrier
   *[other] { $nombre } courriers
}
# « Avis de passage » : le papier du facteur pour une lettre recommandée, ou un paquet, à prendre à La Poste.
courrier-avis = { $nombre ->
    [one] { $nombre } avis de passage
   *[other] { $nombre } avis de passage
}
courrier-colis = { $nombre ->
    [one] { $nombre } colis
   *[other] { $nombre } colis
}
courrier-ou = Vous pouvez le récupérer dans votre centre de domiciliation
courrier-avis-urgent = Un avis de passage est urgent : prenez-le ici, puis allez vite à La Poste. Elle ne garde la lettre que 15 jours.
courrier-depuis = Depuis le { $semaine } { $date }

## L’accueil : quand revenir, et jusqu’à quand

passage-avant = Prochain passage avant le { $semaine } { $date }
passage-pourquoi = Passez ou téléphonez avant cette date pour garder votre adresse.
passage-reste = Il vous reste { $nombre ->
    [one] { $nombre } jour
   *[other] { $nombre } jours
}. Passez ou téléphonez pour garder votre adresse.
passage-demain = C’est demain. Passez ou téléphonez pour garder votre adresse.
passage-aujourdhui = C’est aujourd’hui. Passez ou téléphonez pour garder votre adresse.
passage-depasse = Cette date est passée. Allez vite dans votre structure pour ne pas perdre votre adresse.
fin-passee = Votre domiciliation a pris fin le { $date }
fin-passee-texte = Allez vite dans votre structure pour demander le renouvellement. Votre courrier n’est pas perdu.
fin-aujourdhui = Votre domiciliation prend fin aujourd’hui
fin-aujourdhui-texte = Allez dans votre structure aujourd’hui pour demander le renouvellement.
fin-proche = Votre domiciliation prend fin le { $semaine } { $date }
fin-proche-texte = Demandez le renouvellement à votre structure avant cette date.
# Un renouvellement est demandé, et la domiciliation est déjà finie.
renouvellement-tard-texte = Votre demande de renouvellement est à l’étude. Demandez à l’accueil s’il manque quelque chose. Votre courrier n’est pas perdu.
# Un renouvellement est demandé, et la domiciliation court encore.
renouvellement-valable = Votre adresse reste valable jusqu’au { $semaine } { $date }
renouvellement-texte = Votre demande de renouvellement est à l’étude. Votre structure vous dira sa décision. D’ici là, rien ne change pour votre courrier.

## L’accueil : une décision, et ce que l’on peut faire

recours-renouvellement = Votre renouvellement a été refusé
recours-renouvellement-texte = Votre adresse reste valable jusqu’au { $semaine } { $date } : venez chercher votre courrier jusque-là.
recours-refus = Votre demande a été refusée
recours-refus-texte = La structure doit vous expliquer sa décision par écrit et vous indiquer une autre structure qui peut vous domicilier.
recours-radiation = Votre domiciliation a pris fin
recours-radiation-texte = Passez récupérer le courrier qui vous attend, et prévenez les organismes qui vous écrivent. Vous pouvez faire une nouvelle demande.
# Pourquoi : l’un des motifs qui suivent, ou les mots de la structure.
recours-motif = Motif : { $motif }.
motif-non-precise = non précisé
# La structure n’accueille que certaines personnes, selon son accord avec l’État.
motif-hors-agrement = hors agrément de la structure
motif-pas-de-lien = pas de lien avec la commune
motif-saturation = plus de place dans la structure
motif-votre-demande = à votre demande
motif-plus-de-lien = plus de lien avec la commune
motif-fin = fin de la domiciliation
motif-absence = pas de manifestation depuis plus de 3 mois
motif-reglement = non-respect du règlement
motif-logement = entrée en logement
motif-autre = autre
# Trois choses que l’on peut faire.
recours-parler = Parlez-en d’abord à l’accueil : une erreur peut se corriger tout de suite.
recours-ecrire = Vous pouvez écrire à la structure pour lui demander de revoir sa décision, dans les 2 mois.
recours-tribunal = Vous pouvez aussi saisir le tribunal administratif dans les 2 mois. Le Défenseur des droits aide gratuitement : { $telephone }.

## L’accueil : où aller

ou-titre = Où aller
# « Ouvert » ou « fermé » en ce moment ; { $heure } est une heure, comme « 9 h 30 ».
porte-ouverte = Ouvert
porte-ouverte-heure = Ouvert, ferme à { $heure }
porte-ouverte-demain = Ouvert, ferme demain à { $heure }
porte-ouverte-jour = Ouvert, ferme { $semaine } { $date } à { $heure }
porte-fermee = Fermé
porte-fermee-heure = Fermé, ouvre à { $heure }
porte-fermee-demain = Fermé, ouvre demain à { $heure }
porte-fermee-jour = Fermé, ouvre { $semaine } { $date } à { $heure }
# Les jours où la structure sera fermée : un jour, ou plusieurs.
fermeture-jour = Fermé le { $semaine } { $date }
fermeture-jours = Fermé du { $semaine } { $date } au { $semaineFin } { $dateFin }
# Et pourquoi, dans les mots de la structure.
fermeture-motif = { $fermeture } : { $motif }
# Les horaires : « Du lundi au vendredi : 9 h – 12 h, 14 h – 17 h ». La première lettre devient une majuscule.
horaires-ligne = { $jours } : { $heures }
horaires-deux-jours = { $premier } et { $dernier }
horaires-plusieurs-jours = du { $premier } au { $dernier }
horaires-tous-les-jours = tous les jours
horaires-plage = { $debut } – { $fin }
horaires-ferme = fermé
horaires-feries = jours fériés
# L’adresse de la personne, quand on ne vient pas là où arrive le courrier.
ou-courrier = Votre adresse pour le courrier : { $adresse }

## L’accueil : la domiciliation, les informations, les documents

domiciliation-titre = Votre domiciliation
domiciliation-dossier = Votre dossier
domiciliation-statut = Statut
domiciliation-debut = Début
domiciliation-echeance = Échéance
domiciliation-passage = Dernier passage
statut-instruction = Instruction
statut-attente = Attente de décision
statut-actif = Actif
statut-refuse = Refusé
statut-radie = Radié
statut-renouvellement = Renouvellement en cours
informations-titre = Vos informations
informations-sans-telephone = Téléphone non renseigné
informations-sans-email = Email non renseigné
informations-erreur = Une erreur ? Dites-le à votre structure : elle la corrigera.
annonce-de = Annonce de votre structure
documents-titre = Vos documents
document-image = Image { $format }
mouvements-titre = Ces derniers temps
# { $quoi } : « 2 courriers et 1 colis ».
mouvement-recu = Reçu : { $quoi }
mouvement-remis = Remis : { $quoi }
mouvement-retour = Retour à l’expéditeur : { $quoi }
mouvement-transfert = Transfert : { $quoi }
mouvement-appel = Appel téléphonique
mouvement-visite = Visite
accueil-messages = Choisir comment être prévenu

## « Mes messages » : e-mails et SMS

messages-titre = Mes messages
messages-chapeau = { $structure } peut vous prévenir : du courrier vous attend, votre domiciliation se termine, ou vous n’êtes pas venu depuis longtemps.
messages-fermes = Votre structure n’envoie pas de messages pour le moment. Votre choix est gardé.
messages-refuse-titre = Les SMS ne partent plus
messages-refuse-texte = Votre numéro a été refusé. Dites-le à l’accueil : votre structure le corrigera.
messages-question = Comment voulez-vous être prévenu ?
messages-aucune = Aucune
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

# Une petite ligne au-dessus du titre ; { $status } est un nombre comme 404.
incident-numero = Erreur { $status }
incident-intact = Rien n’a été modifié.
incident-incomplet = Cette demande n’est pas complète
incident-incomplet-texte = Revenez en arrière et réessayez.
incident-deconnecte = Vous n’êtes plus connecté
incident-deconnecte-texte = Connectez-vous, puis recommencez.
incident-interdit = Vous n’avez pas accès à cette page
incident-autre-site = Cette demande vient d’un autre site
incident-autre-site-texte = Par sécurité, elle n’a pas été suivie. Ouvrez la page depuis Escale et recommencez.
incident-introuvable = Cette page n’existe pas
incident-introuvable-texte = L’adresse contient peut-être une erreur, ou la page a été retirée.
incident-action = Cette action n’est pas possible ici
incident-action-texte = Revenez à la page précédente.
# Deux choses ont été faites en même temps.
incident-conflit = Quelqu’un est passé avant vous
incident-conflit-texte = Votre mot de passe ou votre accès vient d’être modifié. Recommencez la connexion.
incident-lourd = C’est trop lourd
incident-lourd-texte = Ce que vous avez envoyé dépasse la taille permise.
incident-trop = Trop de demandes à la fois
incident-trop-texte = Patientez { $nombre ->
    [one] { $nombre } seconde
   *[other] { $nombre } secondes
}, puis réessayez.
incident-absent = Le service est momentanément indisponible
incident-absent-texte = Réessayez dans quelques minutes.
incident-interne = Une erreur est survenue de notre côté
incident-interne-texte = Elle a été enregistrée. Réessayez ; si elle revient, transmettez le numéro ci-dessous à la personne qui vous aide.
# Suivi d’un numéro.
incident-demande = Si vous demandez de l’aide, donnez ce numéro :
# Les liens pour en sortir.
incident-courrier = Votre courrier
incident-connexion = Page de connexion

## Un lien reçu par e-mail qui ne sert plus

lien-titre = Ce lien ne sert plus
lien-inconnu = Il est incomplet, ou il a été remplacé par un autre. Vérifiez que vous avez bien ouvert le lien entier.
lien-servi = Il a déjà servi, ou il a été remplacé par un autre. Si vous avez reçu plusieurs e-mails, ouvrez le plus récent.
lien-passe = Il n’était valable qu’un moment, et ce moment est passé.
lien-disparu = Ce à quoi il menait n’existe plus.
lien-arret-conseil = Pour ne plus recevoir d’e-mails, demandez-le à l’accueil de votre structure, ou ouvrez votre page.
lien-arret-page = Ouvrir ma page

## L’aide « Première connexion », page courte

aide-titre = Première connexion
aide-resume = Avec la lettre de votre structure, vous choisissez votre mot de passe en quelques minutes.
aide-lettre-titre = Ce qu’il vous faut
aide-lettre = La lettre remise par votre structure. Elle porte votre identifiant (8 lettres) et un mot de passe temporaire (8 chiffres). Ce mot de passe est valable 30 jours.
aide-sans-lettre = Vous n’avez pas de lettre ? Demandez l’accès au portail à l’accueil de votre structure.
aide-etapes-titre = Pas à pas
# Un lien vers la page de connexion.
aide-etape-ouvrir = Ouvrez la page de connexion.
aide-etape-code = Avec un téléphone, vous pouvez aussi viser le carré noir et blanc de la lettre avec l’appareil photo.
aide-etape-identifiant = Sous « { connexion-identifiant } », écrivez les 8 lettres. Majuscules ou minuscules, peu importe.
aide-etape-mot-de-passe = Sous « { connexion-mot-de-passe } », écrivez les 8 chiffres de la lettre.
aide-etape-partage = Vous êtes sur votre propre téléphone ? Vérifiez que la case « { connexion-partage } » n’est pas cochée.
aide-etape-bouton = Appuyez sur « { connexion-bouton } ».
aide-etape-choisir = Choisissez un nouveau mot de passe. Écrivez-le sous « { choix-nouveau } », puis une deuxième fois sous « { choix-confirmation } ».
aide-etape-fin = Appuyez sur « { connexion-bouton } ». Votre page s’ouvre.
aide-bon-titre = Choisir un bon mot de passe
aide-bon = Au moins 8 caractères, avec 1 chiffre, 1 lettre majuscule et 1 lettre minuscule. Deux ou trois mots que vous retenez, avec un chiffre, font un bon mot de passe. Gardez-le pour vous.
aide-probleme-titre = Si ça ne marche pas
aide-probleme-lettres = Vérifiez chaque lettre de l’identifiant sur votre lettre.
aide-probleme-attendre = Après 5 essais ratés de suite, il faut attendre un peu. La page vous dit combien de temps.
aide-probleme-lettre = Mot de passe oublié, ou lettre perdue ? Demandez une nouvelle lettre à l’accueil. Votre courrier ne bouge pas.
aide-partage-titre = Sur un ordinateur partagé
aide-partage = Laissez la case « { connexion-partage } » cochée. Quand vous avez fini, appuyez sur « { page-deconnexion } », en haut de la page.

## La deuxième page de la lettre d’accès, imprimée dans la langue de la personne

lettre-titre = Comment voir si vous avez du courrier
lettre-texte = Cette lettre vous donne accès à votre espace courrier. La première page dit la même chose en français.
# Suivi de l’adresse de la page de connexion.
lettre-site = Ouvrez cette adresse, ou visez le carré avec l’appareil photo de votre téléphone :
lettre-identifiant = Sous « { connexion-identifiant } », écrivez :
lettre-mot-de-passe = Sous « { connexion-mot-de-passe } », écrivez le mot de passe temporaire :
lettre-choisir = Appuyez sur « { connexion-bouton } », puis choisissez votre propre mot de passe.
lettre-valable = Le mot de passe temporaire est valable jusqu’au { $date }.
lettre-garder = Gardez cette lettre en lieu sûr. Ne donnez votre mot de passe à personne. Si vous l’oubliez, demandez-en un nouveau à l’accueil.
# Suivi du nom et de l’adresse de la structure.
lettre-adresse = Votre structure :

## Les messages que la structure envoie : e-mails

objet-courrier = Du courrier vous attend
objet-echeance = Votre domiciliation se termine bientôt
objet-absence = Passez nous voir pour garder votre adresse
bonjour = Bonjour { $prenom },
courrier = Du courrier vous attend à { $structure }. Passez le prendre à l’accueil.
echeance = Votre domiciliation se termine le { $jour }. Pour garder votre adresse, demandez le renouvellement à l’accueil avant ce jour.
absence = Votre dernier passage date de { $jours ->
    [one] { $jours } jour
   *[other] { $jours } jours
}.
absence-avant = Passez ou téléphonez avant le { $jour } pour garder votre adresse.
absence-vite = Passez ou téléphonez dès que possible pour garder votre adresse.
ferme-ouvre-a = Nous sommes fermés aujourd’hui. Nous ouvrons le { $jour } à { $heure }.
ferme-ouvre = Nous sommes fermés aujourd’hui. Nous ouvrons le { $jour }.
ou = Où : { $adresse }
bouton = Voir ma page
lien = Si le bouton ne marche pas, recopiez cette adresse :
pourquoi = Vous recevez ce message parce que vous avez demandé à { $structure } d’être prévenu par e-mail.
automatique = Ce message est envoyé automatiquement : n’y répondez pas.
arret = Ne plus recevoir ces messages

## Les mêmes en SMS : le plus court possible (avec le nom de la structure, deux SMS au plus)

sms-courrier = du courrier vous attend.
sms-echeance = votre domiciliation finit le { $jour }, demandez le renouvellement.
sms-absence = passez ou appelez avant le { $jour } pour garder votre adresse.
sms-absence-vite = passez ou appelez vite pour garder votre adresse.
sms-ferme = Ouvert le { $jour }.
sms-arret = Pour arrêter : à l’accueil ou sur votre page.

## La page qui arrête les e-mails

page-titre = Ne plus recevoir d’e-mails
page-texte = { $structure } ne vous enverra plus d’e-mails pour vous prévenir.
page-bouton = Ne plus recevoir d’e-mails
page-fait = C’est fait : { $structure } ne vous enverra plus d’e-mails.
page-reprendre = Pour en recevoir de nouveau, demandez-le à l’accueil, ou allez sur votre page.
