# Portugais (du Portugal). Traduction non relue par un locuteur.

## Les dates, les heures, les listes, les nombres

date = { $jour } de { mois } de { $annee }
date-proche = { $jour } de { mois }
mois = { $mois ->
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
}
semaine = { $semaine ->
    [1] segunda-feira
    [2] terça-feira
    [3] quarta-feira
    [4] quinta-feira
    [5] sexta-feira
    [6] sábado
   *[7] domingo
}
date-chiffres = { $jour }/{ $mois }/{ $annee }
heure-juste = { $heures }h
heure-minutes = { $heures }h{ $minutes }
# « às 24h » se dit, « às meia-noite » non.
heure-minuit = 24h
liste-fin = { $debut } e { $dernier }
liste-suite = { $debut }, { $suivant }
poids-ko = { $nombre } KB
poids-mo = { $nombre } MB

## Autour de chaque page

page-contenu = Ir para o conteúdo
page-quitter = Sair desta página
page-deconnexion = Terminar sessão
page-titre-erreur = Erro: { $titre }
pied-nom = Informações
pied-aide = Ajuda
pied-confidentialite = Privacidade
pied-accessibilite = Acessibilidade
pied-mentions = Aviso legal
langue-menu = Língua
langue-changer = Mudar de língua
langue-non-relue = Esta tradução ainda não foi revista.
avis-information = Informação
avis-attention = Atenção
avis-important = Importante

## Les formulaires

formulaire-a-corriger = A corrigir
formulaire-erreur = Erro:
formulaire-enregistrer = Guardar
formulaire-annuler = Cancelar
mot-de-passe-afficher = Mostrar
mot-de-passe-masquer = Esconder

## La page de connexion

connexion-titre = Entrar na sua página do correio
connexion-question = Tem correio à sua espera?
connexion-chapeau = Veja aqui, antes de se deslocar.
connexion-identifiant = O seu nome de utilizador
connexion-identifiant-aide = 8 letras, na carta que o seu centro lhe deu
connexion-mot-de-passe = Palavra-passe
connexion-partage = Outras pessoas usam este computador
connexion-partage-aide = Se sim, a sua sessão termina depois de 10 minutos sem fazer nada.
connexion-bouton = Entrar
oubli-titre = Esqueceu-se da palavra-passe?
oubli-texte = Pergunte ao seu centro, na receção ou por telefone. Vão dar-lhe uma nova carta com uma nova palavra-passe.
connexion-premiere = É a primeira vez que entro
connexion-structures = Trabalha num centro?

refus-titre = Não foi possível entrar
refus-texte = Verifique o seu nome de utilizador e a sua palavra-passe, e tente outra vez.
essais-titre = Demasiadas tentativas
essais-minutes = Por segurança, tente outra vez daqui a { $nombre ->
    [one] { $nombre } minuto
   *[other] { $nombre } minutos
}.
essais-heures = Por segurança, tente outra vez daqui a { $nombre ->
    [one] { $nombre } hora
   *[other] { $nombre } horas
}.
acces-ferme-titre = Acesso fechado
acces-ferme-texte = O seu acesso a esta página foi fechado. Pergunte na receção do seu centro.
temporaire-expire-titre = A palavra-passe temporária já não serve
temporaire-expire-texte = Só serve durante 30 dias. Peça uma nova na receção do seu centro.
session-finie = A sua sessão terminou. Pode fechar esta página.
session-expiree = A sua sessão terminou. Não perdeu nada: entre de novo.

## Choisir son mot de passe

choix-titre-page = Escolher uma nova palavra-passe
choix-titre = Escolha a sua palavra-passe
choix-chapeau = É a primeira vez que entra. Escolha uma nova palavra-passe:
choix-changer = Mudar a minha palavra-passe
choix-actuel = Palavra-passe atual
choix-nouveau = Nova palavra-passe
choix-confirmation = Repetir a palavra-passe
choix-confirmation-aide = Escreva-a uma segunda vez.
choix-enregistrer = Guardar a nova palavra-passe
choix-secret = Esta palavra-passe é só para si. Ninguém do seu centro a vai pedir.
regles-titre = A sua palavra-passe:
regle-temporaire = É diferente da palavra-passe temporária
regle-actuel = É diferente da palavra-passe atual
regle-longueur = Tem pelo menos 8 caracteres
regle-chiffre = Tem pelo menos 1 número
regle-majuscule = Tem pelo menos uma letra maiúscula
regle-minuscule = Tem pelo menos uma letra minúscula
regles-compte = Regras cumpridas: { $respectees } de { $total }
erreur-actuel = Essa não é a sua palavra-passe atual.
erreur-different = Escolha uma palavra-passe diferente da que acabou de usar.
erreur-longueur = São precisos pelo menos 8 caracteres.
erreur-trop-long = Escolha no máximo { $nombre ->
    [one] { $nombre } carácter
   *[other] { $nombre } caracteres
}.
erreur-chiffre = Junte pelo menos um número.
erreur-majuscule = Junte pelo menos uma letra maiúscula.
erreur-minuscule = Junte pelo menos uma letra minúscula.
erreur-confirmation = As duas palavras-passe não são iguais.
choix-fait = A sua palavra-passe foi mudada.

## L’accueil : le courrier

accueil-titre = A sua página do correio
accueil-bonjour = Olá, { $prenom }!
accueil-bienvenue = Aqui pode seguir o seu correio
courrier-oui = Tem correio!
courrier-non = Não tem correio novo
courrier-non-texte = O seu centro mantém esta página em dia. Volte quando quiser.
courrier-lettres = { $nombre ->
    [one] { $nombre } carta
   *[other] { $nombre } cartas
}
courrier-avis = { $nombre ->
    [one] { $nombre } aviso do carteiro («avis de passage»)
   *[other] { $nombre } avisos do carteiro («avis de passage»)
}
courrier-colis = { $nombre ->
    [one] { $nombre } encomenda
   *[other] { $nombre } encomendas
}
courrier-ou = Pode levantá-lo no centro que guarda o seu correio
courrier-avis-urgent = Um aviso do carteiro é urgente. Uma carta registada ou uma encomenda está à sua espera nos correios (La Poste). Levante o aviso aqui e vá depressa a La Poste. Só guardam a carta durante 15 dias.
courrier-depuis = Desde { $semaine }, { $date }

## L’accueil : quand revenir, et jusqu’à quand

passage-avant = Próxima visita antes de { $semaine }, { $date }
passage-pourquoi = Venha ou telefone antes desta data para manter a sua morada.
passage-reste = { $nombre ->
    [one] Falta { $nombre } dia
   *[other] Faltam { $nombre } dias
}. Venha ou telefone para manter a sua morada.
passage-demain = É amanhã. Venha ou telefone para manter a sua morada.
passage-aujourdhui = É hoje. Venha ou telefone para manter a sua morada.
passage-depasse = Esta data já passou. Vá depressa ao seu centro para não perder a sua morada.
fin-passee = A sua morada postal terminou a { $date }
fin-passee-texte = Vá depressa ao seu centro para pedir a renovação. O seu correio não se perdeu.
fin-aujourdhui = A sua morada postal termina hoje
fin-aujourdhui-texte = Vá hoje ao seu centro para pedir a renovação.
fin-proche = A sua morada postal termina { $semaine }, { $date }
fin-proche-texte = Peça a renovação ao seu centro antes desta data.
renouvellement-tard-texte = O seu pedido de renovação está em análise. Pergunte na receção se falta alguma coisa. O seu correio não se perdeu.
renouvellement-valable = A sua morada serve até { $semaine }, { $date }
renouvellement-texte = O seu pedido de renovação está em análise. O seu centro vai dizer-lhe a decisão. Até lá, nada muda para o seu correio.

## L’accueil : une décision, et ce que l’on peut faire

recours-renouvellement = A sua renovação foi recusada
recours-renouvellement-texte = A sua morada serve até { $semaine }, { $date }: venha buscar o seu correio até esse dia.
recours-refus = O seu pedido foi recusado
recours-refus-texte = O centro tem de lhe explicar a decisão por escrito. Também tem de lhe indicar outro centro que lhe possa dar uma morada postal.
recours-radiation = A sua morada postal terminou
recours-radiation-texte = Venha buscar o correio que está à sua espera, e avise os serviços que lhe escrevem. Pode fazer um novo pedido.
recours-motif = Motivo: { $motif }.
motif-non-precise = não indicado
motif-hors-agrement = o centro só pode receber certas pessoas, segundo o seu acordo com o Estado
motif-pas-de-lien = não há ligação ao município
motif-saturation = já não há lugar no centro
motif-votre-demande = a seu pedido
motif-plus-de-lien = já não há ligação ao município
motif-fin = fim da morada postal
motif-absence = mais de 3 meses sem vir nem telefonar
motif-reglement = as regras não foram respeitadas
motif-logement = entrada numa casa
motif-autre = outro
recours-parler = Primeiro, fale disso na receção: um erro pode ser corrigido logo.
recours-ecrire = Pode escrever ao centro para pedir que reveja a decisão, no prazo de 2 meses.
recours-tribunal = Também pode ir ao tribunal administrativo («tribunal administratif») no prazo de 2 meses. O Défenseur des droits, que defende os direitos das pessoas, ajuda de graça: { $telephone }.

## L’accueil : où aller

ou-titre = Aonde ir
porte-ouverte = Aberto
porte-ouverte-heure = Aberto, fecha às { $heure }
porte-ouverte-demain = Aberto, fecha amanhã às { $heure }
porte-ouverte-jour = Aberto, fecha { $semaine }, { $date }, às { $heure }
porte-fermee = Fechado
porte-fermee-heure = Fechado, abre às { $heure }
porte-fermee-demain = Fechado, abre amanhã às { $heure }
porte-fermee-jour = Fechado, abre { $semaine }, { $date }, às { $heure }
fermeture-jour = Fechado { $semaine }, { $date }
fermeture-jours = Fechado de { $semaine }, { $date }, a { $semaineFin }, { $dateFin }
fermeture-motif = { $fermeture }: { $motif }
horaires-ligne = { $jours }: { $heures }
horaires-deux-jours = { $premier } e { $dernier }
horaires-plusieurs-jours = de { $premier } a { $dernier }
horaires-tous-les-jours = todos os dias
horaires-plage = { $debut } – { $fin }
horaires-ferme = fechado
horaires-feries = feriados
ou-courrier = A sua morada para o correio: { $adresse }

## L’accueil : la domiciliation, les informations, les documents

domiciliation-titre = A sua morada postal («domiciliation»)
domiciliation-dossier = O seu processo
domiciliation-statut = Estado
domiciliation-debut = Início
domiciliation-echeance = Fim
domiciliation-passage = Última visita
statut-instruction = Em análise
statut-attente = À espera de decisão
statut-actif = Ativo
statut-refuse = Recusado
statut-radie = Terminado
statut-renouvellement = Renovação em curso
informations-titre = Os seus dados
informations-sans-telephone = Telefone não indicado
informations-sans-email = E-mail não indicado
informations-erreur = Há um erro? Diga ao seu centro: o erro será corrigido.
annonce-de = Informação do seu centro
documents-titre = Os seus documentos
document-image = Imagem { $format }
mouvements-titre = Nos últimos tempos
mouvement-recu = Recebido: { $quoi }
mouvement-remis = Entregue: { $quoi }
mouvement-retour = Devolvido a quem enviou: { $quoi }
mouvement-transfert = Enviado para outro lugar: { $quoi }
mouvement-appel = Chamada telefónica
mouvement-visite = Visita
accueil-messages = Escolher como receber avisos

## « Mes messages » : e-mails et SMS

messages-titre = As minhas mensagens
messages-chapeau = { $structure } pode avisar: tem correio à sua espera, a sua morada postal vai terminar, ou não vem há muito tempo.
messages-fermes = De momento, o seu centro não envia mensagens. A sua escolha fica guardada.
messages-refuse-titre = Os SMS já não são enviados
messages-refuse-texte = O seu número foi recusado. Diga na receção: o seu centro vai corrigi-lo.
messages-question = Como quer receber os avisos?
messages-aucune = Nenhum aviso
messages-email = Por e-mail
messages-sms = Por SMS
messages-les-deux = Por e-mail e por SMS
messages-adresse = E-mail: { $email }
messages-sans-adresse = E-mail: nenhum. Dê o seu na receção.
messages-mobile = Telemóvel: { $numero }
messages-sans-mobile = Telemóvel: nenhum. Dê o seu na receção.
messages-choisir = Escolha na lista.
messages-fait = A sua escolha foi guardada.
messages-retour = Voltar à minha página

## Quand une page ne peut pas être montrée

incident-numero = Erro { $status }
incident-intact = Nada foi mudado.
incident-incomplet = Este pedido não está completo
incident-incomplet-texte = Volte atrás e tente outra vez.
incident-deconnecte = A sua sessão terminou
incident-deconnecte-texte = Entre de novo e recomece.
incident-interdit = Não tem acesso a esta página
incident-autre-site = Este pedido vem de outro site
incident-autre-site-texte = Por segurança, não foi feito. Abra a página a partir de Escale e recomece.
incident-introuvable = Esta página não existe
incident-introuvable-texte = Pode haver um erro no endereço, ou a página já não está lá.
incident-action = Não é possível fazer isto aqui
incident-action-texte = Volte à página anterior.
incident-conflit = Alguém passou à sua frente
incident-conflit-texte = A sua palavra-passe ou o seu acesso acaba de ser mudado. Entre de novo.
incident-lourd = É demasiado grande
incident-lourd-texte = O que enviou ultrapassa o tamanho permitido.
incident-trop = Demasiados pedidos ao mesmo tempo
incident-trop-texte = Espere { $nombre ->
    [one] { $nombre } segundo
   *[other] { $nombre } segundos
} e tente outra vez.
incident-absent = De momento, o serviço não está disponível
incident-absent-texte = Tente outra vez daqui a alguns minutos.
incident-interne = Houve um erro do nosso lado
incident-interne-texte = O erro foi registado. Tente outra vez. Se voltar a acontecer, dê o número abaixo à pessoa que lhe dá ajuda.
incident-demande = Se pedir ajuda, dê este número:
incident-courrier = O seu correio
incident-connexion = Página para entrar

## Un lien reçu par e-mail qui ne sert plus

lien-titre = Este link já não serve
lien-inconnu = Está incompleto, ou foi trocado por outro. Verifique se abriu o link inteiro.
lien-servi = Já foi usado, ou foi trocado por outro. Se recebeu vários e-mails, abra o mais recente.
lien-passe = Só servia durante algum tempo, e esse tempo passou.
lien-disparu = O que mostrava já não existe.
lien-arret-conseil = Para deixar de receber e-mails, peça na receção do seu centro ou abra a sua página.
lien-arret-page = Abrir a minha página

## L’aide « Première connexion », page courte

aide-titre = Entrar pela primeira vez
aide-resume = Com a carta do seu centro, escolhe a sua palavra-passe em poucos minutos.
aide-lettre-titre = O que precisa
aide-lettre = A carta que o seu centro lhe deu. Nela estão o seu nome de utilizador (8 letras) e uma palavra-passe temporária (8 números). Essa palavra-passe serve durante 30 dias.
aide-sans-lettre = Não tem a carta? Peça o acesso ao portal na receção do seu centro.
aide-etapes-titre = Passo a passo
aide-etape-ouvrir = Abra a página para entrar.
aide-etape-code = Com um telemóvel, também pode apontar a câmara para o quadrado preto e branco da carta.
aide-etape-identifiant = Por baixo de «{ connexion-identifiant }», escreva as 8 letras. Maiúsculas ou minúsculas, tanto faz.
aide-etape-mot-de-passe = Por baixo de «{ connexion-mot-de-passe }», escreva os 8 números da carta.
aide-etape-partage = Está no seu próprio telemóvel? Verifique que a caixa «{ connexion-partage }» não está marcada.
aide-etape-bouton = Carregue em «{ connexion-bouton }».
aide-etape-choisir = Escolha uma nova palavra-passe. Escreva-a por baixo de «{ choix-nouveau }», e uma segunda vez por baixo de «{ choix-confirmation }».
aide-etape-fin = Carregue em «{ connexion-bouton }». A sua página abre-se.
aide-bon-titre = Escolher uma boa palavra-passe
aide-bon = Pelo menos 8 caracteres, com 1 número, 1 letra maiúscula e 1 letra minúscula. Duas ou três palavras que fixe bem, com um número, fazem uma boa palavra-passe. Não a diga a ninguém.
aide-probleme-titre = Se não funcionar
aide-probleme-lettres = Verifique na sua carta cada letra do nome de utilizador.
aide-probleme-attendre = Depois de 5 tentativas erradas seguidas, é preciso esperar um pouco. A página diz quanto tempo.
aide-probleme-lettre = Esqueceu-se da palavra-passe ou perdeu a carta? Peça uma nova carta na receção. O seu correio fica no mesmo lugar.
aide-partage-titre = Num computador que outras pessoas usam
aide-partage = Deixe marcada a caixa «{ connexion-partage }». Quando acabar, carregue em «{ page-deconnexion }», no cimo da página.

## La deuxième page de la lettre d’accès, imprimée dans la langue de la personne

lettre-titre = Como ver se tem correio
lettre-texte = Esta carta dá-lhe acesso à sua página do correio. A primeira página diz o mesmo em francês.
lettre-site = Abra este endereço, ou aponte a câmara do seu telemóvel para o quadrado:
lettre-identifiant = Por baixo de «{ connexion-identifiant }», escreva:
lettre-mot-de-passe = Por baixo de «{ connexion-mot-de-passe }», escreva a palavra-passe temporária:
lettre-choisir = Carregue em «{ connexion-bouton }» e escolha a sua própria palavra-passe.
lettre-valable = A palavra-passe temporária serve até { $date }.
lettre-garder = Guarde esta carta num lugar seguro. Não dê a sua palavra-passe a ninguém. Se a esquecer, peça uma nova na receção.
lettre-adresse = O seu centro:

## Les messages que la structure envoie : e-mails

objet-courrier = Tem correio à sua espera
objet-echeance = A sua morada postal termina em breve
objet-absence = Venha ver-nos para manter a sua morada
bonjour = Bom dia, { $prenom },
courrier = Tem correio à sua espera em { $structure }. Venha buscá-lo à receção.
echeance = A sua morada postal («domiciliation») termina a { $jour }. Para a manter, peça a renovação na receção antes desse dia.
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
pourquoi = Recebe esta mensagem porque pediu a { $structure } para receber avisos por e-mail.
automatique = Esta mensagem é enviada automaticamente: não responda.
arret = Deixar de receber estas mensagens

## Les mêmes en SMS : le plus court possible (avec le nom de la structure, deux SMS au plus)

sms-courrier = tem correio à sua espera.
sms-echeance = a sua morada postal termina a { $jour }, peça a renovação.
sms-absence = venha ou telefone antes de { $jour } para manter a sua morada.
sms-absence-vite = venha ou telefone depressa para manter a sua morada.
sms-ferme = Aberto a { $jour }.
sms-arret = Para parar: na receção ou na sua página.

## La page qui arrête les e-mails

page-titre = Deixar de receber e-mails
page-texte = { $structure } deixará de lhe enviar avisos por e-mail.
page-bouton = Deixar de receber e-mails
page-fait = Está feito: { $structure } não lhe enviará mais e-mails.
page-reprendre = Para os receber de novo, peça na receção ou vá à sua página.
