# Interface strings in English. A key says where its string is used; each is one message.
# A date that comes in as $date is a phrase of its own ("around 15 March 2025"): no "on" before it.
# Counts for plurals are $count; NUMBER() writes them with the language's separators.

## Frame of every page
skip-link = Skip to the content
nav-label = Main navigation
nav-menu = Menu
nav-breadcrumb = You are here
nav-home = Home
nav-articles = Briefings
nav-participants = Participants
nav-events = Events
nav-topics = Topics
nav-positions = Positions
nav-attendance = Attendance
nav-timeline = Timeline
nav-statements = Statements
nav-changes = Changes
nav-sources = Sources
nav-corrections = Corrections
language-switch = Language
language-switch-to = This page in { $language }
language-switch-home = Not in { $language }: go to the home page
language-in = in { $language }
language-original = Original in { $language }
theme-switch = Colours
theme-system = As the system
theme-light = Light
theme-dark = Dark
link-external = external site
footer-label = About this site
footer-as-of = As of { $date }
footer-license = Licence: { $license }
footer-publisher = Published by { $publisher }
policy-ethics = Ethics
policy-corrections = Corrections policy
policy-verification = How we verify
policy-unnamed-sources = Unnamed sources
policy-ownership = Ownership
as-of = as of { $date }
draft = Draft
embargo = Embargoed until { $date }
title-with-site = { $title } – { $site }
table-scroll = Table, scrolls sideways
list-empty = Nothing yet
show-all = Show all
show-more = More
filter-label = Filter
filter-placeholder = Name or alias
filter-none = Nothing matches
filter-clear = Clear
card-label = Preview
card-close = Close

## Lists in parts
list-newer = Newer
list-older = Older
list-previous = Previous
list-next = Next
list-all-by-year = All, by year
list-parts = Parts of this list
list-part = Part { $number } of { $count }
list-latest = The latest { NUMBER($count) }
list-undated = Undated
list-whole = The whole list
list-count = { $count ->
    [one] { NUMBER($count) } entry
   *[other] { NUMBER($count) } entries
}

## Counts
count-articles = { $count ->
    [one] { NUMBER($count) } briefing
   *[other] { NUMBER($count) } briefings
}
count-participants = { $count ->
    [one] { NUMBER($count) } participant
   *[other] { NUMBER($count) } participants
}
count-events = { $count ->
    [one] { NUMBER($count) } event
   *[other] { NUMBER($count) } events
}
count-topics = { $count ->
    [one] { NUMBER($count) } topic
   *[other] { NUMBER($count) } topics
}
count-sources = { $count ->
    [one] { NUMBER($count) } source
   *[other] { NUMBER($count) } sources
}
count-statements = { $count ->
    [one] { NUMBER($count) } statement
   *[other] { NUMBER($count) } statements
}
count-positions = { $count ->
    [one] { NUMBER($count) } position
   *[other] { NUMBER($count) } positions
}
count-acts = { $count ->
    [one] { NUMBER($count) } act
   *[other] { NUMBER($count) } acts
}
count-mentions = { $count ->
    [one] { NUMBER($count) } mention
   *[other] { NUMBER($count) } mentions
}
count-passages = { $count ->
    [one] { NUMBER($count) } passage
   *[other] { NUMBER($count) } passages
}
count-accounts = { $count ->
    [one] { NUMBER($count) } account
   *[other] { NUMBER($count) } accounts
}
count-corrections = { $count ->
    [one] { NUMBER($count) } correction
   *[other] { NUMBER($count) } corrections
}

## Home
home-newest = Newest briefings
home-coming = What is coming
home-statements = Latest statements
home-changed = Changed stances
home-who-matters = Who matters now
home-who-matters-note = Mentions in the 90 days before { $date }
home-topics = Topics
home-nothing-coming = Nothing planned is known

## Articles
articles-title = Briefings
articles-year = Briefings of { $year }
article-by = By { $authors }
article-published = Published
article-updated = Updated
article-as-of = As of { $date }
article-next-update = Next update: { $date }
article-key-points = Key points
article-contents = Contents
article-known = What we know
article-unknown = What we don’t know
article-timeline = Timeline of this briefing
article-who = Who’s who
article-role-then = at the time
article-sources = Sources
article-history = History
article-updates = Updates
article-corrections = Corrections
article-corrected-here = corrected, { $date }
article-updated-here = updated, { $date }
article-to-place = to the place
article-related = Related briefings
article-languages = Other languages
article-topics = Topics
article-picture-credit = Picture: { $credit }
related-events = { $count ->
    [one] { NUMBER($count) } event in common
   *[other] { NUMBER($count) } events in common
}
related-topics = { $count ->
    [one] { NUMBER($count) } topic in common
   *[other] { NUMBER($count) } topics in common
}
related-participants = { $count ->
    [one] { NUMBER($count) } participant in common
   *[other] { NUMBER($count) } participants in common
}
genre-report = Report
genre-analysis = Analysis
genre-background = Background
genre-opinion = Opinion
genre-interview = Interview
genre-transcript = Transcript

## Text
notes-heading = Notes
note-mark = Note { $number }
note-back = Back to the text
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
task-done = done
task-open = not done
passage-permalink = Permalink to this passage
passage-cite = Cite this passage
passage-cite-plain = As plain text
passage-cite-markdown = As Markdown
passage-copy = Copy
passage-copied = Copied
passage-read = Read it in its place
cite-plain = { $title }. { $site }, { $date }. { $address }
cite-markdown = [{ $title }]({ $address }), { $site }, { $date }

## Participants
participants-title = Participants
participants-letters = By letter
participants-kinds = By kind
kind-person = Person
kind-organization = Organization
kind-country = Country
kind-group = Group
kinds-person = People
kinds-organization = Organizations
kinds-country = Countries
kinds-group = Groups
participant-aliases = Also known as
participant-role-now = Role
participant-roles-before = Earlier roles
participant-roles = Roles
participant-role-at = { $role }, { $organization }
participant-role-for = for { $name }
participant-memberships = Member of
participant-members = Members
participant-parent = Part of
participant-parts = Parts
participant-profile = Profile
participant-said = Said
participant-said-for = Said for { $name }
participant-positions = Positions
participant-did = Did
participant-attended = Attended
participant-mentioned = Mentioned in
participant-others-say = What others say
participant-timeline = Timeline
participant-appears-with = Appears with
participant-sources = Sources
participant-identifiers = Identifiers
participant-links = Links
participant-last-mentioned = last mentioned { $date }
appears-with-passages = { $count ->
    [one] { NUMBER($count) } passage in common
   *[other] { NUMBER($count) } passages in common
}
appears-with-events = { $count ->
    [one] { NUMBER($count) } event in common
   *[other] { NUMBER($count) } events in common
}

## Statements, positions, acts
statements-title = Statements
statements-year = Statements of { $year }
statement-said = said
statement-said-for = said for { $name }
statement-said-to = to { $name }
statement-through = through { $name }
statement-via = via { $name }
statement-as = as { $role }
statement-on = on { $topics }
statement-at = at { $event }
statement-from-source = from { $source }
statement-unnamed = unnamed: { $description }
statement-unnamed-speaker = unnamed speaker
statement-without-page = { $name }
statement-translated = translated from { $language }
statement-original = Original wording
statement-answers = answers a statement of { $name }
statement-answered = answered by
statement-same = said again
statement-also-in = also in
statement-date-inferred = date of the event or the briefing
statement-speaker-inferred = speaker taken from the sentence
mode-direct = in their own words
mode-indirect = reported speech
mode-paraphrase = paraphrased
mode-reported = as reported by others
status-denied = denied
status-withdrawn = withdrawn
status-disputed = disputed
status-superseded = superseded
position-holds = characterised by us
position-own-words = own words
act-did = did
act-with = with { $names }
act-for = for { $names }

## Stances and their evidence
positions-title = Positions
positions-intro = The latest stance of each participant on each topic, with the statements that it rests on.
positions-topics = Topics { $from } to { $to }
positions-table = Participants by topic
position-participant = Participant
position-latest = Latest stance
position-trail = Trail
position-none = nothing found
position-changed = changed since { $date }
position-changed-from = changed from “{ $from }” to “{ $to }”
stance-label = Stance
stance-supports = supports
stance-opposes = opposes
stance-conditional = supports on conditions
stance-doubts = doubts
stance-neutral = neutral
stance-undecided = undecided
stance-no-comment = no comment
stance-unclear = unclear
evidence-label = Evidence
evidence-statements = { $count ->
    [one] rests on { NUMBER($count) } statement
   *[other] rests on { NUMBER($count) } statements
}
evidence-line = { $count ->
    [one] rests on { NUMBER($count) } statement, { $span }
   *[other] rests on { NUMBER($count) } statements, { $span }
}
evidence-own-words = { $count ->
    [one] { NUMBER($count) } in own words
   *[other] { NUMBER($count) } in own words
}
evidence-holds = { $count ->
    [one] { NUMBER($count) } characterised by us
   *[other] { NUMBER($count) } characterised by us
}
evidence-through = { $count ->
    [one] { NUMBER($count) } through { $names }
   *[other] { NUMBER($count) } through { $names }
}
evidence-last = last stated { $date }
evidence-order-unclear = order unclear
evidence-disputed = disputed
evidence-withdrawn = withdrawn
evidence-denied = denied
evidence-superseded = superseded
evidence-undated = undated

## Events
events-title = Events
events-coming = Coming
events-past = Past
events-undated = Undated
event-when = When
event-where = Where
event-online = online
event-status = Status
event-status-planned = planned
event-status-tentative = tentative
event-status-held = held
event-status-postponed = postponed
event-status-cancelled = cancelled
event-status-unconfirmed = unconfirmed
event-attendees = Who was there
event-attendees-planned = Who is expected
event-absent = Who was not there
event-accounts = Accounts of this event
event-account-in = { $article }
event-said = What was said there
event-acts = What was done there
event-parent = Part of
event-parts = Parts
event-before = Before
event-after = After
event-changes = Changes
event-topics = Topics
event-sources = Sources
event-summary = In short
event-description = Description
event-date-unknown = date unknown
role-host = host
role-chair = chair
role-participant = participant
role-speaker = speaker
role-observer = observer
role-invited = invited
role-represented = represented
role-mentioned = mentioned
role-absent = absent
attendee-as = as { $role }
attendee-for = for { $name }
attendee-represented-by = represented by { $names }
attendee-not-present = expected, did not come
attendance-in-person = in person
attendance-remote = remotely
role-conflict = accounts differ

## Topics
topics-title = Topics
topic-question = The question
topic-positions = Positions
topic-statements = Statements
topic-timeline = Timeline
topic-articles = Briefings
topic-as-of = As of { $date }
topic-next-update = Next update: { $date }

## Timeline
timeline-title = Timeline
timeline-of-topic = Timeline: { $topic }
timeline-of-kind = Timeline: { $kind }
timeline-by-topic = By topic
timeline-by-kind = By kind
timeline-by-year = By year
timeline-permalink = Permalink to this entry
timeline-undated = Undated
timeline-vague = date not exact
timeline-gap-days = { $count ->
    [one] { NUMBER($count) } day later
   *[other] { NUMBER($count) } days later
}
timeline-gap-months = { $count ->
    [one] { NUMBER($count) } month later
   *[other] { NUMBER($count) } months later
}
timeline-gap-years = { $count ->
    [one] { NUMBER($count) } year later
   *[other] { NUMBER($count) } years later
}
timeline-now = as of { $date }
timeline-entries = { $count ->
    [one] { NUMBER($count) } entry
   *[other] { NUMBER($count) } entries
}
timeline-event = Event
timeline-act = Act

## Changes
changes-title = Changes
changes-month = Changes in { $month }
changes-intro = What is new, for those who come back: by date, newest first.
changes-none = Nothing changed in this month
changes-statements = New statements
changes-stances = Changed stances
changes-events = Events
changes-roles = Roles
changes-updates = Updates and corrections
change-stance = { $name } on { $topic }: from “{ $from }” to “{ $to }”
change-stance-new = { $name } on { $topic }: “{ $to }”
change-event-status = { $event }: from “{ $from }” to “{ $to }”
change-event-new = { $event }: “{ $to }”
change-statement-status = a statement of { $name }: { $status }
change-role-began = { $name } became { $role }
change-role-ended = { $name } is no longer { $role }
change-update = Update
change-correction = Correction
change-new-article = New briefing

## Sources and corrections
sources-title = Sources
source-publisher = Publisher
source-date = Date
source-retrieved = Retrieved
source-language = Language
source-address = Address
source-archive = Archived copy
source-note = Note
source-rests = What rests on it
source-statements = Statements
source-events = Events
source-articles = Briefings
source-location = at { $place }
source-none = no source given
source-number = Source { $number }
corrections-title = Corrections
corrections-intro = Every correction, with a link to the place.
corrections-none = No corrections so far

## Not found
redirect-title = This page has moved
redirect-text = The new address is:
not-found-title = Page not found
not-found-text = There is no page at this address. It may have moved, or never existed.
not-found-home = Go to the home page

## Descriptions for search engines and previews
description-home = { $site }
description-articles = All briefings of { $site }, by year.
description-participants = The people, organizations, countries and groups in the briefings of { $site }.
description-participant = What { $name } said, did and attended, with the passages that say so.
description-events = The events in the briefings of { $site }.
description-event = { $name }: when, where, who was there, and what was said.
description-topics = The topics of { $site }.
description-topic = { $name }: who stands where, with the passages that say so.
description-positions = Who stands where on which topic, with the evidence.
description-timeline = Events and acts in order, with the passages that say so.
description-statements = Who said what, on what and when.
description-changes = What is new and what changed.
description-sources = The sources that the briefings rest on.
description-source = { $title }: what rests on this source.
description-corrections = Every correction to the briefings.

## Dates in words
date-day-year = { $day } { $year }
date-month-year = { $month } { $year }
date-year-bce = { $year } BCE
date-year-ce = { $year } CE
date-around = around { $date }
date-uncertain = { $date } (uncertain)
date-around-uncertain = around { $date } (uncertain)
date-some-day = { $month } (day unknown)
date-some-month = { $year } (month unknown)
date-some-day-of-year = { $year } (month and day unknown)
date-some-year-of-decade = { $year }s (year unknown)
date-some-year = between { $start } and { $end } (year unknown)
date-spring = spring { $year }
date-summer = summer { $year }
date-autumn = autumn { $year }
date-winter = winter { $year }
date-northern = { $season } (northern hemisphere)
date-southern = { $season } (southern hemisphere)
date-quarter = { $number ->
    [1] first quarter of { $year }
    [2] second quarter of { $year }
    [3] third quarter of { $year }
   *[4] fourth quarter of { $year }
}
date-quadrimester = { $number ->
    [1] first four months of { $year }
    [2] middle four months of { $year }
   *[3] last four months of { $year }
}
date-half = { $number ->
    [1] first half of { $year }
   *[2] second half of { $year }
}
date-range = { $start } to { $end }
date-from = from { $date }
date-from-unknown = from { $date }, end unknown
date-until = until { $date }
date-until-unknown = until { $date }, start unknown
date-between = between { $start } and { $end }
date-by = on or before { $date }
date-not-before = on or after { $date }
date-one-of = { $dates } (sources differ)
date-all-days = on { $dates }
date-all = { $dates }
date-time = { $date }, { $time } ({ $zone })
date-time-local = { $date }, { $time }

## Names of languages
language-ar = Arabic
language-be = Belarusian
language-bg = Bulgarian
language-ca = Catalan
language-cs = Czech
language-da = Danish
language-de = German
language-el = Greek
language-en = English
language-es = Spanish
language-et = Estonian
language-fa = Persian
language-fi = Finnish
language-fr = French
language-fy = Frisian
language-ga = Irish
language-he = Hebrew
language-hi = Hindi
language-hr = Croatian
language-hu = Hungarian
language-hy = Armenian
language-id = Indonesian
language-it = Italian
language-ja = Japanese
language-ka = Georgian
language-ko = Korean
language-la = Latin
language-lt = Lithuanian
language-lv = Latvian
language-mk = Macedonian
language-nl = Dutch
language-no = Norwegian
language-pl = Polish
language-pt = Portuguese
language-ro = Romanian
language-ru = Russian
language-sk = Slovak
language-sl = Slovenian
language-sq = Albanian
language-sr = Serbian
language-sv = Swedish
language-th = Thai
language-tr = Turkish
language-uk = Ukrainian
language-ur = Urdu
language-vi = Vietnamese
language-zh = Chinese
count-changes = { $count ->
    [one] { NUMBER($count) } change
   *[other] { NUMBER($count) } changes
}
change-kind-statement = New statement
change-kind-stance = Changed stance
change-kind-event = Event
change-kind-role = Role
status-changed = from “{ $from }” to “{ $to }”
status-became = now “{ $to }”
role-began = became { $role }
role-ended = is no longer { $role }
fact-for = for
fact-to = to
fact-with = with
fact-through = through
fact-topics = on
fact-at = at
fact-represented-by = represented by
fact-note = note:
fact-organization = at
part-undated = Undated
part-newest = Newest
part-number = part { NUMBER($count) }
part-numbered = { $name }, part { $number }
part-of-list = { $title }, { $part }
list-of-record = { $name }: { $list }
list-newest = the newest { NUMBER($shown) } of { NUMBER($count) }
list-all = All { NUMBER($count) }
all-articles = All briefings
all-events = All events
all-changes = All changes
all-participants = All participants
all-topics = All topics
all-statements = All statements
section-said = Said
section-said-for = Said by others for it
section-did = Did
section-attended = Attended
section-mentioned = Mentioned in
section-others = What others say
section-statements = Statements
section-briefings = Briefings
section-timeline = Timeline
section-events = Events
parts-said = What was said, by year
parts-said-for = What others said for it, by year
parts-did = Acts, by year
parts-attended = Attendance, by year
parts-mentioned = Mentions, by year
parts-others = What others say, by year
parts-statements = Statements by year
parts-briefings = Briefings by year
parts-timeline = Timeline by year
parts-events = Events by year
parts-changes = Changes by month
parts-corrections = Corrections by year
parts-positions = Parts of the table of positions
parts-records = Parts of this register
positions-note = Each cell is the latest stance, with what it rests on; it leads to the passages. An empty cell means that nothing was found, which is not “no comment”.
date-of-event = date of the event
date-of-article = date of the briefing
mode-characterised = our characterisation
speaker-unnamed = unnamed
statement-status-denied = denied
statement-status-withdrawn = withdrawn
statement-status-disputed = disputed
statement-status-superseded = superseded
statement-answers-place = answers
attendee-role-host = Host
attendee-role-chair = Chair
attendee-role-participant = Participant
attendee-role-speaker = Speaker
attendee-role-observer = Observer
attendee-role-invited = Invited
attendee-role-represented = Represented
attendee-role-mentioned = Mentioned
attendee-role-absent = Did not come
evidence-count = { $count ->
    [one] { NUMBER($count) } statement
   *[other] { NUMBER($count) } statements
}
evidence-range = { $from } to { $to }
evidence-basis-own-words = own words
evidence-basis-reported = as reported
evidence-basis-characterised = our characterisation
changed-since = changed since { $date }: “{ $stance }” before
positions-on-topic = Positions on { $topic }
description-article = { $title }: a briefing of { $site }.
description-page = { $title }, a page of { $site }.
description-list-part = { $title }, with the passages that say so.
description-redirect = This page has moved to another address.
description-not-found = There is no page at this address.
section-positions = Positions
section-accounts = Accounts of this event
fact-answers = answers
fact-answered-by = answered by
fact-also-in = also in
count-named-passages = { $count ->
    [one] named in { NUMBER($count) } passage
   *[other] named in { NUMBER($count) } passages
}
article-first-mention = First mention
fact-source = source:
figure-companions = { $name } and those who are named in the same passages or were to be at the same events. The thicker a line, the more of these there are; the list has the numbers.
attendance-title = Attendance
attendance-note = Who is known to have been at which event, in which role. Each cell leads to the passage that says so, else to the event. An empty cell means that nothing is known, which is not “did not come”.
attendance-table = Participants by event, newest first
attendance-unknown = nothing known
attendance-link = Who was where: the table of attendance
parts-attendance = Table of attendance, by year
section-attendance = Attendance
description-attendance = Who was at which event, in which role, with the passages that say so.
figure-heading = Who appears with whom
figure-pairs = The same in words
figure-company = Participants who are named most. A line joins two who are named in the same passages or were to be at the same events; the thicker it is, the more of these there are. The pairs with the most are shown.
list-separator = ,
page-cite = Cite this page

## What script adds
# %shown, %all, %topics and %of are put in by the script.
card-topic-here = Topic of this briefing
compare = Compare
compare-choose = Choose two or more to compare them.
compare-differ = Only where they differ
compare-shown = Rows shown: %shown of %all. Topics shown: %topics of %of.
filter-topic = Topic
filter-kind = Kind
filter-date = Date
filter-any = all
filter-shown = %shown of %all shown
kind-statement = Statement
kind-position = Position
kind-mention = Mention
date-is-exact = exact
date-is-range = longer than a day
