"""``python -m nianbao``: the command where the folder of scripts is not on the path, as often on Windows."""

from nianbao.cli.main import main

if __name__ == "__main__":
    main(prog_name="nianbao")  # and not “__main__.py”
