"""`whosays serve`: the casebook in a browser."""

from __future__ import annotations

import click

from whosays.cli.options import case_argument


@click.command()
@case_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8040, show_default=True, help="0: any free.")
def command(case: str, port: int) -> None:
    """Read, check and correct CASE in a browser."""
    import uvicorn

    from whosays.views.web.app import create_app

    uvicorn.run(create_app(case), host="127.0.0.1", port=port, log_level="warning")
