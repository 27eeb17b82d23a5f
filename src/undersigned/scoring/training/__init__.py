"""How the shipped model is made and measured: `undersigned scorer train` and `evaluate`.

Needs what `pip install undersigned[train]` brings, and the openly licensed corpora in a directory beside.
"""
