"""How many slots to keep back for the classes of patients that ask last and matter most."""
