# Espagnol. Traduction non relue par un locuteur.

## Les dates, les heures, les listes, les nombres

date = { $jour } de { mois } de { $annee }
date-proche = { $jour } de { mois }
mois = { $mois ->
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
}
semaine = { $semaine ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[7] domingo
}
date-chiffres = { $jour }/{ $mois }/{ $annee }
heure-juste = { $heures }:00
heure-minutes = { $heures }:{ $minutes }
# « a las 24:00 » se dit, « a las medianoche » non.
heure-minuit = 24:00
liste-fin = { $debut } y { $dernier }
liste-suite = { $debut }, { $suivant }
poids-ko = { $nombre } KB
poids-mo = { $nombre } MB

## Autour de chaque page

page-contenu = Ir al contenido
page-quitter = Salir de esta página
page-deconnexion = Cerrar sesión
page-titre-erreur = Error: { $titre }
pied-nom = Información
pied-aide = Ayuda
pied-confidentialite = Confidencialidad
pied-accessibilite = Accesibilidad
pied-mentions = Aviso legal
langue-menu = Idioma
langue-changer = Cambiar de idioma
langue-non-relue = Esta traducción aún no ha sido revisada.
avis-information = Información
avis-attention = Atención
avis-important = Importante

## Les formulaires

formulaire-a-corriger = Hay que corregir
formulaire-erreur = Error:
formulaire-enregistrer = Guardar
formulaire-annuler = Cancelar
mot-de-passe-afficher = Mostrar
mot-de-passe-masquer = Ocultar

## La page de connexion

connexion-titre = Entrar en su página de correo
connexion-question = ¿Hay correo para usted?
connexion-chapeau = Mírelo aquí, antes de desplazarse.
connexion-identifiant = Su usuario
connexion-identifiant-aide = 8 letras, en la carta que le dio su centro
connexion-mot-de-passe = Contraseña
connexion-partage = Otras personas usan este ordenador
connexion-partage-aide = Si es así, su sesión se cerrará después de 10 minutos sin hacer nada.
connexion-bouton = Entrar
oubli-titre = ¿Olvidó su contraseña?
oubli-texte = Pregunte a su centro, en la recepción o por teléfono. Le darán una carta nueva con una contraseña nueva.
connexion-premiere = Es la primera vez que entro
connexion-structures = ¿Trabaja usted en un centro?

refus-titre = No se ha podido entrar
refus-texte = Compruebe su usuario y su contraseña, y vuelva a intentarlo.
essais-titre = Demasiados intentos
essais-minutes = Por seguridad, vuelva a intentarlo dentro de { $nombre ->
    [one] { $nombre } minuto
   *[other] { $nombre } minutos
}.
essais-heures = Por seguridad, vuelva a intentarlo dentro de { $nombre ->
    [one] { $nombre } hora
   *[other] { $nombre } horas
}.
acces-ferme-titre = Acceso cerrado
acces-ferme-texte = Su acceso a esta página se ha cerrado. Pregunte en la recepción de su centro.
temporaire-expire-titre = La contraseña temporal ya no sirve
temporaire-expire-texte = Solo sirve durante 30 días. Pida una nueva en la recepción de su centro.
session-finie = Su sesión está cerrada. Puede cerrar esta página.
session-expiree = Su sesión se ha cerrado. No se ha perdido nada: vuelva a entrar.

## Choisir son mot de passe

choix-titre-page = Elegir una contraseña nueva
choix-titre = Elija su contraseña
choix-chapeau = Es la primera vez que entra. Elija una contraseña nueva:
choix-changer = Cambiar mi contraseña
choix-actuel = Contraseña actual
choix-nouveau = Contraseña nueva
choix-confirmation = Repetir la contraseña
choix-confirmation-aide = Escríbala otra vez.
choix-enregistrer = Guardar la contraseña nueva
choix-secret = Esta contraseña es solo para usted. Nadie de su centro se la pedirá.
regles-titre = Su contraseña:
regle-temporaire = Es diferente de la contraseña temporal
regle-actuel = Es diferente de la contraseña actual
regle-longueur = Tiene al menos 8 caracteres
regle-chiffre = Tiene al menos 1 número
regle-majuscule = Tiene al menos una letra mayúscula
regle-minuscule = Tiene al menos una letra minúscula
regles-compte = Reglas cumplidas: { $respectees } de { $total }
erreur-actuel = Esa no es su contraseña actual.
erreur-different = Elija una contraseña diferente de la que acaba de usar.
erreur-longueur = Hacen falta al menos 8 caracteres.
erreur-trop-long = Elija como máximo { $nombre ->
    [one] { $nombre } carácter
   *[other] { $nombre } caracteres
}.
erreur-chiffre = Añada al menos un número.
erreur-majuscule = Añada al menos una letra mayúscula.
erreur-minuscule = Añada al menos una letra minúscula.
erreur-confirmation = Las dos contraseñas no son iguales.
choix-fait = Su contraseña se ha cambiado.

## L’accueil : le courrier

accueil-titre = Su página de correo
accueil-bonjour = ¡Hola, { $prenom }!
accueil-bienvenue = Aquí puede seguir su correo
courrier-oui = ¡Tiene correo!
courrier-non = No tiene correo nuevo
courrier-non-texte = Su centro mantiene esta página al día. Vuelva cuando quiera.
courrier-lettres = { $nombre ->
    [one] { $nombre } carta
   *[other] { $nombre } cartas
}
courrier-avis = { $nombre ->
    [one] { $nombre } aviso del cartero («avis de passage»)
   *[other] { $nombre } avisos del cartero («avis de passage»)
}
courrier-colis = { $nombre ->
    [one] { $nombre } paquete
   *[other] { $nombre } paquetes
}
courrier-ou = Puede recogerlo en el centro que guarda su correo
courrier-avis-urgent = Un aviso del cartero es urgente. Una carta certificada o un paquete le espera en la oficina de correos (La Poste). Recoja el aviso aquí y vaya pronto a La Poste. Solo guardan la carta 15 días.
courrier-depuis = Desde el { $semaine } { $date }

## L’accueil : quand revenir, et jusqu’à quand

passage-avant = Próxima visita antes del { $semaine } { $date }
passage-pourquoi = Venga o llame antes de esa fecha para conservar su dirección.
passage-reste = { $nombre ->
    [one] Le queda { $nombre } día
   *[other] Le quedan { $nombre } días
}. Venga o llame para conservar su dirección.
passage-demain = Es mañana. Venga o llame para conservar su dirección.
passage-aujourdhui = Es hoy. Venga o llame para conservar su dirección.
passage-depasse = Esa fecha ya ha pasado. Vaya pronto a su centro para no perder su dirección.
fin-passee = Su dirección postal terminó el { $date }
fin-passee-texte = Vaya pronto a su centro para pedir la renovación. Su correo no se ha perdido.
fin-aujourdhui = Su dirección postal termina hoy
fin-aujourdhui-texte = Vaya hoy a su centro para pedir la renovación.
fin-proche = Su dirección postal termina el { $semaine } { $date }
fin-proche-texte = Pida la renovación a su centro antes de esa fecha.
renouvellement-tard-texte = Su petición de renovación está en estudio. Pregunte en la recepción si falta algo. Su correo no se ha perdido.
renouvellement-valable = Su dirección sirve hasta el { $semaine } { $date }
renouvellement-texte = Su petición de renovación está en estudio. Su centro le dirá su decisión. Hasta entonces, nada cambia para su correo.

## L’accueil : une décision, et ce que l’on peut faire

recours-renouvellement = Su renovación ha sido denegada
recours-renouvellement-texte = Su dirección sirve hasta el { $semaine } { $date }: venga a recoger su correo hasta ese día.
recours-refus = Su petición ha sido denegada
recours-refus-texte = El centro debe explicarle su decisión por escrito. También debe indicarle otro centro que pueda darle una dirección postal.
recours-radiation = Su dirección postal ha terminado
recours-radiation-texte = Venga a recoger el correo que le espera, y avise a las oficinas que le escriben. Puede hacer una nueva petición.
recours-motif = Motivo: { $motif }.
motif-non-precise = no indicado
motif-hors-agrement = el centro solo puede recibir a ciertas personas, según su acuerdo con el Estado
motif-pas-de-lien = no hay relación con el municipio
motif-saturation = no quedan plazas en el centro
motif-votre-demande = usted lo pidió
motif-plus-de-lien = ya no hay relación con el municipio
motif-fin = fin de la dirección postal
motif-absence = más de 3 meses sin venir ni llamar
motif-reglement = no se respetaron las normas
motif-logement = entrada en una vivienda
motif-autre = otro
recours-parler = Primero, hable de ello en la recepción: un error se puede corregir enseguida.
recours-ecrire = Puede escribir al centro para pedirle que revise su decisión, en un plazo de 2 meses.
recours-tribunal = También puede acudir al tribunal administrativo («tribunal administratif») en un plazo de 2 meses. El Défenseur des droits, que defiende los derechos de las personas, ayuda gratis: { $telephone }.

## L’accueil : où aller

ou-titre = Adónde ir
porte-ouverte = Abierto
porte-ouverte-heure = Abierto, cierra a las { $heure }
porte-ouverte-demain = Abierto, cierra mañana a las { $heure }
porte-ouverte-jour = Abierto, cierra el { $semaine } { $date } a las { $heure }
porte-fermee = Cerrado
porte-fermee-heure = Cerrado, abre a las { $heure }
porte-fermee-demain = Cerrado, abre mañana a las { $heure }
porte-fermee-jour = Cerrado, abre el { $semaine } { $date } a las { $heure }
fermeture-jour = Cerrado el { $semaine } { $date }
fermeture-jours = Cerrado del { $semaine } { $date } al { $semaineFin } { $dateFin }
fermeture-motif = { $fermeture }: { $motif }
horaires-ligne = { $jours }: { $heures }
horaires-deux-jours = { $premier } y { $dernier }
horaires-plusieurs-jours = de { $premier } a { $dernier }
horaires-tous-les-jours = todos los días
horaires-plage = { $debut } – { $fin }
horaires-ferme = cerrado
horaires-feries = días festivos
ou-courrier = Su dirección para el correo: { $adresse }

## L’accueil : la domiciliation, les informations, les documents

domiciliation-titre = Su dirección postal («domiciliation»)
domiciliation-dossier = Su expediente
domiciliation-statut = Estado
domiciliation-debut = Inicio
domiciliation-echeance = Fin
domiciliation-passage = Última visita
statut-instruction = En estudio
statut-attente = En espera de decisión
statut-actif = Activo
statut-refuse = Denegado
statut-radie = Terminado
statut-renouvellement = Renovación en curso
informations-titre = Sus datos
informations-sans-telephone = Teléfono no indicado
informations-sans-email = Correo electrónico no indicado
informations-erreur = ¿Hay un error? Dígaselo a su centro: lo corregirá.
annonce-de = Anuncio de su centro
documents-titre = Sus documentos
document-image = Imagen { $format }
mouvements-titre = Últimamente
mouvement-recu = Recibido: { $quoi }
mouvement-remis = Entregado: { $quoi }
mouvement-retour = Devuelto al remitente: { $quoi }
mouvement-transfert = Enviado a otro lugar: { $quoi }
mouvement-appel = Llamada telefónica
mouvement-visite = Visita
accueil-messages = Elegir cómo recibir los avisos

## « Mes messages » : e-mails et SMS

messages-titre = Mis mensajes
messages-chapeau = { $structure } puede avisarle: tiene correo esperándole, su dirección postal va a terminar, o hace mucho tiempo que no viene.
messages-fermes = Su centro no envía mensajes por el momento. Su elección queda guardada.
messages-refuse-titre = Los SMS ya no se envían
messages-refuse-texte = Su número ha sido rechazado. Dígalo en la recepción: su centro lo corregirá.
messages-question = ¿Cómo quiere recibir los avisos?
messages-aucune = Ningún aviso
messages-email = Por correo electrónico
messages-sms = Por SMS
messages-les-deux = Por correo electrónico y por SMS
messages-adresse = Correo electrónico: { $email }
messages-sans-adresse = Correo electrónico: ninguno. Dé el suyo en la recepción.
messages-mobile = Móvil: { $numero }
messages-sans-mobile = Móvil: ninguno. Dé el suyo en la recepción.
messages-choisir = Elija en la lista.
messages-fait = Su elección se ha guardado.
messages-retour = Volver a mi página

## Quand une page ne peut pas être montrée

incident-numero = Error { $status }
incident-intact = No se ha cambiado nada.
incident-incomplet = Esta petición no está completa
incident-incomplet-texte = Vuelva atrás e inténtelo otra vez.
incident-deconnecte = Su sesión se ha cerrado
incident-deconnecte-texte = Vuelva a entrar y empiece otra vez.
incident-interdit = No tiene acceso a esta página
incident-autre-site = Esta petición viene de otro sitio
incident-autre-site-texte = Por seguridad, no se ha hecho. Abra la página desde Escale y empiece otra vez.
incident-introuvable = Esta página no existe
incident-introuvable-texte = Puede haber un error en la dirección, o la página ya no está.
incident-action = Esto no se puede hacer aquí
incident-action-texte = Vuelva a la página anterior.
incident-conflit = Alguien ha pasado antes que usted
incident-conflit-texte = Su contraseña o su acceso se acaba de cambiar. Vuelva a entrar.
incident-lourd = Pesa demasiado
incident-lourd-texte = Lo que ha enviado supera el tamaño permitido.
incident-trop = Demasiadas peticiones a la vez
incident-trop-texte = Espere { $nombre ->
    [one] { $nombre } segundo
   *[other] { $nombre } segundos
} y vuelva a intentarlo.
incident-absent = El servicio no está disponible por el momento
incident-absent-texte = Vuelva a intentarlo dentro de unos minutos.
incident-interne = Ha habido un error por nuestra parte
incident-interne-texte = El error se ha anotado. Vuelva a intentarlo. Si se repite, dé el número de abajo a la persona que le ayuda.
incident-demande = Si pide ayuda, dé este número:
incident-courrier = Su correo
incident-connexion = Página para entrar

## Un lien reçu par e-mail qui ne sert plus

lien-titre = Este enlace ya no sirve
lien-inconnu = Está incompleto, o se ha cambiado por otro. Compruebe que ha abierto el enlace entero.
lien-servi = Ya se ha usado, o se ha cambiado por otro. Si ha recibido varios correos electrónicos, abra el más reciente.
lien-passe = Solo servía durante un tiempo, y ese tiempo ha pasado.
lien-disparu = Lo que mostraba ya no existe.
lien-arret-conseil = Para no recibir más correos electrónicos, pídalo en la recepción de su centro o abra su página.
lien-arret-page = Abrir mi página

## L’aide « Première connexion », page courte

aide-titre = Entrar por primera vez
aide-resume = Con la carta de su centro, usted elige su contraseña en unos minutos.
aide-lettre-titre = Lo que necesita
aide-lettre = La carta que le dio su centro. En ella están su usuario (8 letras) y una contraseña temporal (8 números). Esa contraseña sirve durante 30 días.
aide-sans-lettre = ¿No tiene la carta? Pida el acceso al portal en la recepción de su centro.
aide-etapes-titre = Paso a paso
aide-etape-ouvrir = Abra la página para entrar.
aide-etape-code = Con un teléfono, también puede apuntar con la cámara al cuadrado blanco y negro de la carta.
aide-etape-identifiant = Debajo de «{ connexion-identifiant }», escriba las 8 letras. Da igual en mayúsculas o en minúsculas.
aide-etape-mot-de-passe = Debajo de «{ connexion-mot-de-passe }», escriba los 8 números de la carta.
aide-etape-partage = ¿Está usando su propio teléfono? Compruebe que la casilla «{ connexion-partage }» no está marcada.
aide-etape-bouton = Pulse «{ connexion-bouton }».
aide-etape-choisir = Elija una contraseña nueva. Escríbala debajo de «{ choix-nouveau }», y otra vez debajo de «{ choix-confirmation }».
aide-etape-fin = Pulse «{ connexion-bouton }». Se abre su página.
aide-bon-titre = Elegir una buena contraseña
aide-bon = Al menos 8 caracteres, con 1 número, 1 letra mayúscula y 1 letra minúscula. Dos o tres palabras que usted recuerde, con un número, son una buena contraseña. No se la diga a nadie.
aide-probleme-titre = Si no funciona
aide-probleme-lettres = Compruebe en su carta cada letra del usuario.
aide-probleme-attendre = Después de 5 intentos fallidos seguidos, hay que esperar un poco. La página le dice cuánto tiempo.
aide-probleme-lettre = ¿Olvidó la contraseña o perdió la carta? Pida una carta nueva en la recepción. Su correo sigue en su sitio.
aide-partage-titre = En un ordenador que usan otras personas
aide-partage = Deje marcada la casilla «{ connexion-partage }». Cuando termine, pulse «{ page-deconnexion }», en la parte de arriba de la página.

## La deuxième page de la lettre d’accès, imprimée dans la langue de la personne

lettre-titre = Cómo ver si tiene correo
lettre-texte = Esta carta le da acceso a su página de correo. La primera página dice lo mismo en francés.
lettre-site = Abra esta dirección, o apunte al cuadrado con la cámara de su teléfono:
lettre-identifiant = Debajo de «{ connexion-identifiant }», escriba:
lettre-mot-de-passe = Debajo de «{ connexion-mot-de-passe }», escriba la contraseña temporal:
lettre-choisir = Pulse «{ connexion-bouton }» y elija su propia contraseña.
lettre-valable = La contraseña temporal sirve hasta el { $date }.
lettre-garder = Guarde esta carta en un lugar seguro. No dé su contraseña a nadie. Si la olvida, pida una nueva en la recepción.
lettre-adresse = Su centro:

## Les messages que la structure envoie : e-mails

objet-courrier = Tiene correo esperándole
objet-echeance = Su dirección postal termina pronto
objet-absence = Venga a vernos para conservar su dirección
bonjour = Buenos días, { $prenom }:
courrier = Tiene correo esperándole en { $structure }. Pase a recogerlo en la recepción.
echeance = Su dirección postal («domiciliation») termina el { $jour }. Para conservarla, pida la renovación en la recepción antes de ese día.
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

## Les mêmes en SMS : le plus court possible (avec le nom de la structure, deux SMS au plus)

sms-courrier = tiene correo esperándole.
sms-echeance = su dirección postal termina el { $jour }, pida la renovación.
sms-absence = venga o llame antes del { $jour } para conservar su dirección.
sms-absence-vite = venga o llame pronto para conservar su dirección.
sms-ferme = Abierto el { $jour }.
sms-arret = Para no recibir más: en la recepción o en su página.

## La page qui arrête les e-mails

page-titre = No recibir más correos electrónicos
page-texte = { $structure } ya no le avisará por correo electrónico.
page-bouton = No recibir más correos electrónicos
page-fait = Hecho: { $structure } ya no le enviará correos electrónicos.
page-reprendre = Para recibirlos de nuevo, pídalo en la recepción o vaya a su página.
