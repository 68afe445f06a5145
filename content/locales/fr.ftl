# Français. La langue d’origine : les autres catalogues la traduisent, message par message.

date = { $jour ->
    [1] 1er
   *[other] { $jour }
} { $mois ->
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
} { $annee }

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

sms-courrier = du courrier vous attend.
sms-echeance = votre domiciliation finit le { $jour }, demandez le renouvellement.
sms-absence = passez ou appelez avant le { $jour } pour garder votre adresse.
sms-absence-vite = passez ou appelez vite pour garder votre adresse.
sms-ferme = Ouvert le { $jour }.
sms-arret = Pour arrêter : à l’accueil ou sur votre page.

page-titre = Ne plus recevoir d’e-mails
page-texte = { $structure } ne vous enverra plus d’e-mails pour vous prévenir.
page-bouton = Ne plus recevoir d’e-mails
page-fait = C’est fait : { $structure } ne vous enverra plus d’e-mails.
page-reprendre = Pour en recevoir de nouveau, demandez-le à l’accueil, ou allez sur votre page.
