# Portugais. Traduction non relue par un locuteur.

date = { $jour } de { $mois ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
} de { $annee }

objet-courrier = Tem correio à sua espera
objet-echeance = A sua domiciliação termina em breve
objet-absence = Venha ver-nos para manter a sua morada
bonjour = Bom dia { $prenom },
courrier = Tem correio à sua espera em { $structure }. Venha buscá-lo à receção.
echeance = A sua domiciliação termina a { $jour }. Para manter a sua morada, peça a renovação na receção antes desse dia.
absence = A sua última visita foi há { $jours ->
    [one] { $jours } dia
   *[other] { $jours } dias
}.
absence-avant = Venha ou telefone antes de { $jour } para manter a sua morada.
absence-vite = Venha ou telefone o mais depressa possível para manter a sua morada.
ferme-ouvre-a = Hoje estamos fechados. Abrimos a { $jour } às { $heure }.
ferme-ouvre = Hoje estamos fechados. Abrimos a { $jour }.
ou = Onde: { $adresse }
bouton = Ver a minha página
lien = Se o botão não funcionar, copie este endereço:
pourquoi = Recebe esta mensagem porque pediu a { $structure } para ser avisado por e-mail.
automatique = Esta mensagem é enviada automaticamente: não responda.
arret = Deixar de receber estas mensagens

sms-courrier = tem correio à sua espera.
sms-echeance = a sua domiciliação termina a { $jour }, peça a renovação.
sms-absence = venha ou telefone antes de { $jour } para manter a sua morada.
sms-absence-vite = venha ou telefone depressa para manter a sua morada.
sms-ferme = Aberto a { $jour }.
sms-arret = Para parar: na receção ou na sua página.

page-titre = Deixar de receber e-mails
page-texte = { $structure } deixará de o avisar por e-mail.
page-bouton = Deixar de receber e-mails
page-fait = Está feito: { $structure } não lhe enviará mais e-mails.
page-reprendre = Para os receber de novo, peça na receção ou vá à sua página.
