# Ce que l'accueil refuse en plus des règles de rendez-vous, et les rendez-vous qui ne tiennent plus après une publication.

refusal-republished = L'agenda de ce jour vient de changer. Merci de relancer la recherche.
refusal-hold_expired = Le délai de cette réservation est écoulé, ou elle concerne autre chose. Merci de relancer la recherche.
refusal-category_needed = La catégorie du patient manque : la durée du rendez-vous en dépend.
refusal-hold_too_long = Un créneau peut être réservé { $most } minutes au plus, pas { $minutes }.
refusal-patient_unknown = Seul un patient connu du cabinet peut être inscrit sur la liste d'attente.
refusal-not_movable = Ce rendez-vous ne peut plus être déplacé : { $state ->
    [arrived] le patient est arrivé.
    [attended] il a eu lieu.
    [did_not_attend] le patient n'est pas venu.
   *[cancelled] il est annulé.
}
refusal-not_cancellable = Ce rendez-vous ne peut plus être annulé : { $state ->
    [attended] il a eu lieu.
   *[did_not_attend] le patient n'est pas venu.
}
refusal-not_markable = { $state ->
    [cancelled] Ce rendez-vous est annulé : plus rien ne peut y être noté.
    [booked] Personne n'a été noté arrivé ou absent : il n'y a rien à corriger.
   *[other] Ce rendez-vous a eu lieu : on peut seulement le noter de nouveau arrivé ou non honoré.
}
refusal-not_started = Il est trop tôt pour le noter : le rendez-vous est le { DAY($day) } à { CLOCK($begin) }.

misfit-not_in_agenda = L'agenda ne prévoit plus de consultation à cette heure.
misfit-other_site = À cette heure, le praticien est maintenant sur un autre site.
misfit-group_gone = Il n'y a plus de groupe à cette heure.
misfit-group_full = Ce groupe a maintenant moins de places.
misfit-resource_gone = Le matériel de ce rendez-vous n'est plus disponible.
