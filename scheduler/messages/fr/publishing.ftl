# Publication : ce qui ne peut pas être publié, ce qui a été ouvert, et les rendez-vous qui ne conviennent plus.

help-publish = Ouvrir à la réservation la période d’un planning et de ses agendas. À une nouvelle publication, tous les rendez-vous sont gardés et ceux qui ne conviennent plus sont listés. Code de retour 1 si une règle impérative est enfreinte.

publish-no-room = Il ne reste pas de salle { $room } sur le site { $site } le { $date } pour { $practitioner } : plus de vacations ont lieu en même temps qu’il n’y a de salles.
publish-session-without-agenda = La vacation « { $template } » de { $practitioner } sur le site { $site } le { $date } n’a pas d’agenda : son temps resterait fermé. Recomposez les agendas de ce planning.
publish-outside-session = Ce bloc est hors de sa vacation, qui va de { $from } à { $to }.
publish-overlap = { $practitioner } est encore pris jusqu’à { $until } le { $date } : les blocs d’une même journée ne doivent pas se chevaucher.
publish-group-without-motive = Il faut indiquer le motif d’un atelier.
publish-group-without-places = Il faut indiquer le nombre de places d’un atelier.
publish-reserve-twice = La réserve du site { $site } le { $date } est donnée deux fois.
publish-beyond-calendar = Rien n’est planifié après l’année { $year }.
publish-not-of-key = Ce cabinet est « { $name } » ; la clé est celle de « { $practice } ».

publish-refused =
    { $count ->
        [one] Rien n’est publié : une règle impérative est enfreinte.
       *[other] Rien n’est publié : des règles impératives sont enfreintes, { $count } fois.
    }
publish-learned-needed = Ces agendas ont été composés avec des valeurs apprises : donnez-les aussi (--learned).
publish-learned-unused = Ces agendas ont été composés sans valeurs apprises ; les réservations suivront les durées apprises.
publish-done = Ouvert à la réservation du { DAY($first) } au { DAY($last) } (publication numéro { $number }).
publish-over = Cette période est passée : plus rien ne peut y être réservé.
publish-opened =
    { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    } de consultation, { $people ->
        [one] { $people } praticien
       *[other] { $people } praticiens
    } :
publish-time = { $kind } : { $time }
publish-places =
    { $count ->
        [one] { $count } place en atelier
       *[other] { $count } places en atelier
    }
publish-rooms = Salles sur le site { $site } ({ $kind }) : { $used } occupées sur { $count }
publish-units = Réservé avec les rendez-vous : { $units }
publish-kept =
    { $count ->
        [0] Aucun rendez-vous ne tombe encore dans cette période.
        [one] { $count } rendez-vous à venir est gardé.
       *[other] Les { $count } rendez-vous à venir sont gardés.
    }
publish-misfits =
    { $count ->
        [one] { $count } d’entre eux ne convient plus aux agendas ; il faut appeler le patient :
       *[other] { $count } d’entre eux ne conviennent plus aux agendas ; il faut appeler les patients :
    }
publish-misfit = Rendez-vous { $appointment }, { $practitioner }, le { DAY($date) } à { CLOCK($at) } : { $why }

problem-title-rules-broken = Règles enfreintes
problem-rules-broken = Le planning ou ses agendas enfreignent des règles impératives ; rien n’a été publié.
problem-title-too-busy = Trop occupé
problem-too-busy = Le service est pris par d’autres calculs longs, ou celui-ci a duré trop longtemps. Redemandez dans un instant.
problem-title-not-answered = Sans réponse
problem-not-answered = Le calcul s’est terminé sans réponse. Rien n’a été écrit.
