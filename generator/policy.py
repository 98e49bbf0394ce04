"""What the site allows a browser to do: the Content-Security-Policy, and a server's configuration with it."""

from __future__ import annotations

from importlib import resources

from generator.basemaps import MapSettings, image_sources


def policy(settings: MapSettings, *, served: bool = False) -> str:
    """The policy of every page: nothing but the site's own files, and the tile hosts of the map where one is set.

    No page has an inline script, so there is no hash in it. ``served`` is for the live preview, whose server writes
    its reloading script into each page.
    """
    images = " ".join(["'self'", "data:", *image_sources(settings)])
    script = "'self' 'unsafe-inline'" if served else "'self'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {script}",
            "style-src 'self'",
            f"img-src {images}",
            "font-src 'self'",
            "connect-src 'self'",
            "frame-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )


def nginx(csp: str) -> str:
    """A sample server configuration: compressed, cached, and without readers' addresses in its log."""
    template = (resources.files("generator") / "templates" / "nginx.conf").read_text(encoding="utf-8")
    return template.replace("@csp@", csp)
