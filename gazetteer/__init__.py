"""The recipe of the bundled gazetteer: packages of public registries in, one file out.

``python -m gazetteer`` runs it. One module of ``gazetteer/sources`` reads each source; the
tables of ``gazetteer/curated`` are written by hand; ``gazetteer/data`` holds the product.
"""
