# Ukrainien. Traduction non relue par un locuteur.

## Les dates, les heures, les listes, les nombres

date = { $jour } { mois } { $annee } р.
date-proche = { $jour } { mois }
mois = { $mois ->
    [1] січня
    [2] лютого
    [3] березня
    [4] квітня
    [5] травня
    [6] червня
    [7] липня
    [8] серпня
    [9] вересня
    [10] жовтня
    [11] листопада
   *[12] грудня
}
semaine = { $semaine ->
    [1] понеділок
    [2] вівторок
    [3] середа
    [4] четвер
    [5] п’ятниця
    [6] субота
   *[7] неділя
}
date-chiffres = { $jour }.{ $mois }.{ $annee }
heure-juste = { $heures }:00
heure-minutes = { $heures }:{ $minutes }
heure-minuit = 24:00
liste-fin = { $debut } і { $dernier }
liste-suite = { $debut }, { $suivant }
poids-ko = { $nombre } КБ
poids-mo = { $nombre } МБ

## Autour de chaque page

page-contenu = Перейти до змісту
page-quitter = Швидко піти з цієї сторінки
page-deconnexion = Вийти
page-titre-erreur = Помилка: { $titre }
pied-nom = Інформація
pied-aide = Допомога
pied-confidentialite = Конфіденційність
pied-accessibilite = Доступність
pied-mentions = Юридична інформація
langue-menu = Мова
langue-changer = Змінити мову
langue-non-relue = Цей переклад ще не перевірено.
avis-information = Інформація
avis-attention = Увага
avis-important = Важливо

## Les formulaires

formulaire-a-corriger = Треба виправити
formulaire-erreur = Помилка:
formulaire-enregistrer = Зберегти
formulaire-annuler = Скасувати
mot-de-passe-afficher = Показати
mot-de-passe-masquer = Сховати

## La page de connexion

connexion-titre = Вхід на вашу поштову сторінку
connexion-question = Чекаєте на лист?
connexion-chapeau = Подивіться тут, перш ніж іти.
connexion-identifiant = Ваш логін
connexion-identifiant-aide = 8 літер, вони є в листі, який вам дали у вашому центрі
connexion-mot-de-passe = Пароль
connexion-partage = Цим комп’ютером користуються й інші
connexion-partage-aide = Якщо так, сторінка закриється, коли ви 10 хвилин нічого не робите.
connexion-bouton = Увійти
oubli-titre = Забули пароль?
oubli-texte = Зверніться до вашого центру: на стійку прийому або телефоном. Вам дадуть новий лист із новим паролем.
connexion-premiere = Я входжу вперше
connexion-structures = Ви працюєте в центрі?

refus-titre = Не вдалося увійти
refus-texte = Перевірте логін і пароль та спробуйте ще раз.
essais-titre = Забагато спроб
essais-minutes = Для безпеки спробуйте знову через { $nombre ->
    [one] { $nombre } хвилину
    [few] { $nombre } хвилини
    [many] { $nombre } хвилин
   *[other] { $nombre } хвилини
}.
essais-heures = Для безпеки спробуйте знову через { $nombre ->
    [one] { $nombre } годину
    [few] { $nombre } години
    [many] { $nombre } годин
   *[other] { $nombre } години
}.
acces-ferme-titre = Доступ закрито
acces-ferme-texte = Ваш доступ до цієї сторінки закрито. Зверніться на стійку прийому вашого центру.
temporaire-expire-titre = Термін тимчасового пароля минув
temporaire-expire-texte = Він діє лише 30 днів. Попросіть новий на стійці прийому вашого центру.
session-finie = Ви вийшли. Цю сторінку можна закрити.
session-expiree = Час входу закінчився. Нічого не втрачено: увійдіть знову.

## Choisir son mot de passe

choix-titre-page = Вибір нового пароля
choix-titre = Виберіть ваш пароль
choix-chapeau = Ви входите вперше. Будь ласка, виберіть новий пароль:
choix-changer = Змінити пароль
choix-actuel = Теперішній пароль
choix-nouveau = Новий пароль
choix-confirmation = Новий пароль ще раз
choix-confirmation-aide = Напишіть його вдруге.
choix-enregistrer = Зберегти новий пароль
choix-secret = Цей пароль тільки ваш. Ніхто у вашому центрі його у вас не запитає.
regles-titre = Ваш пароль:
regle-temporaire = Не такий, як тимчасовий пароль
regle-actuel = Не такий, як теперішній пароль
regle-longueur = Щонайменше 8 знаків
regle-chiffre = Хоча б 1 цифра
regle-majuscule = Хоча б одна велика літера
regle-minuscule = Хоча б одна мала літера
regles-compte = Виконано правил: { $respectees } з { $total }
erreur-actuel = Це не ваш теперішній пароль.
erreur-different = Виберіть інший пароль, не той, з яким ви щойно увійшли.
erreur-longueur = Треба щонайменше 8 знаків.
erreur-trop-long = Виберіть пароль, не довший за { $nombre ->
    [one] { $nombre } знак
    [few] { $nombre } знаки
    [many] { $nombre } знаків
   *[other] { $nombre } знака
}.
erreur-chiffre = Додайте хоча б одну цифру.
erreur-majuscule = Додайте хоча б одну велику літеру.
erreur-minuscule = Додайте хоча б одну малу літеру.
erreur-confirmation = Два паролі не збігаються.
choix-fait = Ваш пароль змінено.

## L’accueil : le courrier

accueil-titre = Ваша поштова сторінка
accueil-bonjour = Добрий день, { $prenom }!
accueil-bienvenue = Тут видно, чи є для вас пошта
courrier-oui = Для вас є пошта!
courrier-non = Нової пошти для вас немає
courrier-non-texte = Ваш центр оновлює цю сторінку. Заходьте, коли хочете.
courrier-lettres = { $nombre ->
    [one] { $nombre } лист
    [few] { $nombre } листи
    [many] { $nombre } листів
   *[other] { $nombre } листа
}
courrier-avis = { $nombre ->
    [one] { $nombre } повідомлення листоноші (рекомендований лист або посилка на пошті)
    [few] { $nombre } повідомлення листоноші (рекомендовані листи або посилки на пошті)
    [many] { $nombre } повідомлень листоноші (рекомендовані листи або посилки на пошті)
   *[other] { $nombre } повідомлення листоноші (рекомендовані листи або посилки на пошті)
}
courrier-colis = { $nombre ->
    [one] { $nombre } посилка
    [few] { $nombre } посилки
    [many] { $nombre } посилок
   *[other] { $nombre } посилки
}
courrier-ou = Пошту можна забрати в центрі, де у вас адреса
courrier-avis-urgent = Повідомлення листоноші – це терміново: візьміть його тут і швидше йдіть на пошту (La Poste). Там зберігають лист лише 15 днів.
courrier-depuis = З { $date } ({ $semaine })

## L’accueil : quand revenir, et jusqu’à quand

passage-avant = Зайдіть до { $date } ({ $semaine })
passage-pourquoi = Зайдіть або зателефонуйте до цього дня, щоб зберегти адресу.
passage-reste = Залишилося: { $nombre ->
    [one] { $nombre } день
    [few] { $nombre } дні
    [many] { $nombre } днів
   *[other] { $nombre } дня
}. Зайдіть або зателефонуйте, щоб зберегти адресу.
passage-demain = Це завтра. Зайдіть або зателефонуйте, щоб зберегти адресу.
passage-aujourdhui = Це сьогодні. Зайдіть або зателефонуйте, щоб зберегти адресу.
passage-depasse = Цей день минув. Швидше йдіть до вашого центру, щоб не втратити адресу.
fin-passee = Термін вашої доміциліації (адреси для пошти) закінчився { $date }
fin-passee-texte = Швидше йдіть до вашого центру й попросіть про продовження. Вашу пошту не втрачено.
fin-aujourdhui = Термін вашої доміциліації (адреси для пошти) закінчується сьогодні
fin-aujourdhui-texte = Сьогодні ж ідіть до вашого центру й попросіть про продовження.
fin-proche = Термін вашої доміциліації (адреси для пошти) закінчується { $date } ({ $semaine })
fin-proche-texte = Попросіть ваш центр про продовження до цього дня.
renouvellement-tard-texte = Ваше прохання про продовження розглядають. Запитайте на стійці прийому, чи все є. Вашу пошту не втрачено.
renouvellement-valable = Ваша адреса діє до { $date } ({ $semaine })
renouvellement-texte = Ваше прохання про продовження розглядають. Ваш центр повідомить вам рішення. До того для вашої пошти нічого не змінюється.

## L’accueil : une décision, et ce que l’on peut faire

recours-renouvellement = Вам відмовили в продовженні
recours-renouvellement-texte = Ваша адреса діє до { $date } ({ $semaine }): до цього дня приходьте по пошту.
recours-refus = Ваше прохання відхилили
recours-refus-texte = Центр має письмово пояснити вам своє рішення й назвати інший центр, який може дати вам адресу для пошти.
recours-radiation = Ваша доміциліація (адреса для пошти) закінчилася
recours-radiation-texte = Зайдіть по пошту, яка на вас чекає, і попередьте установи, які вам пишуть. Ви можете подати нове прохання.
recours-motif = Причина: { $motif }.
motif-non-precise = не вказана
motif-hors-agrement = центр не може прийняти вас за своїм договором з державою
motif-pas-de-lien = немає зв’язку з цим містом (комуною)
motif-saturation = у центрі більше немає місць
motif-votre-demande = на ваше прохання
motif-plus-de-lien = більше немає зв’язку з цим містом (комуною)
motif-fin = кінець доміциліації
motif-absence = понад 3 місяці ні візиту, ні дзвінка
motif-reglement = порушення правил
motif-logement = переїзд у житло
motif-autre = інша
recours-parler = Спочатку поговоріть на стійці прийому: помилку можна виправити одразу.
recours-ecrire = Протягом 2 місяців ви можете написати до центру й попросити переглянути рішення.
recours-tribunal = Протягом 2 місяців можна також звернутися до адміністративного суду. Захисник прав (Défenseur des droits) допомагає безкоштовно: { $telephone }.

## L’accueil : où aller

ou-titre = Куди йти
porte-ouverte = Відчинено
porte-ouverte-heure = Відчинено до { $heure }
porte-ouverte-demain = Відчинено до завтра, до { $heure }
porte-ouverte-jour = Відчинено до { $date } ({ $semaine }), до { $heure }
porte-fermee = Зачинено
porte-fermee-heure = Зачинено до { $heure }
porte-fermee-demain = Зачинено, відчиняється завтра о { $heure }
porte-fermee-jour = Зачинено, відчиняється { $date } ({ $semaine }) о { $heure }
fermeture-jour = Зачинено { $date } ({ $semaine })
fermeture-jours = Зачинено з { $date } ({ $semaine }) до { $dateFin } ({ $semaineFin }) включно
fermeture-motif = { $fermeture }: { $motif }
horaires-ligne = { $jours }: { $heures }
horaires-deux-jours = { $premier } і { $dernier }
horaires-plusieurs-jours = { $premier } – { $dernier }
horaires-tous-les-jours = щодня
horaires-plage = { $debut } – { $fin }
horaires-ferme = зачинено
horaires-feries = святкові дні
ou-courrier = Ваша адреса для пошти: { $adresse }

## L’accueil : la domiciliation, les informations, les documents

domiciliation-titre = Ваша доміциліація (адреса для пошти)
domiciliation-dossier = Ваша справа
domiciliation-statut = Стан
domiciliation-debut = Початок
domiciliation-echeance = Кінець
domiciliation-passage = Останній візит
statut-instruction = Розглядають
statut-attente = Чекаємо на рішення
statut-actif = Діє
statut-refuse = Відмова
statut-radie = Закінчилася
statut-renouvellement = Триває продовження
informations-titre = Ваші дані
informations-sans-telephone = Телефон не вказано
informations-sans-email = Електронну пошту не вказано
informations-erreur = Помилка? Скажіть у вашому центрі: там виправлять.
annonce-de = Оголошення вашого центру
documents-titre = Ваші документи
document-image = Зображення { $format }
mouvements-titre = Останнім часом
mouvement-recu = Надійшло: { $quoi }
mouvement-remis = Видано: { $quoi }
mouvement-retour = Повернуто відправнику: { $quoi }
mouvement-transfert = Переслано: { $quoi }
mouvement-appel = Телефонний дзвінок
mouvement-visite = Візит
accueil-messages = Вибрати, як отримувати повідомлення

## « Mes messages » : e-mails et SMS

messages-titre = Мої повідомлення
messages-chapeau = { $structure } може повідомляти вас: є пошта, закінчується доміциліація (адреса для пошти) або ви давно не приходили.
messages-fermes = Зараз ваш центр не надсилає повідомлень. Ваш вибір збережено.
messages-refuse-titre = SMS більше не надсилаються
messages-refuse-texte = Ваш номер не прийнято. Скажіть на стійці прийому: центр його виправить.
messages-question = Як вас повідомляти?
messages-aucune = Ніяк
messages-email = Електронною поштою
messages-sms = Через SMS
messages-les-deux = Електронною поштою та через SMS
messages-adresse = Електронна пошта: { $email }
messages-sans-adresse = Електронна пошта: немає. Повідомте її на стійці прийому.
messages-mobile = Мобільний: { $numero }
messages-sans-mobile = Мобільний: немає. Повідомте його на стійці прийому.
messages-choisir = Виберіть зі списку.
messages-fait = Ваш вибір збережено.
messages-retour = Назад на мою сторінку

## Quand une page ne peut pas être montrée

incident-numero = Помилка { $status }
incident-intact = Нічого не змінилося.
incident-incomplet = Запит неповний
incident-incomplet-texte = Поверніться назад і спробуйте ще раз.
incident-deconnecte = Час входу закінчився
incident-deconnecte-texte = Увійдіть і почніть знову.
incident-interdit = У вас немає доступу до цієї сторінки
incident-autre-site = Цей запит надійшов з іншого сайту
incident-autre-site-texte = Для безпеки його не виконано. Відкрийте сторінку в Escale і почніть знову.
incident-introuvable = Такої сторінки немає
incident-introuvable-texte = Можливо, в адресі помилка або сторінку прибрали.
incident-action = Тут це зробити не можна
incident-action-texte = Поверніться на попередню сторінку.
incident-conflit = Хтось устиг раніше за вас
incident-conflit-texte = Ваш пароль або доступ щойно змінили. Увійдіть знову.
incident-lourd = Забагато даних
incident-lourd-texte = Те, що ви надіслали, більше, ніж дозволено.
incident-trop = Забагато запитів одразу
incident-trop-texte = Зачекайте { $nombre ->
    [one] { $nombre } секунду
    [few] { $nombre } секунди
    [many] { $nombre } секунд
   *[other] { $nombre } секунди
} і спробуйте ще раз.
incident-absent = Сайт тимчасово не працює
incident-absent-texte = Спробуйте через кілька хвилин.
incident-interne = Сталася помилка з нашого боку
incident-interne-texte = Помилку записано. Спробуйте ще раз; якщо вона повториться, дайте номер унизу тому, хто вам допомагає.
incident-demande = Якщо просите допомоги, назвіть цей номер:
incident-courrier = Ваша пошта
incident-connexion = Сторінка входу

## Un lien reçu par e-mail qui ne sert plus

lien-titre = Це посилання більше не працює
lien-inconnu = Воно неповне або його замінили іншим. Перевірте, що ви відкрили все посилання.
lien-servi = Його вже використали або замінили іншим. Якщо вам надійшло кілька листів, відкрийте найновіший.
lien-passe = Воно діяло недовго, і цей час минув.
lien-disparu = Того, до чого воно вело, більше немає.
lien-arret-conseil = Щоб більше не отримувати електронних листів, скажіть на стійці прийому вашого центру або відкрийте свою сторінку.
lien-arret-page = Відкрити мою сторінку

## L’aide « Première connexion », page courte

aide-titre = Перший вхід
aide-resume = З листом вашого центру ви виберете пароль за кілька хвилин.
aide-lettre-titre = Що вам потрібно
aide-lettre = Лист, який вам дали у вашому центрі. У ньому ваш логін (8 літер) і тимчасовий пароль (8 цифр). Цей пароль діє 30 днів.
aide-sans-lettre = У вас немає листа? Попросіть доступ до сторінки на стійці прийому вашого центру.
aide-etapes-titre = Крок за кроком
aide-etape-ouvrir = Відкрийте сторінку входу.
aide-etape-code = З телефона можна також навести камеру на чорно-білий квадрат у листі.
aide-etape-identifiant = Під «{ connexion-identifiant }» напишіть 8 літер. Великі чи малі – неважливо.
aide-etape-mot-de-passe = Під «{ connexion-mot-de-passe }» напишіть 8 цифр із листа.
aide-etape-partage = Це ваш телефон? Перевірте, що біля «{ connexion-partage }» немає галочки.
aide-etape-bouton = Натисніть «{ connexion-bouton }».
aide-etape-choisir = Виберіть новий пароль. Напишіть його під «{ choix-nouveau }», потім удруге під «{ choix-confirmation }».
aide-etape-fin = Натисніть «{ connexion-bouton }». Відкриється ваша сторінка.
aide-bon-titre = Як вибрати добрий пароль
aide-bon = Щонайменше 8 знаків: 1 цифра, 1 велика літера й 1 мала. Два-три слова, які ви пам’ятаєте, і цифра – добрий пароль. Нікому його не кажіть.
aide-probleme-titre = Якщо не виходить
aide-probleme-lettres = Звірте кожну літеру логіна з листом.
aide-probleme-attendre = Після 5 помилок поспіль треба трохи зачекати. Сторінка скаже скільки.
aide-probleme-lettre = Забули пароль або загубили лист? Попросіть новий на стійці прийому. З вашою поштою нічого не станеться.
aide-partage-titre = На спільному комп’ютері
aide-partage = Залиште галочку біля «{ connexion-partage }». Коли закінчите, натисніть «{ page-deconnexion }» угорі сторінки.

## La deuxième page de la lettre d’accès, imprimée dans la langue de la personne

lettre-titre = Як дізнатися, чи є для вас пошта
lettre-texte = Цей лист дає вам доступ до вашої поштової сторінки. На першій сторінці те саме французькою.
lettre-site = Відкрийте цю адресу або наведіть камеру телефона на квадрат:
lettre-identifiant = Під «{ connexion-identifiant }» напишіть:
lettre-mot-de-passe = Під «{ connexion-mot-de-passe }» напишіть тимчасовий пароль:
lettre-choisir = Натисніть «{ connexion-bouton }» і виберіть свій пароль.
lettre-valable = Тимчасовий пароль діє до { $date }
lettre-garder = Зберігайте цей лист у надійному місці. Нікому не кажіть пароль. Якщо забудете його, попросіть новий на стійці прийому.
lettre-adresse = Ваш центр:

## Les messages que la structure envoie : e-mails

objet-courrier = Для вас є пошта
objet-echeance = Термін вашої доміциліації скоро закінчується
objet-absence = Зайдіть до нас, щоб зберегти адресу
bonjour = Добрий день, { $prenom }!
courrier = Для вас є пошта: { $structure }. Заберіть її на стійці прийому.
echeance = Термін вашої доміциліації (адреси для пошти) закінчується { $jour } Щоб зберегти адресу, попросіть про продовження на стійці прийому до цього дня.
absence = Від вашого останнього візиту минуло: { $jours ->
    [one] { $jours } день
    [few] { $jours } дні
    [many] { $jours } днів
   *[other] { $jours } дня
}.
absence-avant = Зайдіть або зателефонуйте до { $jour }, щоб зберегти адресу.
absence-vite = Зайдіть або зателефонуйте якнайшвидше, щоб зберегти адресу.
ferme-ouvre-a = Сьогодні зачинено. Відчиняємо { $jour } о { $heure }.
ferme-ouvre = Сьогодні зачинено. Відчиняємо { $jour }
ou = Де: { $adresse }
bouton = Моя сторінка
lien = Якщо кнопка не працює, скопіюйте цю адресу:
pourquoi = Ви отримали цей лист, бо попросили повідомляти вас електронною поштою: { $structure }.
automatique = Цей лист надіслано автоматично: не відповідайте на нього.
arret = Більше не отримувати ці повідомлення

## Les mêmes en SMS

sms-courrier = для вас є пошта.
sms-echeance = доміциліація до { $jour }, попросіть про продовження.
sms-absence = зайдіть або зателефонуйте до { $jour }, щоб зберегти адресу.
sms-absence-vite = зайдіть або зателефонуйте скоріше, щоб зберегти адресу.
sms-ferme = Відчинено { $jour }
sms-arret = Відмовитися: на прийомі або на вашій сторінці.

## La page qui arrête les e-mails

page-titre = Більше не отримувати листи
page-texte = Вам більше не надходитимуть електронні листи: { $structure }.
page-bouton = Більше не отримувати листи
page-fait = Готово. Вам більше не надходитимуть електронні листи: { $structure }.
page-reprendre = Щоб отримувати їх знову, попросіть на стійці прийому або зайдіть на свою сторінку.
