"""One module per format; ``reading`` finds them by walking this folder."""
