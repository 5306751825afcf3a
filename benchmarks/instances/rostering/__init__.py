"""The public shift scheduling benchmark: its files, its problem, its objective.

T. Curtois, R. Qu, "Computational results on new staff scheduling benchmark instances", technical report, ASAP,
University of Nottingham, 2014; files at schedulingbenchmarks.org. No instance is shipped with the product.
"""
