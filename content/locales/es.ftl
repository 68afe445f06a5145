# Espagnol. Traduction non relue par un locuteur.

date = { $jour } de { $mois ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $annee }

objet-courrier = Tiene correo esperándole
objet-echeance = Su domiciliación termina pronto
objet-absence = Venga a vernos para conservar su dirección
bonjour = Buenos días, { $prenom }:
courrier = Tiene correo esperándole en { $structure }. Pase a recogerlo en la recepción.
echeance = Su domiciliación termina el { $jour }. Para conservar su dirección, pida la renovación en la recepción antes de ese día.
absence = Su última visita fue hace { $jours ->
    [one] { $jours } día
   *[other] { $jours } días
}.
absence-avant = Venga o llame antes del { $jour } para conservar su dirección.
absence-vite = Venga o llame lo antes posible para conservar su dirección.
ferme-ouvre-a = Hoy estamos cerrados. Abrimos el { $jour } a las { $heure }.
ferme-ouvre = Hoy estamos cerrados. Abrimos el { $jour }.
ou = Dónde: { $adresse }
bouton = Ver mi página
lien = Si el botón no funciona, copie esta dirección:
pourquoi = Recibe este mensaje porque pidió a { $structure } que le avise por correo electrónico.
automatique = Este mensaje se envía automáticamente: no responda.
arret = No recibir más estos mensajes

sms-courrier = tiene correo esperándole.
sms-echeance = su domiciliación termina el { $jour }, pida la renovación.
sms-absence = venga o llame antes del { $jour } para conservar su dirección.
sms-absence-vite = venga o llame pronto para conservar su dirección.
sms-ferme = Abierto el { $jour }.
sms-arret = Para no recibir más: en la recepción o en su página.

page-titre = No recibir más correos electrónicos
page-texte = { $structure } ya no le avisará por correo electrónico.
page-bouton = No recibir más correos electrónicos
page-fait = Hecho: { $structure } ya no le enviará correos electrónicos.
page-reprendre = Para recibirlos de nuevo, pídalo en la recepción o vaya a su página.
