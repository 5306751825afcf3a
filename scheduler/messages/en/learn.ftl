# Learning from a history: what the command says, and what is wrong with a file of what was learned.

help-learn = Learn lengths, no-shows and acute demand from a history, and judge how well that forecasts.
help-history = The history: .csv, .csv.gz or .parquet.
help-learned-out = The file to write what was learned to, such as LEARNED.yaml.
help-rejects = A CSV file to list the rows left out in, each with its reason.
help-layout = The layout of the history, where its header does not tell.
help-motive = The practice’s id of a motive or class of visit that the history calls otherwise, such as RV=follow-up; once for each.

option-out-is-input = This would overwrite “{ $path }”, which is read or written under another option.
option-out-is-directory = The name of a file is needed here, not that of a directory.
option-layout = The layouts known: { $known }.
option-motive = It is written NAME=ID, with one of the practice’s motives: { $known }.

# The file

learned-comment = Written by “creneau learn”. Lengths are minutes; low and high hold the mean in 8 cases of 10.
learned-other-file = This file was not written by “creneau learn”.
learned-version = This version reads files of version { $version }: learn from the history again.
learned-length-twice = The length of “{ $name }” is there twice.
learned-leads-out-of-order = Lead times rise from line to line.
learned-shares = The shares of a day’s parts make up 1.

# The screen

learn-rows = { $read } rows read, { $used } used, { $rejected } left out.
learn-dates = From { DAY($first, style: "plain") } to { DAY($last, style: "plain") }.
learn-synthetic = The history is synthetic: what follows says nothing of real patients.
learn-left-out = Left out
learn-values-left-out = Values left out of rows that were used
learn-in-column = { $column }: { $reason }
learn-untold = What this history cannot tell
learn-nothing = Nothing can be learned from this history; no file was written.
learn-written = Written to { $path }.
learn-rejects-written = The rows left out are listed in { $path }.

learn-missing-motives = Lengths cannot be learned: no motive of the history is one of the practice’s. Say which is which with --motive NAME=ID.
learn-missing-few-days = Acute demand takes at least five dates with patients.
learn-missing-asked = Without requested_at, acute requests count on the day on which they were met: days on which all time was taken look quieter than they were.
learn-missing-seasons = Seasons take ten months of history; every month counts the same until then.
learn-missing-trend = A trend takes more than thirteen months of history; none is assumed until then.
learn-missing-holidays = No day before or after a public holiday is in this history; such days count as others do.
learn-missing-evaluation = Something was learned that could not be judged: the history is too short to keep its last quarter back.

learn-lengths = Lengths (minutes)
learn-column-motive = Motive and category
learn-column-cases = Cases
learn-column-mean = Mean
learn-column-spread = Spread
learn-column-sure = 80% range
learn-column-slot = Slot
learn-column-waiting = Waiting
learn-column-overtime = Overtime
learn-changed = { $before } → { $after }
learn-lengths-note = The 80% range holds the mean over practitioners in 8 cases of 10. Waiting is for each patient who comes, overtime past the last slot of a session of { $sessions } with such slots only. A slot is the one that costs least at { $waiting } a minute of waiting, { $idle } without a patient, { $overtime } of overtime; “→” shows what changes.
learn-lengths-aside = { $count ->
    [one] { $count } case ({ PERCENT($share) }) lay far outside its motive’s lengths and was set aside as a recording error.
   *[other] { $count } cases ({ PERCENT($share) }) lay far outside their motive’s lengths and were set aside as recording errors.
}
learn-lengths-people = { $count ->
    [one] The file also holds { $count } length of a single practitioner; { $own } with a slot other than the group’s.
   *[other] The file also holds { $count } lengths of single practitioners; { $own } with a slot other than the group’s.
}

learn-no-shows = No-shows
learn-overall = Overall
learn-column-booked = Booked
learn-column-chance = Chance
learn-lead-0 = on the day
learn-lead-one = { $days ->
    [one] { $days } day before
   *[other] { $days } days before
}
learn-lead-span = { $first } to { $last } days before
learn-lead-from = { $first } days before or more

learn-demand = Acute demand
learn-column-site = Site
learn-column-requests = Requests a working day
learn-column-day = Day
learn-column-effect = Effect
learn-day-mon = Monday
learn-day-tue = Tuesday
learn-day-wed = Wednesday
learn-day-thu = Thursday
learn-day-fri = Friday
learn-day-sat = Saturday
learn-day-sun = Sunday
learn-day-holiday = Public holiday
learn-day-before_holiday = Day before a public holiday
learn-day-after_holiday = Day after a public holiday
learn-day-trend = Each year
learn-between = { $low } to { $high }
learn-demand-note = Against the mean of Monday to Friday; days before and after a holiday on top of their weekday. Beyond chance, days differ by { PERCENT($spread) }.

learn-evaluation = Judged: learned from the first three quarters, compared on the last
learn-column-forecast = Forecast
learn-column-log-score = Log score
learn-column-coverage = In 80%
learn-column-error = Mean error
learn-what-lengths = Lengths
learn-what-acute_demand = Acute requests a day
learn-what-no_shows = No-shows
learn-by-learned = learned
learn-naive-overall-mean = overall mean
learn-naive-same-weekday-last-week = same weekday last week
learn-naive-overall-rate = overall rate
learn-verdict-learned = { $what }: what was learned forecasts better than the { $naive }.
learn-verdict-learned-but = { $what }: what was learned forecasts better than the { $naive } by log score, although its mean error is larger.
learn-verdict-naive = { $what }: the { $naive } forecasts better than what was learned. Do not trust the learned figures.
learn-verdict-naive-but = { $what }: the { $naive } forecasts better than what was learned by log score, although its mean error is larger.
learn-verdict-even = { $what }: no difference can be told between what was learned and the { $naive }.
learn-evaluation-note = Log score: higher is better. In 80%: the share that came to lie in the interval meant to hold 80%.

learn-mostly-rejected = More than half of the rows were left out: what the rest says is not to be believed, and no file was written. Decimal commas in a file whose columns are split by commas look like this.
learn-other-practice = No row names a site of this practice: the history looks like another practice’s, and no file was written.

learn-named = { $reason } ({ $names })
