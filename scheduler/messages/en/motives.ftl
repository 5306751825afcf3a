# Motives, lengths, contacts, prices and the agenda in a practice file: what is wrong, and what a check says of them.

input-ages = Ages are written as the first and last year of age, such as 0-6, or 75- for 75 and over.
input-less-than = The number must be below { $lt }.
input-review-motive = An annual review is planned and in person: it can be neither acute nor of another channel.
input-group-places = Only a group has several places: write “channel: group”, or leave “places” out.
input-visit-travel = Only a visit has travel: write “channel: visit”, or leave “travel_minutes” out.
input-unknown-motive = There is no motive “{ $name }”. The motives: { $known }.
input-twice-in-motives = Two motives have the id “{ $name }”.
input-twice-in-lengths = The length of “{ $name }” is given twice.
input-twice-in-contacts = The contacts of “{ $name }” are given twice.
input-motive-of-nobody = Nobody can see the motive “{ $motive }”: no practitioner has one of its professions ({ $professions }).
input-group-without-length = The group “{ $motive }” needs a length for all patients: a line in “lengths” without a category.
input-spread-beyond-reason = A standard deviation of { $sd } minutes is more than { $most } times the mean of { $mean }; both are in minutes.
input-release-out-of-order = Release runs towards the day: this step ({ $days } days before, { $at }) must come after the one before it ({ $days_earlier } days before, { $at_earlier }).
input-prices-of-nothing = At least one of the three prices must be above 0: otherwise no arrangement is better than another.

# What is allowed but hardly meant

input-category-never-reached = No patient will come into the category “{ $category }”: whoever fits it fits “{ $earlier }”, which stands before it. The first that fits is taken.
input-motive-without-session = No session can take the motive “{ $motive }”: no consulting session, nor another of a suitable kind, is open to its professions ({ $professions }).
input-slot-beyond-sessions = No session is long enough for “{ $motive }”: the slot has { $minutes } minutes, the longest stretch { $longest }.
input-mean-far-from-slot = A mean of { $mean } minutes is far from the slot of { $minutes }.
input-category-without-contacts = No contacts are stated for the category “{ $category }”, which has patients; they are for: { $known }.

holds-motives = Motives
holds-standard-motives = Motives (the standard ones)
holds-lengths = Lengths stated
holds-contacts = Consultations a patient and year
