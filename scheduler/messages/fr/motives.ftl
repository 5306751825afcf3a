# Motifs, durées, contacts, prix et agenda dans le fichier du cabinet : ce qui ne va pas, et ce que la vérification en dit.

input-ages = Les âges s’écrivent de la première à la dernière année, comme 0-6, ou 75- pour 75 ans et plus.
input-less-than = Le nombre doit être au-dessous de { $lt }.
input-review-motive = Un bilan annuel est programmé et en présence : il ne peut être ni aigu, ni sur un autre canal.
input-group-places = Seul un groupe a plusieurs places : écrivez « channel: group », ou enlevez « places ».
input-visit-travel = Seule une visite a un trajet : écrivez « channel: visit », ou enlevez « travel_minutes ».
input-unknown-motive = Il n’y a pas de motif « { $name } » ; motifs connus : { $known }.
input-twice-in-motives = Deux motifs ont l’identifiant « { $name } ».
input-twice-in-lengths = La durée de « { $name } » est donnée deux fois.
input-twice-in-contacts = Les contacts de « { $name } » sont donnés deux fois.
input-motive-of-nobody = Personne ne peut recevoir pour le motif « { $motive } » : aucun praticien n’exerce l’une de ses professions ({ $professions }).
input-group-without-length = Le groupe « { $motive } » a besoin d’une durée pour tous les patients : une ligne sans catégorie dans « lengths ».
input-spread-beyond-reason = Un écart type de { $sd } minutes est plus de { $most } fois la moyenne de { $mean } ; les deux se comptent en minutes.
input-release-out-of-order = La libération avance vers le jour dit : cette étape ({ $days } jours avant, { $at }) doit venir après la précédente ({ $days_earlier } jours avant, { $at_earlier }).
input-prices-of-nothing = L’un au moins des trois prix doit être au-dessus de 0 : sinon aucun agencement ne vaut mieux qu’un autre.

# Ce qui est permis mais sans doute pas voulu

input-category-never-reached = Aucun patient n’entrera dans la catégorie « { $category } » : ceux qui lui correspondent correspondent aussi à « { $earlier } », placée avant elle. La première qui convient est retenue.
input-motive-without-session = Aucune vacation ne peut accueillir le motif « { $motive } » : ni vacation de consultation, ni autre vacation adaptée n’est ouverte à ses professions ({ $professions }).
input-slot-beyond-sessions = Aucune vacation n’est assez longue pour « { $motive } » : le créneau dure { $minutes } minutes, la plus longue plage { $longest }.
input-mean-far-from-slot = Une moyenne de { $mean } minutes est loin du créneau de { $minutes }.
input-category-without-contacts = Aucun contact n’est indiqué pour la catégorie « { $category } », qui a des patients ; il y en a pour : { $known }.

holds-motives = Motifs de consultation
holds-standard-motives = Motifs de consultation (les motifs courants)
holds-lengths = Durées indiquées
holds-contacts = Consultations par patient et par an
