# Interface strings in Dutch. The keys and arguments are those of en.ftl.

## Frame of every page
skip-link = Naar de inhoud
nav-label = Hoofdnavigatie
nav-menu = Menu
nav-breadcrumb = U bent hier
nav-home = Begin
nav-articles = Briefings
nav-participants = Betrokkenen
nav-events = Gebeurtenissen
nav-topics = Onderwerpen
nav-positions = Standpunten
nav-attendance = Aanwezigheid
nav-timeline = Tijdlijn
nav-statements = Uitspraken
nav-changes = Wijzigingen
nav-sources = Bronnen
nav-corrections = Correcties
language-switch = Taal
language-switch-to = Deze pagina in het { $language }
language-switch-home = Niet in het { $language }: naar de beginpagina
language-in = in het { $language }
language-original = Oorspronkelijk in het { $language }
theme-switch = Kleuren
theme-system = Zoals het systeem
theme-light = Licht
theme-dark = Donker
link-external = andere site
footer-label = Over deze site
footer-as-of = Stand van { $date }
footer-license = Licentie: { $license }
footer-publisher = Uitgegeven door { $publisher }
policy-ethics = Ethiek
policy-corrections = Correctiebeleid
policy-verification = Hoe wij verifiëren
policy-unnamed-sources = Ongenoemde bronnen
policy-ownership = Eigendom
as-of = stand van { $date }
draft = Concept
embargo = Onder embargo tot { $date }
title-with-site = { $title } – { $site }
table-scroll = Tabel, schuift zijwaarts
list-empty = Nog niets
show-all = Alles tonen
show-more = Meer
filter-label = Filter
filter-placeholder = Naam of alias
filter-none = Niets gevonden
filter-clear = Wissen
card-label = Voorvertoning
card-close = Sluiten

## Lists in parts
list-newer = Nieuwer
list-older = Ouder
list-previous = Vorige
list-next = Volgende
list-all-by-year = Alles, per jaar
list-parts = Delen van deze lijst
list-part = Deel { $number } van { $count }
list-latest = De laatste { NUMBER($count) }
list-undated = Zonder datum
list-whole = De hele lijst
list-count = { $count ->
    [one] { NUMBER($count) } regel
   *[other] { NUMBER($count) } regels
}

## Counts
count-articles = { $count ->
    [one] { NUMBER($count) } briefing
   *[other] { NUMBER($count) } briefings
}
count-participants = { $count ->
    [one] { NUMBER($count) } betrokkene
   *[other] { NUMBER($count) } betrokkenen
}
count-events = { $count ->
    [one] { NUMBER($count) } gebeurtenis
   *[other] { NUMBER($count) } gebeurtenissen
}
count-topics = { $count ->
    [one] { NUMBER($count) } onderwerp
   *[other] { NUMBER($count) } onderwerpen
}
count-sources = { $count ->
    [one] { NUMBER($count) } bron
   *[other] { NUMBER($count) } bronnen
}
count-statements = { $count ->
    [one] { NUMBER($count) } uitspraak
   *[other] { NUMBER($count) } uitspraken
}
count-positions = { $count ->
    [one] { NUMBER($count) } standpunt
   *[other] { NUMBER($count) } standpunten
}
count-acts = { $count ->
    [one] { NUMBER($count) } handeling
   *[other] { NUMBER($count) } handelingen
}
count-mentions = { $count ->
    [one] { NUMBER($count) } vermelding
   *[other] { NUMBER($count) } vermeldingen
}
count-passages = { $count ->
    [one] { NUMBER($count) } passage
   *[other] { NUMBER($count) } passages
}
count-accounts = { $count ->
    [one] { NUMBER($count) } verslag
   *[other] { NUMBER($count) } verslagen
}
count-corrections = { $count ->
    [one] { NUMBER($count) } correctie
   *[other] { NUMBER($count) } correcties
}

## Home
home-newest = Nieuwste briefings
home-coming = Wat eraan komt
home-statements = Laatste uitspraken
home-changed = Gewijzigde standpunten
home-who-matters = Wie er nu toe doet
home-who-matters-note = Vermeldingen in de 90 dagen tot { $date }
home-topics = Onderwerpen
home-nothing-coming = Er is niets gepland dat bekend is

## Articles
articles-title = Briefings
articles-year = Briefings van { $year }
article-by = Door { $authors }
article-published = Gepubliceerd
article-updated = Bijgewerkt
article-as-of = Stand van { $date }
article-next-update = Volgende bijwerking: { $date }
article-key-points = Kernpunten
article-contents = Inhoud
article-known = Wat we weten
article-unknown = Wat we niet weten
article-timeline = Tijdlijn van deze briefing
article-who = Wie is wie
article-role-then = destijds
article-sources = Bronnen
article-history = Geschiedenis
article-updates = Aanvullingen
article-corrections = Correcties
article-corrected-here = gecorrigeerd, { $date }
article-updated-here = bijgewerkt, { $date }
article-to-place = naar de plaats
article-related = Verwante briefings
article-languages = Andere talen
article-topics = Onderwerpen
article-picture-credit = Beeld: { $credit }
related-events = { $count ->
    [one] { NUMBER($count) } gebeurtenis gemeen
   *[other] { NUMBER($count) } gebeurtenissen gemeen
}
related-topics = { $count ->
    [one] { NUMBER($count) } onderwerp gemeen
   *[other] { NUMBER($count) } onderwerpen gemeen
}
related-participants = { $count ->
    [one] { NUMBER($count) } betrokkene gemeen
   *[other] { NUMBER($count) } betrokkenen gemeen
}
genre-report = Verslag
genre-analysis = Analyse
genre-background = Achtergrond
genre-opinion = Opinie
genre-interview = Interview
genre-transcript = Transcript

## Text
notes-heading = Noten
note-mark = Noot { $number }
note-back = Terug naar de tekst
alert-note = Noot
alert-tip = Tip
alert-important = Belangrijk
alert-warning = Waarschuwing
alert-caution = Let op
task-done = gedaan
task-open = niet gedaan
passage-permalink = Vaste link naar deze passage
passage-cite = Deze passage citeren
passage-cite-plain = Als platte tekst
passage-cite-markdown = Als Markdown
passage-copy = Kopiëren
passage-copied = Gekopieerd
passage-read = Lees het op zijn plaats
cite-plain = { $title }. { $site }, { $date }. { $address }
cite-markdown = [{ $title }]({ $address }), { $site }, { $date }

## Participants
participants-title = Betrokkenen
participants-letters = Op letter
participants-kinds = Op soort
kind-person = Persoon
kind-organization = Organisatie
kind-country = Land
kind-group = Groep
kinds-person = Personen
kinds-organization = Organisaties
kinds-country = Landen
kinds-group = Groepen
participant-aliases = Ook bekend als
participant-role-now = Functie
participant-roles-before = Eerdere functies
participant-roles = Functies
participant-role-at = { $role }, { $organization }
participant-role-for = voor { $name }
participant-memberships = Lid van
participant-members = Leden
participant-parent = Deel van
participant-parts = Delen
participant-profile = Profiel
participant-said = Zei
participant-said-for = Gezegd namens { $name }
participant-positions = Standpunten
participant-did = Deed
participant-attended = Aanwezig bij
participant-mentioned = Vermeld in
participant-others-say = Wat anderen zeggen
participant-timeline = Tijdlijn
participant-appears-with = Komt voor met
participant-sources = Bronnen
participant-identifiers = Identificatie
participant-links = Links
participant-last-mentioned = laatst vermeld { $date }
appears-with-passages = { $count ->
    [one] { NUMBER($count) } passage gemeen
   *[other] { NUMBER($count) } passages gemeen
}
appears-with-events = { $count ->
    [one] { NUMBER($count) } gebeurtenis gemeen
   *[other] { NUMBER($count) } gebeurtenissen gemeen
}

## Statements, positions, acts
statements-title = Uitspraken
statements-year = Uitspraken van { $year }
statement-said = zei
statement-said-for = gezegd namens { $name }
statement-said-to = tegen { $name }
statement-through = bij monde van { $name }
statement-via = via { $name }
statement-as = als { $role }
statement-on = over { $topics }
statement-at = bij { $event }
statement-from-source = uit { $source }
statement-unnamed = ongenoemd: { $description }
statement-unnamed-speaker = ongenoemde spreker
statement-without-page = { $name }
statement-translated = vertaald uit het { $language }
statement-original = Oorspronkelijke bewoording
statement-answers = antwoordt op een uitspraak van { $name }
statement-answered = beantwoord door
statement-same = opnieuw gezegd
statement-also-in = ook in
statement-date-inferred = datum van de gebeurtenis of de briefing
statement-speaker-inferred = spreker uit de zin afgeleid
mode-direct = in eigen woorden
mode-indirect = indirecte rede
mode-paraphrase = geparafraseerd
mode-reported = volgens anderen
status-denied = ontkend
status-withdrawn = ingetrokken
status-disputed = betwist
status-superseded = achterhaald
position-holds = door ons gekenschetst
position-own-words = eigen woorden
act-did = deed
act-with = met { $names }
act-for = namens { $names }

## Stances and their evidence
positions-title = Standpunten
positions-intro = Het laatste standpunt van elke betrokkene over elk onderwerp, met de uitspraken waarop het rust.
positions-topics = Onderwerpen { $from } tot en met { $to }
positions-table = Betrokkenen naar onderwerp
position-participant = Betrokkene
position-latest = Laatste standpunt
position-trail = Verloop
position-none = niets gevonden
position-changed = gewijzigd sinds { $date }
position-changed-from = gewijzigd van ‘{ $from }’ in ‘{ $to }’
stance-label = Standpunt
stance-supports = voor
stance-opposes = tegen
stance-conditional = voor, onder voorwaarden
stance-doubts = twijfelt
stance-neutral = neutraal
stance-undecided = onbeslist
stance-no-comment = geen commentaar
stance-unclear = onduidelijk
evidence-label = Onderbouwing
evidence-statements = { $count ->
    [one] rust op { NUMBER($count) } uitspraak
   *[other] rust op { NUMBER($count) } uitspraken
}
evidence-line = { $count ->
    [one] rust op { NUMBER($count) } uitspraak, { $span }
   *[other] rust op { NUMBER($count) } uitspraken, { $span }
}
evidence-own-words = { $count ->
    [one] { NUMBER($count) } in eigen woorden
   *[other] { NUMBER($count) } in eigen woorden
}
evidence-holds = { $count ->
    [one] { NUMBER($count) } door ons gekenschetst
   *[other] { NUMBER($count) } door ons gekenschetst
}
evidence-through = { $count ->
    [one] { NUMBER($count) } bij monde van { $names }
   *[other] { NUMBER($count) } bij monde van { $names }
}
evidence-last = laatst geuit { $date }
evidence-order-unclear = volgorde onduidelijk
evidence-disputed = betwist
evidence-withdrawn = ingetrokken
evidence-denied = ontkend
evidence-superseded = achterhaald
evidence-undated = zonder datum

## Events
events-title = Gebeurtenissen
events-coming = Komend
events-past = Voorbij
events-undated = Zonder datum
event-when = Wanneer
event-where = Waar
event-online = online
event-status = Status
event-status-planned = gepland
event-status-tentative = onder voorbehoud
event-status-held = gehouden
event-status-postponed = uitgesteld
event-status-cancelled = afgelast
event-status-unconfirmed = onbevestigd
event-attendees = Wie er waren
event-attendees-planned = Wie er verwacht worden
event-absent = Wie er niet waren
event-accounts = Verslagen van deze gebeurtenis
event-account-in = { $article }
event-said = Wat daar gezegd werd
event-acts = Wat daar gedaan werd
event-parent = Deel van
event-parts = Delen
event-before = Daarvoor
event-after = Daarna
event-changes = Wijzigingen
event-topics = Onderwerpen
event-sources = Bronnen
event-summary = In het kort
event-description = Beschrijving
event-date-unknown = datum onbekend
role-host = gastheer
role-chair = voorzitter
role-participant = deelnemer
role-speaker = spreker
role-observer = waarnemer
role-invited = genodigde
role-represented = vertegenwoordigd
role-mentioned = vermeld
role-absent = afwezig
attendee-as = als { $role }
attendee-for = namens { $name }
attendee-represented-by = vertegenwoordigd door { $names }
attendee-not-present = verwacht, niet gekomen
attendance-in-person = ter plaatse
attendance-remote = op afstand
role-conflict = verslagen verschillen

## Topics
topics-title = Onderwerpen
topic-question = De vraag
topic-positions = Standpunten
topic-statements = Uitspraken
topic-timeline = Tijdlijn
topic-articles = Briefings
topic-as-of = Stand van { $date }
topic-next-update = Volgende bijwerking: { $date }

## Timeline
timeline-title = Tijdlijn
timeline-of-topic = Tijdlijn: { $topic }
timeline-of-kind = Tijdlijn: { $kind }
timeline-by-topic = Per onderwerp
timeline-by-kind = Per soort
timeline-by-year = Per jaar
timeline-permalink = Vaste link naar dit punt
timeline-undated = Zonder datum
timeline-vague = datum niet precies
timeline-gap-days = { $count ->
    [one] { NUMBER($count) } dag later
   *[other] { NUMBER($count) } dagen later
}
timeline-gap-months = { $count ->
    [one] { NUMBER($count) } maand later
   *[other] { NUMBER($count) } maanden later
}
timeline-gap-years = { $count ->
    [one] { NUMBER($count) } jaar later
   *[other] { NUMBER($count) } jaar later
}
timeline-now = stand van { $date }
timeline-entries = { $count ->
    [one] { NUMBER($count) } punt
   *[other] { NUMBER($count) } punten
}
timeline-event = Gebeurtenis
timeline-act = Handeling

## Changes
changes-title = Wijzigingen
changes-month = Wijzigingen in { $month }
changes-intro = Wat er nieuw is, voor wie terugkomt: op datum, nieuwste eerst.
changes-none = In deze maand is niets gewijzigd
changes-statements = Nieuwe uitspraken
changes-stances = Gewijzigde standpunten
changes-events = Gebeurtenissen
changes-roles = Functies
changes-updates = Aanvullingen en correcties
change-stance = { $name } over { $topic }: van ‘{ $from }’ naar ‘{ $to }’
change-stance-new = { $name } over { $topic }: ‘{ $to }’
change-event-status = { $event }: van ‘{ $from }’ naar ‘{ $to }’
change-event-new = { $event }: ‘{ $to }’
change-statement-status = een uitspraak van { $name }: { $status }
change-role-began = { $name } werd { $role }
change-role-ended = { $name } is niet langer { $role }
change-update = Aanvulling
change-correction = Correctie
change-new-article = Nieuwe briefing

## Sources and corrections
sources-title = Bronnen
source-publisher = Uitgever
source-date = Datum
source-retrieved = Geraadpleegd
source-language = Taal
source-address = Adres
source-archive = Gearchiveerde kopie
source-note = Opmerking
source-rests = Wat erop rust
source-statements = Uitspraken
source-events = Gebeurtenissen
source-articles = Briefings
source-location = op { $place }
source-none = geen bron gegeven
source-number = Bron { $number }
corrections-title = Correcties
corrections-intro = Elke correctie, met een link naar de plaats.
corrections-none = Tot nu toe geen correcties

## Not found
redirect-title = Deze pagina is verplaatst
redirect-text = Het nieuwe adres is:
not-found-title = Pagina niet gevonden
not-found-text = Op dit adres staat geen pagina. Zij kan verplaatst zijn, of nooit bestaan hebben.
not-found-home = Naar de beginpagina

## Descriptions for search engines and previews
description-home = { $site }
description-articles = Alle briefings van { $site }, per jaar.
description-participants = De personen, organisaties, landen en groepen in de briefings van { $site }.
description-participant = Wat { $name } zei, deed en bijwoonde, met de passages die dat zeggen.
description-events = De gebeurtenissen in de briefings van { $site }.
description-event = { $name }: wanneer, waar, wie erbij was en wat er gezegd werd.
description-topics = De onderwerpen van { $site }.
description-topic = { $name }: wie waar staat, met de passages die dat zeggen.
description-positions = Wie waar staat over welk onderwerp, met de onderbouwing.
description-timeline = Gebeurtenissen en handelingen op volgorde, met de passages die ze noemen.
description-statements = Wie wat zei, waarover en wanneer.
description-changes = Wat er nieuw is en wat er veranderde.
description-sources = De bronnen waarop de briefings rusten.
description-source = { $title }: wat op deze bron rust.
description-corrections = Elke correctie op de briefings.

## Dates in words
date-day-year = { $day } { $year }
date-month-year = { $month } { $year }
date-year-bce = { $year } v.Chr.
date-year-ce = { $year } n.Chr.
date-around = omstreeks { $date }
date-uncertain = { $date } (onzeker)
date-around-uncertain = omstreeks { $date } (onzeker)
date-some-day = { $month } (dag onbekend)
date-some-month = { $year } (maand onbekend)
date-some-day-of-year = { $year } (maand en dag onbekend)
date-some-year-of-decade = jaren { $year } (jaar onbekend)
date-some-year = tussen { $start } en { $end } (jaar onbekend)
date-spring = lente { $year }
date-summer = zomer { $year }
date-autumn = herfst { $year }
date-winter = winter { $year }
date-northern = { $season } (noordelijk halfrond)
date-southern = { $season } (zuidelijk halfrond)
date-quarter = { $number ->
    [1] eerste kwartaal van { $year }
    [2] tweede kwartaal van { $year }
    [3] derde kwartaal van { $year }
   *[4] vierde kwartaal van { $year }
}
date-quadrimester = { $number ->
    [1] eerste vier maanden van { $year }
    [2] middelste vier maanden van { $year }
   *[3] laatste vier maanden van { $year }
}
date-half = { $number ->
    [1] eerste helft van { $year }
   *[2] tweede helft van { $year }
}
date-range = { $start } t/m { $end }
date-from = vanaf { $date }
date-from-unknown = vanaf { $date }, einde onbekend
date-until = tot en met { $date }
date-until-unknown = tot en met { $date }, begin onbekend
date-between = tussen { $start } en { $end }
date-by = op of voor { $date }
date-not-before = op of na { $date }
date-one-of = { $dates } (bronnen verschillen)
date-all-days = op { $dates }
date-all = { $dates }
date-time = { $date }, { $time } ({ $zone })
date-time-local = { $date }, { $time }

## Names of languages
language-ar = Arabisch
language-be = Belarussisch
language-bg = Bulgaars
language-ca = Catalaans
language-cs = Tsjechisch
language-da = Deens
language-de = Duits
language-el = Grieks
language-en = Engels
language-es = Spaans
language-et = Estisch
language-fa = Perzisch
language-fi = Fins
language-fr = Frans
language-fy = Fries
language-ga = Iers
language-he = Hebreeuws
language-hi = Hindi
language-hr = Kroatisch
language-hu = Hongaars
language-hy = Armeens
language-id = Indonesisch
language-it = Italiaans
language-ja = Japans
language-ka = Georgisch
language-ko = Koreaans
language-la = Latijn
language-lt = Litouws
language-lv = Lets
language-mk = Macedonisch
language-nl = Nederlands
language-no = Noors
language-pl = Pools
language-pt = Portugees
language-ro = Roemeens
language-ru = Russisch
language-sk = Slowaaks
language-sl = Sloveens
language-sq = Albanees
language-sr = Servisch
language-sv = Zweeds
language-th = Thai
language-tr = Turks
language-uk = Oekraïens
language-ur = Urdu
language-vi = Vietnamees
language-zh = Chinees
count-changes = { $count ->
    [one] { NUMBER($count) } wijziging
   *[other] { NUMBER($count) } wijzigingen
}
change-kind-statement = Nieuwe uitspraak
change-kind-stance = Veranderd standpunt
change-kind-event = Gebeurtenis
change-kind-role = Functie
status-changed = van ‘{ $from }’ naar ‘{ $to }’
status-became = nu ‘{ $to }’
role-began = werd { $role }
role-ended = is niet langer { $role }
fact-for = namens
fact-to = tegen
fact-with = met
fact-through = via
fact-topics = over
fact-at = bij
fact-represented-by = vertegenwoordigd door
fact-note = toelichting:
fact-organization = bij
part-undated = Zonder datum
part-newest = Nieuwste
part-number = deel { NUMBER($count) }
part-numbered = { $name }, deel { $number }
part-of-list = { $title }, { $part }
list-of-record = { $name }: { $list }
list-newest = de nieuwste { NUMBER($shown) } van { NUMBER($count) }
list-all = Alle { NUMBER($count) }
all-articles = Alle briefings
all-events = Alle gebeurtenissen
all-changes = Alle wijzigingen
all-participants = Alle betrokkenen
all-topics = Alle onderwerpen
all-statements = Alle uitspraken
section-said = Gezegd
section-said-for = Door anderen namens hen gezegd
section-did = Gedaan
section-attended = Aanwezig bij
section-mentioned = Genoemd in
section-others = Wat anderen zeggen
section-statements = Uitspraken
section-briefings = Briefings
section-timeline = Tijdlijn
section-events = Gebeurtenissen
parts-said = Wat is gezegd, per jaar
parts-said-for = Wat anderen namens hen zeiden, per jaar
parts-did = Handelingen per jaar
parts-attended = Aanwezigheid per jaar
parts-mentioned = Vermeldingen per jaar
parts-others = Wat anderen zeggen, per jaar
parts-statements = Uitspraken per jaar
parts-briefings = Briefings per jaar
parts-timeline = Tijdlijn per jaar
parts-events = Gebeurtenissen per jaar
parts-changes = Wijzigingen per maand
parts-corrections = Correcties per jaar
parts-positions = Delen van de tabel met standpunten
parts-records = Delen van dit register
positions-note = Elke cel geeft het laatste standpunt, met waarop het berust, en leidt naar de passages. Een lege cel betekent dat er niets is gevonden; dat is iets anders dan ‘geen commentaar’.
date-of-event = datum van de gebeurtenis
date-of-article = datum van de briefing
mode-characterised = onze typering
speaker-unnamed = anoniem
statement-status-denied = ontkend
statement-status-withdrawn = ingetrokken
statement-status-disputed = betwist
statement-status-superseded = achterhaald
statement-answers-place = antwoordt op
attendee-role-host = Gastheer
attendee-role-chair = Voorzitter
attendee-role-participant = Deelnemer
attendee-role-speaker = Spreker
attendee-role-observer = Waarnemer
attendee-role-invited = Uitgenodigd
attendee-role-represented = Vertegenwoordigd
attendee-role-mentioned = Genoemd
attendee-role-absent = Niet gekomen
evidence-count = { $count ->
    [one] { NUMBER($count) } uitspraak
   *[other] { NUMBER($count) } uitspraken
}
evidence-range = { $from } tot { $to }
evidence-basis-own-words = eigen woorden
evidence-basis-reported = zoals weergegeven
evidence-basis-characterised = onze typering
changed-since = veranderd sinds { $date }: daarvoor ‘{ $stance }’
positions-on-topic = Standpunten over { $topic }
description-article = { $title }: een briefing van { $site }.
description-page = { $title }, een pagina van { $site }.
description-list-part = { $title }, met de passages waaruit dat blijkt.
description-redirect = Deze pagina is naar een ander adres verplaatst.
description-not-found = Er staat geen pagina op dit adres.
section-positions = Standpunten
section-accounts = Verslagen van deze gebeurtenis
fact-answers = antwoord op
fact-answered-by = beantwoord door
fact-also-in = ook in
count-named-passages = { $count ->
    [one] genoemd in { NUMBER($count) } passage
   *[other] genoemd in { NUMBER($count) } passages
}
article-first-mention = Eerste vermelding
fact-source = bron:
figure-companions = { $name } en wie in dezelfde passages worden genoemd of bij dezelfde gebeurtenissen zouden zijn. Hoe dikker een lijn, hoe meer dat er zijn; de lijst geeft de aantallen.
attendance-title = Aanwezigheid
attendance-note = Van wie bekend is bij welke gebeurtenis die was, in welke rol. Elke cel leidt naar de passage die het zegt, anders naar de gebeurtenis. Een lege cel betekent dat er niets bekend is; dat is iets anders dan ‘niet gekomen’.
attendance-table = Betrokkenen naar gebeurtenis, de nieuwste eerst
attendance-unknown = niets bekend
attendance-link = Wie was waar: de tabel van aanwezigheid
parts-attendance = Tabel van aanwezigheid, per jaar
section-attendance = Aanwezigheid
description-attendance = Wie bij welke gebeurtenis was, in welke rol, met de passages die dat zeggen.
figure-heading = Wie met wie voorkomt
figure-pairs = Hetzelfde in woorden
figure-company = Betrokkenen die het meest worden genoemd. Een lijn verbindt twee die in dezelfde passages worden genoemd of bij dezelfde gebeurtenissen zouden zijn; hoe dikker, hoe meer dat er zijn. De paren met de meeste zijn getoond.
list-separator = ,
page-cite = Deze pagina citeren

## What script adds
# %shown, %all, %topics and %of are put in by the script.
card-topic-here = Onderwerp van deze briefing
compare = Vergelijken
compare-choose = Kies er twee of meer om ze te vergelijken.
compare-differ = Alleen waar ze verschillen
compare-shown = Getoonde rijen: %shown van %all. Getoonde onderwerpen: %topics van %of.
filter-topic = Onderwerp
filter-kind = Soort
filter-date = Datum
filter-any = alle
filter-shown = %shown van %all getoond
kind-statement = Uitspraak
kind-position = Standpunt
kind-mention = Vermelding
date-is-exact = precies
date-is-range = langer dan een dag
