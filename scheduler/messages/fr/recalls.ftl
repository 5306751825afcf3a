# Rappels : bilans annuels proposés à ceux dont c’est le moment.

recall-left-no-time = Dans cette période, aucun de ceux qui peuvent voir ce patient n’a de temps libre pour un bilan.
recall-left-not-near = Il reste du temps libre pour des bilans dans cette période, mais pas assez près de la place de ce patient.
recall-left-taken = Tout le temps libre pour des bilans est allé à des patients dont le bilan est plus urgent.
recall-period = Il faut une période de 1 à { $days } jours, dont le dernier ne précède pas le premier.
recall-past = Cette période est passée.
recall-no-review = Le cabinet n’a aucun motif qui soit un bilan annuel.
recall-not-a-review = Ce motif n’est pas un bilan annuel.
