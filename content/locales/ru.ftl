# Russe. Traduction non relue par un locuteur.

## Les dates, les heures, les listes, les nombres

date = { $jour } { mois } { $annee } г.
date-proche = { $jour } { mois }
mois = { $mois ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
}
semaine = { $semaine ->
    [1] понедельник
    [2] вторник
    [3] среда
    [4] четверг
    [5] пятница
    [6] суббота
   *[7] воскресенье
}
date-chiffres = { $jour }.{ $mois }.{ $annee }
heure-juste = { $heures }:00
heure-minutes = { $heures }:{ $minutes }
heure-minuit = полночь
liste-fin = { $debut } и { $dernier }
liste-suite = { $debut }, { $suivant }
poids-ko = { $nombre } КБ
poids-mo = { $nombre } МБ

## Autour de chaque page

page-contenu = Перейти к содержанию
page-quitter = Быстро уйти с этой страницы
page-deconnexion = Выйти
page-titre-erreur = Ошибка: { $titre }
pied-nom = Информация
pied-aide = Помощь
pied-confidentialite = Конфиденциальность
pied-accessibilite = Доступность
pied-mentions = Юридическая информация
langue-menu = Язык
langue-changer = Сменить язык
langue-non-relue = Этот перевод ещё не проверен.
avis-information = Информация
avis-attention = Внимание
avis-important = Важно

## Les formulaires

formulaire-a-corriger = Нужно исправить
formulaire-erreur = Ошибка:
formulaire-enregistrer = Сохранить
formulaire-annuler = Отменить
mot-de-passe-afficher = Показать
mot-de-passe-masquer = Скрыть

## La page de connexion

connexion-titre = Вход на вашу почтовую страницу
connexion-question = Ждёте письмо?
connexion-chapeau = Посмотрите здесь, прежде чем идти.
connexion-identifiant = Ваш логин
connexion-identifiant-aide = 8 букв, они есть в письме, которое вам дали в вашем центре
connexion-mot-de-passe = Пароль
connexion-partage = Этим компьютером пользуются и другие
connexion-partage-aide = Если да, страница закроется, когда вы 10 минут ничего не делаете.
connexion-bouton = Войти
oubli-titre = Забыли пароль?
oubli-texte = Обратитесь в ваш центр: на стойку приёма или по телефону. Вам дадут новое письмо с новым паролем.
connexion-premiere = Я вхожу в первый раз
connexion-structures = Вы работаете в центре?

refus-titre = Войти не удалось
refus-texte = Проверьте логин и пароль и попробуйте ещё раз.
essais-titre = Слишком много попыток
essais-minutes = Для безопасности попробуйте снова через { $nombre ->
    [one] { $nombre } минуту
    [few] { $nombre } минуты
    [many] { $nombre } минут
   *[other] { $nombre } минуты
}.
essais-heures = Для безопасности попробуйте снова через { $nombre ->
    [one] { $nombre } час
    [few] { $nombre } часа
    [many] { $nombre } часов
   *[other] { $nombre } часа
}.
acces-ferme-titre = Доступ закрыт
acces-ferme-texte = Ваш доступ к этой странице закрыт. Обратитесь на стойку приёма вашего центра.
temporaire-expire-titre = Срок временного пароля истёк
temporaire-expire-texte = Он действует только 30 дней. Попросите новый на стойке приёма вашего центра.
session-finie = Вы вышли. Эту страницу можно закрыть.
session-expiree = Время входа закончилось. Ничего не потеряно: войдите снова.

## Choisir son mot de passe

choix-titre-page = Выбор нового пароля
choix-titre = Выберите ваш пароль
choix-chapeau = Вы входите в первый раз. Пожалуйста, выберите новый пароль:
choix-changer = Сменить пароль
choix-actuel = Нынешний пароль
choix-nouveau = Новый пароль
choix-confirmation = Новый пароль ещё раз
choix-confirmation-aide = Напишите его второй раз.
choix-enregistrer = Сохранить новый пароль
choix-secret = Этот пароль только ваш. Никто в вашем центре его у вас не спросит.
regles-titre = Ваш пароль:
regle-temporaire = Не такой, как временный пароль
regle-actuel = Не такой, как нынешний пароль
regle-longueur = Не меньше 8 знаков
regle-chiffre = Хотя бы 1 цифра
regle-majuscule = Хотя бы одна большая буква
regle-minuscule = Хотя бы одна маленькая буква
regles-compte = Выполнено правил: { $respectees } из { $total }
erreur-actuel = Это не ваш нынешний пароль.
erreur-different = Выберите другой пароль, не тот, которым вы сейчас вошли.
erreur-longueur = Нужно не меньше 8 знаков.
erreur-trop-long = Выберите пароль не длиннее { $nombre ->
    [one] { $nombre } знака
    [few] { $nombre } знаков
    [many] { $nombre } знаков
   *[other] { $nombre } знака
}.
erreur-chiffre = Добавьте хотя бы одну цифру.
erreur-majuscule = Добавьте хотя бы одну большую букву.
erreur-minuscule = Добавьте хотя бы одну маленькую букву.
erreur-confirmation = Два пароля не совпадают.
choix-fait = Ваш пароль изменён.

## L’accueil : le courrier

accueil-titre = Ваша почтовая страница
accueil-bonjour = Здравствуйте, { $prenom }!
accueil-bienvenue = Здесь видно, есть ли для вас почта
courrier-oui = Для вас есть почта!
courrier-non = Новой почты для вас нет
courrier-non-texte = Ваш центр обновляет эту страницу. Заходите, когда хотите.
courrier-lettres = { $nombre ->
    [one] { $nombre } письмо
    [few] { $nombre } письма
    [many] { $nombre } писем
   *[other] { $nombre } письма
}
courrier-avis = { $nombre ->
    [one] { $nombre } извещение почтальона (заказное письмо или посылка на почте)
    [few] { $nombre } извещения почтальона (заказные письма или посылки на почте)
    [many] { $nombre } извещений почтальона (заказные письма или посылки на почте)
   *[other] { $nombre } извещения почтальона (заказные письма или посылки на почте)
}
courrier-colis = { $nombre ->
    [one] { $nombre } посылка
    [few] { $nombre } посылки
    [many] { $nombre } посылок
   *[other] { $nombre } посылки
}
courrier-ou = Почту можно забрать в центре, где у вас адрес
courrier-avis-urgent = Извещение почтальона – это срочно: возьмите его здесь и скорее идите на почту (La Poste). Там хранят письмо только 15 дней.
courrier-depuis = С { $date } ({ $semaine })

## L’accueil : quand revenir, et jusqu’à quand

passage-avant = Зайдите до { $date } ({ $semaine })
passage-pourquoi = Зайдите или позвоните до этого дня, чтобы сохранить адрес.
passage-reste = Осталось: { $nombre ->
    [one] { $nombre } день
    [few] { $nombre } дня
    [many] { $nombre } дней
   *[other] { $nombre } дня
}. Зайдите или позвоните, чтобы сохранить адрес.
passage-demain = Это завтра. Зайдите или позвоните, чтобы сохранить адрес.
passage-aujourdhui = Это сегодня. Зайдите или позвоните, чтобы сохранить адрес.
passage-depasse = Этот день прошёл. Скорее идите в ваш центр, чтобы не потерять адрес.
fin-passee = Срок вашей домицилиации (адреса для почты) закончился { $date }
fin-passee-texte = Скорее идите в ваш центр и попросите о продлении. Ваша почта не потеряна.
fin-aujourdhui = Срок вашей домицилиации (адреса для почты) заканчивается сегодня
fin-aujourdhui-texte = Сегодня же идите в ваш центр и попросите о продлении.
fin-proche = Срок вашей домицилиации (адреса для почты) заканчивается { $date } ({ $semaine })
fin-proche-texte = Попросите ваш центр о продлении до этого дня.
renouvellement-tard-texte = Ваша просьба о продлении рассматривается. Спросите на стойке приёма, всё ли есть. Ваша почта не потеряна.
renouvellement-valable = Ваш адрес действует до { $date } ({ $semaine })
renouvellement-texte = Ваша просьба о продлении рассматривается. Ваш центр сообщит вам решение. До этого для вашей почты ничего не меняется.

## L’accueil : une décision, et ce que l’on peut faire

recours-renouvellement = Вам отказали в продлении
recours-renouvellement-texte = Ваш адрес действует до { $date } ({ $semaine }): до этого дня приходите за почтой.
recours-refus = Вашу просьбу отклонили
recours-refus-texte = Центр должен письменно объяснить вам своё решение и назвать другой центр, который может дать вам адрес для почты.
recours-radiation = Ваша домицилиация (адрес для почты) закончилась
recours-radiation-texte = Зайдите за почтой, которая вас ждёт, и предупредите организации, которые вам пишут. Вы можете подать новую просьбу.
recours-motif = Причина: { $motif }.
motif-non-precise = не указана
motif-hors-agrement = центр не может принять вас по своему договору с государством
motif-pas-de-lien = нет связи с этим городом (коммуной)
motif-saturation = в центре больше нет мест
motif-votre-demande = по вашей просьбе
motif-plus-de-lien = больше нет связи с этим городом (коммуной)
motif-fin = конец домицилиации
motif-absence = больше 3 месяцев ни визита, ни звонка
motif-reglement = нарушение правил
motif-logement = переезд в жильё
motif-autre = другая
recours-parler = Сначала поговорите на стойке приёма: ошибку можно исправить сразу.
recours-ecrire = В течение 2 месяцев вы можете написать в центр и попросить пересмотреть решение.
recours-tribunal = В течение 2 месяцев можно также обратиться в административный суд. Защитник прав (Défenseur des droits) помогает бесплатно: { $telephone }.

## L’accueil : où aller

ou-titre = Куда идти
porte-ouverte = Открыто
porte-ouverte-heure = Открыто, закрывается в { $heure }
porte-ouverte-demain = Открыто, закрывается завтра в { $heure }
porte-ouverte-jour = Открыто, закрывается { $date } ({ $semaine }) в { $heure }
porte-fermee = Закрыто
porte-fermee-heure = Закрыто, открывается в { $heure }
porte-fermee-demain = Закрыто, открывается завтра в { $heure }
porte-fermee-jour = Закрыто, открывается { $date } ({ $semaine }) в { $heure }
fermeture-jour = Закрыто { $date } ({ $semaine })
fermeture-jours = Закрыто с { $date } ({ $semaine }) по { $dateFin } ({ $semaineFin })
fermeture-motif = { $fermeture }: { $motif }
horaires-ligne = { $jours }: { $heures }
horaires-deux-jours = { $premier } и { $dernier }
horaires-plusieurs-jours = { $premier } – { $dernier }
horaires-tous-les-jours = каждый день
horaires-plage = { $debut } – { $fin }
horaires-ferme = закрыто
horaires-feries = праздники
ou-courrier = Ваш адрес для почты: { $adresse }

## L’accueil : la domiciliation, les informations, les documents

domiciliation-titre = Ваша домицилиация (адрес для почты)
domiciliation-dossier = Ваше дело
domiciliation-statut = Состояние
domiciliation-debut = Начало
domiciliation-echeance = Конец
domiciliation-passage = Последний визит
statut-instruction = Рассматривается
statut-attente = Ждём решения
statut-actif = Действует
statut-refuse = Отказ
statut-radie = Закончилась
statut-renouvellement = Идёт продление
informations-titre = Ваши данные
informations-sans-telephone = Телефон не указан
informations-sans-email = Электронная почта не указана
informations-erreur = Ошибка? Скажите в вашем центре: там исправят.
annonce-de = Объявление вашего центра
documents-titre = Ваши документы
document-image = Изображение { $format }
mouvements-titre = За последнее время
mouvement-recu = Пришло: { $quoi }
mouvement-remis = Выдано: { $quoi }
mouvement-retour = Возвращено отправителю: { $quoi }
mouvement-transfert = Переслано: { $quoi }
mouvement-appel = Телефонный звонок
mouvement-visite = Визит
accueil-messages = Выбрать, как получать сообщения

## « Mes messages » : e-mails et SMS

messages-titre = Мои сообщения
messages-chapeau = { $structure } может сообщать вам: есть почта, заканчивается домицилиация (адрес для почты) или вы давно не приходили.
messages-fermes = Сейчас ваш центр не отправляет сообщений. Ваш выбор сохранён.
messages-refuse-titre = SMS больше не отправляются
messages-refuse-texte = Ваш номер не принят. Скажите на стойке приёма: центр его исправит.
messages-question = Как вам сообщать?
messages-aucune = Никак
messages-email = По электронной почте
messages-sms = По SMS
messages-les-deux = По электронной почте и по SMS
messages-adresse = Электронная почта: { $email }
messages-sans-adresse = Электронная почта: нет. Сообщите её на стойке приёма.
messages-mobile = Мобильный: { $numero }
messages-sans-mobile = Мобильный: нет. Сообщите его на стойке приёма.
messages-choisir = Выберите из списка.
messages-fait = Ваш выбор сохранён.
messages-retour = Назад на мою страницу

## Quand une page ne peut pas être montrée

incident-numero = Ошибка { $status }
incident-intact = Ничего не изменилось.
incident-incomplet = Запрос неполный
incident-incomplet-texte = Вернитесь назад и попробуйте ещё раз.
incident-deconnecte = Время входа закончилось
incident-deconnecte-texte = Войдите и начните снова.
incident-interdit = У вас нет доступа к этой странице
incident-autre-site = Этот запрос пришёл с другого сайта
incident-autre-site-texte = Для безопасности он не выполнен. Откройте страницу в Escale и начните снова.
incident-introuvable = Такой страницы нет
incident-introuvable-texte = Может быть, в адресе ошибка или страницу убрали.
incident-action = Здесь это сделать нельзя
incident-action-texte = Вернитесь на предыдущую страницу.
incident-conflit = Кто-то успел раньше вас
incident-conflit-texte = Ваш пароль или доступ только что изменили. Войдите снова.
incident-lourd = Слишком много данных
incident-lourd-texte = То, что вы отправили, больше, чем разрешено.
incident-trop = Слишком много запросов сразу
incident-trop-texte = Подождите { $nombre ->
    [one] { $nombre } секунду
    [few] { $nombre } секунды
    [many] { $nombre } секунд
   *[other] { $nombre } секунды
} и попробуйте ещё раз.
incident-absent = Сайт временно не работает
incident-absent-texte = Попробуйте через несколько минут.
incident-interne = Произошла ошибка с нашей стороны
incident-interne-texte = Ошибка записана. Попробуйте ещё раз; если она повторится, дайте номер внизу тому, кто вам помогает.
incident-demande = Если просите помощи, назовите этот номер:
incident-courrier = Ваша почта
incident-connexion = Страница входа

## Un lien reçu par e-mail qui ne sert plus

lien-titre = Эта ссылка больше не работает
lien-inconnu = Она неполная или её заменили другой. Проверьте, что вы открыли всю ссылку.
lien-servi = Её уже использовали или заменили другой. Если вам пришло несколько писем, откройте самое новое.
lien-passe = Она действовала недолго, и это время прошло.
lien-disparu = Того, к чему она вела, больше нет.
lien-arret-conseil = Чтобы больше не получать электронных писем, скажите на стойке приёма вашего центра или откройте свою страницу.
lien-arret-page = Открыть мою страницу

## L’aide « Première connexion », page courte

aide-titre = Первый вход
aide-resume = С письмом вашего центра вы выберете пароль за несколько минут.
aide-lettre-titre = Что вам нужно
aide-lettre = Письмо, которое вам дали в вашем центре. В нём ваш логин (8 букв) и временный пароль (8 цифр). Этот пароль действует 30 дней.
aide-sans-lettre = У вас нет письма? Попросите доступ к странице на стойке приёма вашего центра.
aide-etapes-titre = Шаг за шагом
aide-etape-ouvrir = Откройте страницу входа.
aide-etape-code = С телефона можно также навести камеру на чёрно-белый квадрат в письме.
aide-etape-identifiant = Под «{ connexion-identifiant }» напишите 8 букв. Большие или маленькие – неважно.
aide-etape-mot-de-passe = Под «{ connexion-mot-de-passe }» напишите 8 цифр из письма.
aide-etape-partage = Это ваш телефон? Проверьте, что у «{ connexion-partage }» нет галочки.
aide-etape-bouton = Нажмите «{ connexion-bouton }».
aide-etape-choisir = Выберите новый пароль. Напишите его под «{ choix-nouveau }», потом второй раз под «{ choix-confirmation }».
aide-etape-fin = Нажмите «{ connexion-bouton }». Откроется ваша страница.
aide-bon-titre = Как выбрать хороший пароль
aide-bon = Не меньше 8 знаков: 1 цифра, 1 большая буква и 1 маленькая. Два-три слова, которые вы помните, и цифра – хороший пароль. Никому его не говорите.
aide-probleme-titre = Если не получается
aide-probleme-lettres = Сверьте каждую букву логина с письмом.
aide-probleme-attendre = После 5 ошибок подряд надо немного подождать. Страница скажет сколько.
aide-probleme-lettre = Забыли пароль или потеряли письмо? Попросите новое на стойке приёма. С вашей почтой ничего не случится.
aide-partage-titre = На общем компьютере
aide-partage = Оставьте галочку у «{ connexion-partage }». Когда закончите, нажмите «{ page-deconnexion }» вверху страницы.

## La deuxième page de la lettre d’accès, imprimée dans la langue de la personne

lettre-titre = Как узнать, есть ли для вас почта
lettre-texte = Это письмо даёт вам доступ к вашей почтовой странице. На первой странице то же самое по-французски.
lettre-site = Откройте этот адрес или наведите камеру телефона на квадрат:
lettre-identifiant = Под «{ connexion-identifiant }» напишите:
lettre-mot-de-passe = Под «{ connexion-mot-de-passe }» напишите временный пароль:
lettre-choisir = Нажмите «{ connexion-bouton }» и выберите свой пароль.
lettre-valable = Временный пароль действует до { $date }
lettre-garder = Храните это письмо в надёжном месте. Никому не говорите пароль. Если забудете его, попросите новый на стойке приёма.
lettre-adresse = Ваш центр:

## Les messages que la structure envoie : e-mails

objet-courrier = Для вас есть почта
objet-echeance = Срок вашей домицилиации скоро заканчивается
objet-absence = Зайдите к нам, чтобы сохранить адрес
bonjour = Здравствуйте, { $prenom }!
courrier = Для вас есть почта: { $structure }. Заберите её на стойке приёма.
echeance = Срок вашей домицилиации (адреса для почты) заканчивается { $jour } Чтобы сохранить адрес, попросите о продлении на стойке приёма до этого дня.
absence = С вашего последнего визита прошло: { $jours ->
    [one] { $jours } день
    [few] { $jours } дня
    [many] { $jours } дней
   *[other] { $jours } дня
}.
absence-avant = Зайдите или позвоните до { $jour }, чтобы сохранить адрес.
absence-vite = Зайдите или позвоните как можно скорее, чтобы сохранить адрес.
ferme-ouvre-a = Сегодня закрыто. Открываемся { $jour } в { $heure }.
ferme-ouvre = Сегодня закрыто. Открываемся { $jour }
ou = Где: { $adresse }
bouton = Моя страница
lien = Если кнопка не работает, скопируйте этот адрес:
pourquoi = Вы получили это письмо, потому что попросили сообщать вам по электронной почте: { $structure }.
automatique = Это письмо отправлено автоматически: не отвечайте на него.
arret = Больше не получать эти сообщения

## Les mêmes en SMS

sms-courrier = для вас есть почта.
sms-echeance = домицилиация до { $jour }, попросите о продлении.
sms-absence = зайдите или позвоните до { $jour }, чтобы сохранить адрес.
sms-absence-vite = зайдите или позвоните скорее, чтобы сохранить адрес.
sms-ferme = Открыто { $jour }
sms-arret = Отказаться: на приёме или на вашей странице.

## La page qui arrête les e-mails

page-titre = Больше не получать письма
page-texte = Вам больше не будут приходить электронные письма: { $structure }.
page-bouton = Больше не получать письма
page-fait = Готово. Вам больше не будут приходить электронные письма: { $structure }.
page-reprendre = Чтобы получать их снова, попросите на стойке приёма или зайдите на свою страницу.
