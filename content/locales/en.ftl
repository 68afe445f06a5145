# Anglais. Traduction non relue par un locuteur.

date = { $jour } { $mois ->
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
} { $annee }

objet-courrier = You have mail waiting
objet-echeance = Your postal address ends soon
objet-absence = Come and see us to keep your postal address
bonjour = Hello { $prenom },
courrier = You have mail waiting at { $structure }. Come to the front desk to collect it.
echeance = Your postal address (domiciliation) ends on { $jour }. To keep it, ask for a renewal at the front desk before that day.
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

sms-courrier = you have mail waiting.
sms-echeance = your postal address ends on { $jour }, ask for a renewal.
sms-absence = come or call before { $jour } to keep your address.
sms-absence-vite = come or call soon to keep your address.
sms-ferme = Open on { $jour }.
sms-arret = To stop: at the desk or on your page.

page-titre = Stop getting e-mails
page-texte = { $structure } will no longer send you e-mails to let you know.
page-bouton = Stop getting e-mails
page-fait = Done: { $structure } will no longer send you e-mails.
page-reprendre = To get them again, ask at the front desk, or go to your page.
