"""Somebody else's pages, on an origin of their own, with the widget's line in them."""

from urllib.parse import urlsplit

from tests.browser.proxy import Server, Silent

# What docs/web.md says a strict policy needs, and nothing more.
POLICY = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; script-src {bot}; connect-src {bot}"
STYLE = "* {color: red; letter-spacing: 3px} button {display: none !important} div, section {float: left}"


class ForeignSite:
    """A site whose style sheet is hostile to everything on its pages.

    Browsers take every name under localhost for this machine, and another name for another site.
    """

    def __init__(self, port: int) -> None:
        self._pages: dict[str, tuple[str, str | None]] = {}
        site = self

        class Serve(Silent):
            def do_GET(self) -> None:  # noqa: N802
                path = urlsplit(self.path).path
                body, policy = (STYLE, None) if path == "/page.css" else site._pages.get(path, ("", None))
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/css" if path.endswith(".css") else "text/html; charset=utf-8")
                if policy:
                    self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(body.encode())

        self._http = Server(port, Serve)

    def page(self, bot: str, attributes: str, strict: bool, host: str) -> str:
        """Makes a page that embeds the widget of a bot, and returns its address."""
        script = f'<script src="{bot}/widget.js" {attributes} defer></script>'
        body = (
            f'<!doctype html><html lang="en"><head><title>Somebody</title><link rel="icon" href="data:,">'
            f'<link rel="stylesheet" href="/page.css">{script}</head><body><main><h1 id="own">A bank</h1>'
            '<button data-rolewise-ask="Who handles customer grievances?">Ask</button></main></body></html>'
        )
        return f"http://{host}:{self._http.port}{self.put(body, POLICY.format(bot=bot) if strict else None)}"

    def put(self, body: str, policy: str | None = None) -> str:
        """Puts up a page, and returns its path."""
        path = f"/{len(self._pages)}.html"
        self._pages[path] = body, policy
        return path

    def stop(self) -> None:
        self._http.stop()
