"""How the weights in `src/whosays/annotate/model/weights` are made; not installed with the package."""
