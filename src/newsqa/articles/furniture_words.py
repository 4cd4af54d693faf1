"""The words that the furniture of a news page is made of: menus, buttons, boxes and forms, in five languages.

None of them condemns a line by itself: stories are told about newsletters and cookies too. A short line made of
nothing else is furniture, and a sentence that has several of them and speaks to the reader.
"""

# Words that say little of what a text is about.
FUNCTION_WORDS = frozenset(
    """
    a an the and or but nor if as at by for from in into of off on onto out over to up with without about after before
    between during under than then that this these those there here it its is are was were be been being am do
    does did
    has have had having will would can could may might must shall should not no yes so such also just only very more
    most much many some any all each every other another own same he she they them him her his hers their theirs who
    whom whose which what when where why how i me my mine we us our ours you your yours one two now said says say
    le la les un une des du de d l et ou mais en au aux à ce ces cette il elle ils elles on nous vous votre vos notre
    nos leur leurs son sa ses qui que quoi dont où ne pas plus par pour sur dans avec sans est sont été être a ont
    der die das den dem des ein eine einen einem einer eines und oder aber nicht mit von vom zu zum zur im ins am auf
    aus bei für über unter nach vor sich ist sind war waren wird werden hat haben hatte er sie es wir uns unser
    ihr ihre
    ihren auch noch nur wie als dass
    el los las una unos unas y o u e pero no con sin por para del al lo se su sus que es son fue ser ha han como más
    este esta estos estas ese esa muy
    и в во не на я он она они мы вы с со а но то к ко у же за бы по из от до для о об это этот эта эти как что
    его её ее
    их наш ваш был была были быть или так при также еще ещё
    """.split()
)

# A short line that has one of these, and beside it only words of the page, is part of the page.
BUTTONS = frozenset(
    """
    share shares shared tweet retweet pin print email e-mail mail subscribe subscribed subscribers subscriber
    unsubscribe
    login log logout sign signup register follow followers like likes comment comments reply replies menu search skip
    cookie cookies newsletter newsletters advertisement advertising ad ads advert sponsored promoted related
    recommended
    trending recent similar tags tagged categories filed author copyright reserved privacy accessibility login
    facebook
    twitter instagram whatsapp telegram linkedin youtube pinterest reddit tiktok flipboard donate subscription
    membership
    classifieds mastodon bluesky footer
    responses download app apps sponsor remind loading continues disqus javascript akismet powered spam click
    accept reject submit cancel bookmark sitemap masthead faq rss podcasts permalink notify
    notifications newsroom inbox previous prev older newer loading credit
    partager commenter commentaires commentaire abonner abonnez-vous s'abonner abonnés connecter connexion inscription
    inscrivez-vous publicité accueil imprimer newsletter lettre recherche rechercher confidentialité cookies mentions
    légales réservés réservé sponsorisés s'inscrire
    empfohlener externer externe teilen drucken kommentare kommentar kommentieren anmelden abmelden abonnieren
    anzeige werbung startseite impressum
    datenschutz suche merken einloggen registrieren vorbehalten agb
    compartir comentarios comentario comentar suscríbete suscribirse suscripción publicidad inicio imprimir buscar
    privacidad registrarse etiquetas relacionadas relacionados iniciar reservados
    condividi pubblicità accedi abbonati commenti commenta stampa riservata
    подпишитесь поделиться комментарии комментарий комментировать подписаться подписывайтесь подписка реклама
    главная поиск войти
    регистрация теги распечатать печать конфиденциальности
    """.split()
)

# Words that stand beside those of BUTTONS, or make up a menu, and also stand in stories.
PAGE_WORDS = frozenset(
    """
    home homepage news world politics business sport sports opinion opinions culture travel lifestyle life
    health science
    tech technology entertainment arts economy markets money weather video videos photo photos picture pictures image
    images gallery audio live latest breaking local national international video editorial letters obituaries magazine
    top story stories article articles post posts page pages section sections topic topics read reads reading
    view views
    watch listen play show hide see explore discover browse keywords keyword archive archives edition issue
    about contact
    careers jobs terms conditions use service policy policies statement help support give gift give join member
    members
    make gift published marked preview transcript playlist message corrections become contribute
    contribution monthly annual annually yearly once weekly daily payment payments method methods
    paiment continue continues below later today free trial offer downloads store google apple play get
    back next last first top bottom close open opens new window tab copy link links url save saved website site
    web name
    address required fields field leave write post add your my our us please enter here more rights reuse content
    photographer min mins minute minutes time ago account settings preferences manage choices options personal
    information data sell popular must-read must also may editor editors editor's picks pick choice alert alerts
    updates update twitter x text size font stay connected community send friend friends show tweets closed hidden
    disabled feed atom rss navigation main promotion after standards principles feedback report
    ready interested viewed full original enable conversation discussion
    featured caption replay copied creative commons newest oldest rated scroll podcast climate refresh
    helpful typo reading list items keep start republish advertise yes already join jump learn around other k m
    interested interesting might maybe journalism needs need
    headlines investigations analysis features commentary multimedia depth
    contenus rubrique abonnement minutes
    lus recevez boîte mail gratuitement m'abonne téléchargez application contenu principal aller sujet même
    résumé semaine informations clic je
    politique économie monde sport sports culture société lire aussi également suite voir plus temps lecture article
    articles contact conditions générales utilisation suivez suivez-nous politique qui sommes-nous derniers dernières
    actualités
    politik wirtschaft sport kultur panorama wissen mehr lesen auch weitere artikel zum thema könnte interessieren
    nutzungsbedingungen kontakt das inhalt inhalte springen menü anhören hören anzeigen lesezeit minuten jetzt
    adresse kostenlos
    bestellen ansehen redaktion empfiehlt lesedauer weiterlesen
    deportes política economía mundo cultura sociedad lea también leer más noticias aviso legal contacto siga síganos
    últimas
    vai contenuto leggi anche guardar portada información archivado
    самое читаемое популярное новости политика экономика общество спорт культура мир читайте также читать далее
    подробнее наш канал контакты
    редакция
    """.split()
)

# Headings of a list of other stories: what stands under them is not of this one.
OTHER_STORIES = frozenset(
    """
    related recommended similar recent trending popular latest headlines most-read elsewhere sponsored promoted tags
    tagged topics
    filed previous next older newer also more mehr sujet
    également aussi derniers dernières auch weitere interessieren también relacionadas relacionados últimas
    información archivado anche также
    читаемое популярное
    """.split()
)
COMMENTS = frozenset(
    """
    comment comments reply replies responses commentaires commentaire commenter kommentare kommentar comentarios
    comentario
    комментарии комментарий
    """.split()
)

# What an outlet calls itself, its readers and what it asks of them.
OUTLET = frozenset(
    """
    journalism journalist journalists newsroom newspaper newsletter newsletters reporting reporters reporter subscribe
    subscriber subscribers subscription subscriptions subscribing unsubscribe reader readers readership cookie cookies
    inbox paywall ad-free ads adverts advertising website site browser app email e-mail emails account notifications
    alerts gift gifts donate donation donations donating contribution contributions contribute membership member
    members support
    supporting supporters nonprofit non-profit independent privacy policy terms consent partners comment comments
    device login log sign signing republish mailing list delivered latest javascript blog stories story coverage
    articles article content edition headlines
    podcast
    journalisme journalistes lecteurs abonnement abonnés abonnez-vous s'abonner lettre don dons soutien soutenez
    soutenir
    indépendant indépendante rédaction site courriel inscrivez-vous actualité
    journalismus leserinnen leser abonnement abonnieren abo unterstützen unterstützung spende spenden redaktion
    unabhängigen unabhängiger webseite e-mail
    periodismo lectores suscripción suscriptores suscríbase suscríbete boletín donación apoyo apoye independiente
    redacción correo
    журналистика журналистики журналистов читатели читателей подписаться подписка подписывайтесь рассылка рассылку
    рассылки поддержите поддержать поддержка пожертвование редакция редакции сайт сайте канал
    """.split()
)

# Those that hardly anything but a page says of itself.
OUTLET_ALONE = frozenset(
    """
    journalism journalists newsroom newsletter newsletters subscribe subscriber subscribers subscription subscriptions
    subscribing unsubscribe readers readership cookie cookies inbox paywall ad-free ads advertising
    notifications alerts
    privacy consent comment comments nonprofit
    journalisme journalistes lecteurs abonnement abonnés abonnez-vous s'abonner journalismus leserinnen leser
    abonnieren
    abo periodismo lectores suscripción suscriptores suscríbase suscríbete boletín журналистика журналистики
    журналистов
    читатели читателей подписаться подписка подписывайтесь подпишитесь рассылка рассылку рассылки
    """.split()
)
FIRST_PERSON = frozenset(
    """
    we us our ours we're we've we'll nous notre nos wir uns unser unsere unserer unseren nosotros nuestro
    nuestra nuestros
    nuestras мы нас нам наш наша наше наши нашу нашей нашего
    """.split()
)
# He said, she said: a line of the page speaks of nobody.
THIRD_PERSON = frozenset("he she his her him they them said says say il elle er er sagte dijo он она они".split())
SECOND_PERSON = frozenset(
    """
    you your yours you're you've you'll you'd yourself vous votre vos ihre ihren ihrem ihrer ihnen dein deine usted
    ustedes tu tus вы вас вам ваш ваша ваше ваши вашу вашей
    """.split()
)
IMPERATIVES = frozenset(
    """
    support donate subscribe sign join click tap follow download get help become please enter register try share read
    check visit contact email send tell stay keep never don't explore discover browse save book shop buy choose listen
    watch accept allow enable log like find give see receive start consider add create make
    inscrivez-vous abonnez-vous soutenez suivez rejoignez recevez découvrez faites cliquez téléchargez
    abonnieren unterstützen melden folgen lesen klicken
    suscríbase suscríbete apoye apoya únete siga síganos reciba recibe haga descargue
    подписывайтесь подпишитесь поддержите следите читайте присоединяйтесь получайте
    """.split()
)
