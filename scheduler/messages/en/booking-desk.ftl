# What the front desk refuses beside the booking rules, and appointments that no longer fit after a publication.

refusal-republished = The agenda of that day has just changed. Please search again.
refusal-hold_expired = The time kept for this booking has run out, or it is kept for something else. Please search again.
refusal-category_needed = The patient's category is missing: it decides how long the appointment is.
refusal-hold_too_long = A slot can be kept for { $most } minutes at most, not for { $minutes }.
refusal-patient_unknown = Only a patient whom the practice knows can be put on the waiting list.
refusal-not_movable = This appointment cannot be moved any more: { $state ->
    [arrived] the patient has arrived.
    [attended] it has taken place.
    [did_not_attend] the patient did not attend.
   *[cancelled] it is cancelled.
}
refusal-not_cancellable = This appointment cannot be cancelled any more: { $state ->
    [attended] it has taken place.
   *[did_not_attend] the patient did not attend.
}
refusal-not_markable = { $state ->
    [cancelled] This appointment is cancelled: nothing can be noted about it any more.
    [booked] Nobody has been marked as arrived or absent: there is nothing to take back.
   *[other] This appointment has taken place: it can only become arrived or not attended again.
}
refusal-not_started = It is too early to note this: the appointment is on { DAY($day) } at { CLOCK($begin) }.

misfit-not_in_agenda = At this time there are no consultations in the agenda any more.
misfit-other_site = At this time the practitioner is at another site now.
misfit-group_gone = There is no group at this time any more.
misfit-group_full = This group has fewer places now.
misfit-resource_gone = The equipment for this appointment is not available any more.
